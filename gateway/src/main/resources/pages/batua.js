// Improves pages that work without it: one press of a button sends a form once, and the wait for
// a new code counts down.
(function () {
  'use strict';

  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    form.querySelectorAll('button[type=submit]').forEach(function (button) {
      button.setAttribute('aria-busy', 'true');
    });
  });

  // a page that comes back from the browser's memory may be sent again: the server knows what
  // happened meanwhile
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll('[aria-busy]').forEach(function (button) {
        button.removeAttribute('aria-busy');
      });
    });
  });

  // the last step before another page needs no press of a button, unless the person came back to it
  var navigation = performance.getEntriesByType('navigation')[0];
  var onward = document.querySelector('[data-onward]');
  if (onward && navigation && navigation.type === 'navigate') {
    if (onward.requestSubmit) {
      onward.requestSubmit();
    } else {
      onward.click();
    }
  }

  document.querySelectorAll('[data-wait-seconds]').forEach(function (place) {
    var button = place.querySelector('button');
    var text = place.querySelector('[data-wait-text]');
    var end = Date.now() + Number(place.dataset.waitSeconds) * 1000;
    var words = text.dataset.waitText;
    function show() {
      var left = Math.ceil((end - Date.now()) / 1000);
      button.disabled = left > 0;
      text.textContent = left > 0 ? words.replace('#', String(left)) : '';
      if (left > 0) {
        window.setTimeout(show, 250);
      }
    }
    show();
  });
})();
