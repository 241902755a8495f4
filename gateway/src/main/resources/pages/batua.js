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

  // browsers do not follow autofocus in a frame of another site, not even for who is at work in it
  var first = document.querySelector('[autofocus]');
  if (first && window.parent !== window && document.hasFocus()) {
    first.focus();
  }

  // a row that was opened is filled in next
  document.addEventListener('toggle', function (event) {
    var way = event.target;
    var field = way.open && way.classList.contains('way') && way.querySelector('input.otp, [type=tel]');
    if (field && navigated && !field.value) {
      field.focus();
    }
  }, true);
  var navigated = false;
  document.addEventListener('click', function () { navigated = true; }, true);

  // a code of six digits needs no press of a button, and phones read it from the message
  function awaitCode() {
    var form = document.querySelector('[data-otp]');
    if (!form) {
      return;
    }
    var field = form.querySelector('[autocomplete="one-time-code"]');
    var submit = function () {
      if (/^\d{6}$/.test(field.value.trim())) {
        form.requestSubmit();
      }
    };
    field.addEventListener('input', submit);
    // typed before this script had come
    submit();
    if ('OTPCredential' in window) {
      var gone = new AbortController();
      form.addEventListener('submit', function () { gone.abort(); });
      navigator.credentials.get({ otp: { transport: ['sms'] }, signal: gone.signal })
        .then(function (code) { field.value = code.code; submit(); }, function () {});
    }
  }
  awaitCode();

  // back to the shop, unless the person stays, or came back here to look again
  function countDown() {
    var link = document.querySelector('[data-return]');
    var note = document.querySelector('[data-return-text]');
    var left = link && note ? Number(link.dataset.return) : 0;
    if (!left) {
      return;
    }
    var words = note.dataset.returnText;
    note.hidden = false;
    note.querySelector('button').addEventListener('click', function () {
      left = 0;
      note.hidden = true;
    });
    (function tick() {
      if (note.hidden || !note.isConnected) {
        return;
      }
      note.querySelector('span').textContent = words.replace('#', String(left));
      if (left <= 0) {
        location.replace(link.href);
        return;
      }
      left -= 1;
      window.setTimeout(tick, 1000);
    })();
  }
  if (navigation && navigation.type === 'navigate') {
    countDown();
  }

  // the page around a framed checkout learns how high it is and what happened; only pages that the
  // merchant listed hear it
  function tell() {
    var sheet = document.getElementById('sheet');
    var state = document.querySelector('[data-state]');
    if (window.parent === window || !sheet) {
      return;
    }
    var foot = document.querySelector('.foot');
    var message = {
      batua: state ? state.dataset.state : 'open',
      height: Math.ceil(foot.getBoundingClientRect().bottom + window.scrollY)
    };
    sheet.dataset.frameOrigins.split(' ').filter(Boolean).forEach(function (origin) {
      window.parent.postMessage(message, origin);
    });
  }
  tell();
  // a row or the languages were opened, or letters became larger
  if (window.parent !== window && 'ResizeObserver' in window) {
    var watched = new ResizeObserver(tell);
    watched.observe(document.querySelector('.foot'));
    watched.observe(document.body);
  }

  // a page that changed by itself says so: its heading is read out, or what is filled in next has
  // the focus; one that only looked does not
  var shown = document.getElementById('sheet');
  document.addEventListener('htmx:afterSettle', function () {
    if (shown === document.getElementById('sheet')) {
      return;
    }
    shown = document.getElementById('sheet');
    var next = shown.querySelector('[autofocus]') || shown.querySelector('h1');
    if (next && next.tabIndex < 0) {
      next.tabIndex = -1;
    }
    if (next) {
      next.focus();
    }
    awaitCode();
    countDown();
    countWaits();
    offerPrint();
    tell();
  });

  function offerPrint() {
    document.querySelectorAll('[data-print]').forEach(function (place) {
      place.hidden = false;
      place.querySelector('button').addEventListener('click', function () { window.print(); });
    });
  }
  offerPrint();

  function countWaits() {
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
  }
  countWaits();
})();
