// Keys for people who work here all day: / search, j and k rows, Enter opens, g and a letter goes
// to a page. Off in fields. One press of a button sends a form once.
(function () {
  'use strict';

  var pages = { h: 'home', n: 'review', o: 'orders', r: 'refunds', t: 'topups', p: 'providers',
    w: 'webhooks' };
  var going = false;
  var at = -1;

  function rows() {
    return Array.prototype.slice.call(document.querySelectorAll('tr[data-row]'));
  }

  function move(step) {
    var all = rows();
    if (all.length === 0) {
      return;
    }
    at = Math.max(0, Math.min(all.length - 1, at + step));
    all.forEach(function (row, index) {
      row.classList.toggle('here', index === at);
    });
    var link = all[at].querySelector('a');
    if (link) {
      link.focus();
    }
  }

  document.addEventListener('keydown', function (event) {
    var field = event.target.closest('input, select, textarea');
    if (field || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (going) {
      going = false;
      var link = document.querySelector('[data-go="' + pages[event.key] + '"]');
      if (link) {
        event.preventDefault();
        link.click();
      }
      return;
    }
    if (event.key === '/') {
      var box = document.querySelector('[data-key="/"]');
      if (box) {
        event.preventDefault();
        box.focus();
      }
    } else if (event.key === 'j') {
      move(1);
    } else if (event.key === 'k') {
      move(-1);
    } else if (event.key === 'g') {
      going = true;
    }
  });

  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post') {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
  });

  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) {
      delete form.dataset.sent;
    });
  });

  // a page that only exists because opening an address must change nothing
  var send = document.querySelector('form[data-send]');
  if (send) {
    send.requestSubmit();
  }
})();
