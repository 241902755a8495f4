// Keys for people who work here all day: / search, j and k rows, Enter opens, g and a letter goes
// to a page, ? shows them. Off in fields, and where their switch is. Names have a button that copies
// them. One press of a button sends a form once.
(function () {
  'use strict';

  var pages = { h: 'home', n: 'review', o: 'orders', r: 'refunds', t: 'topups', p: 'providers',
    w: 'webhooks' };
  var going = false;
  var at = -1;

  // on a phone the places are one line that scrolls
  var here = document.querySelector('.places [aria-current]');
  if (here && here.parentNode.parentNode.scrollWidth > here.parentNode.parentNode.clientWidth) {
    here.parentNode.parentNode.scrollLeft = here.offsetLeft - 16;
  }

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
    var link = all[at].querySelector('a[data-open]') || all[at].querySelector('a');
    if (link) {
      link.focus();
    }
  }

  var help = document.getElementById('keys');
  var KEYS = 'batua-keys';

  // a browser may forbid storage: the keys work then
  function keysAreOff() {
    try {
      return localStorage.getItem(KEYS) === 'off';
    } catch (e) {
      return false;
    }
  }

  if (help) {
    var open = document.querySelector('[data-keys-open]');
    var works = help.querySelector('input');
    open.hidden = false;
    open.addEventListener('click', function () {
      help.showModal();
    });
    works.checked = !keysAreOff();
    works.addEventListener('change', function () {
      try {
        localStorage.setItem(KEYS, works.checked ? 'on' : 'off');
      } catch (e) {
        works.checked = true;
      }
    });
  }

  var words = document.body.dataset;
  if (navigator.clipboard && words.copy) {
    document.querySelectorAll('.facts code, td.names code').forEach(function (code) {
      var text = code.textContent;
      if (text.length < 4) {
        return;
      }
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'quiet copy';
      button.title = words.copy;
      button.setAttribute('aria-label', words.copy + ' ' + text);
      button.addEventListener('click', function () {
        navigator.clipboard.writeText(text).then(function () {
          button.classList.add('copied');
          button.title = words.copied;
          button.setAttribute('aria-label', words.copied + ' ' + text);
        });
      });
      code.after(' ', button);
    });
  }

  document.addEventListener('keydown', function (event) {
    var field = event.target.closest('input, select, textarea, dialog');
    if (field || event.ctrlKey || event.metaKey || event.altKey || keysAreOff()) {
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
    } else if (event.key === '?' && help) {
      help.showModal();
    }
  });

  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) {
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

  // passkeys: the browser answers a form's challenge, and the answer goes with the form
  function bytes(text) {
    var plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(plain, function (letter) {
      return letter.charCodeAt(0);
    });
  }

  function base64url(buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  function known(form) {
    return form.dataset.known.split(',').filter(Boolean).map(function (id) {
      return { type: 'public-key', id: bytes(id) };
    });
  }

  function ask(form) {
    var challenge = bytes(form.dataset.challenge);
    if (form.dataset.passkey === 'get') {
      return navigator.credentials.get({ publicKey: { challenge: challenge,
        rpId: form.dataset.rp, allowCredentials: known(form), userVerification: 'required' } });
    }
    return navigator.credentials.create({ publicKey: { challenge: challenge,
      rp: { id: form.dataset.rp, name: 'Batua' },
      user: { id: bytes(form.dataset.user), name: form.dataset.login,
        displayName: form.dataset.name },
      pubKeyCredParams: [-7, -8, -257].map(function (alg) {
        return { type: 'public-key', alg: alg };
      }),
      excludeCredentials: known(form), attestation: 'none',
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true,
        userVerification: 'required' } } });
  }

  function written(credential) {
    var response = {};
    ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
      .forEach(function (name) {
        if (credential.response[name]) {
          response[name] = base64url(credential.response[name]);
        }
      });
    return JSON.stringify({ id: credential.id, rawId: base64url(credential.rawId),
      type: credential.type, response: response, clientExtensionResults: {} });
  }

  document.querySelectorAll('form[data-passkey]').forEach(function (form) {
    if (!window.PublicKeyCredential) {
      return;
    }
    form.hidden = false;
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      ask(form).then(function (credential) {
        form.elements.answer.value = written(credential);
        form.submit();
      }).catch(function () {
        form.querySelector('[data-passkey-failed]').hidden = false;
      });
    });
  });

  // a page that only exists because opening an address must change nothing
  var send = document.querySelector('form[data-send]');
  if (send) {
    send.requestSubmit();
  }
})();
