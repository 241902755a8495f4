// A checkout in a shop's page. What it reports are hints: ask the order's status.
(function () {
  'use strict';

  function open(options) {
    var origin = new URL(options.url).origin;
    var frame = document.createElement('iframe');
    var dialog = null;
    var told = '';

    function call(name) {
      if (options[name]) {
        options[name]();
      }
    }

    function hear(event) {
      var data = event.data;
      if (event.origin !== origin || event.source !== frame.contentWindow || !data || !data.batua) {
        return;
      }
      frame.style.height = Math.min(Math.max(Number(data.height) || 0, 320), 2000) + 'px';
      if (data.batua !== told) {
        told = data.batua;
        call(told === 'paid' ? 'onSuccess' : told === 'failed' ? 'onFailure' : '');
      }
    }

    function close() {
      window.removeEventListener('message', hear);
      (dialog || frame).remove();
      call('onClose');
    }

    frame.src = options.url;
    frame.title = options.title || 'Payment';
    frame.allow = 'otp-credentials';
    frame.style.cssText = 'display:block;border:0;width:100%;height:640px';
    window.addEventListener('message', hear);
    if (options.container) {
      options.container.appendChild(frame);
    } else {
      dialog = document.createElement('dialog');
      dialog.style.cssText = 'padding:0;border:0;width:min(30rem,100vw);max-height:100vh';
      var button = document.createElement('button');
      button.textContent = '\u00d7';
      button.setAttribute('aria-label', options.closeLabel || 'Close');
      button.style.cssText = 'float:right;width:44px;height:44px;border:0;background:none;font-size:1.5em';
      button.addEventListener('click', function () { dialog.close(); });
      dialog.append(button, frame);
      dialog.addEventListener('close', close);
      document.body.appendChild(dialog);
      dialog.showModal();
    }
    return { close: function () { if (dialog) { dialog.close(); } else { close(); } } };
  }

  window.BatuaCheckout = { open: open };
})();
