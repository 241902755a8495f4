package org.batua.gateway.http;

import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a request gets that is refused or fails: a page where a browser asks for one and there is
/// one, JSON elsewhere.
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private ErrorAnswers() {}

  static Answer refusal(Exchange exchange, Rejection rejection) {
    return forBrowser(exchange, Rejections.render(rejection, exchange.requestId()));
  }

  /// Of a request that failed by a fault of ours.
  static Answer bug(Exchange exchange, RuntimeException cause) {
    return forBrowser(exchange, plainBug(exchange, cause));
  }

  private static Answer plainBug(Exchange exchange, RuntimeException cause) {
    LOG.atError()
        .addKeyValue("route", exchange.route().path())
        .setCause(cause)
        .log("a bug: the request failed");
    return Rejections.internalError(exchange.requestId());
  }

  /// The page itself may fail: then there is none.
  private static Answer forBrowser(Exchange exchange, Answer refusal) {
    var page = exchange.route().refusals();
    if (page.isEmpty()) {
      return refusal;
    }
    var browser = Browser.of(exchange.request());
    if (!browser.asksForPage()) {
      return refusal;
    }
    var target = exchange.request().prologue();
    var path = target.uriPath().rawPath();
    var query = target.query().rawValue();
    var at = new RefusalPage.At(exchange.method(), path, query, exchange.isLost());
    try {
      return page.get().show(refusal, browser, at);
    } catch (Rejected e) {
      return Rejections.render(e.rejection(), exchange.requestId());
    } catch (RuntimeException e) {
      return plainBug(exchange, e);
    }
  }
}
