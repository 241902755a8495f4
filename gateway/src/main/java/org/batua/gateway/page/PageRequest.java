package org.batua.gateway.page;

import java.util.List;
import org.batua.gateway.base.Secret;

/// A request for a page: the browser's session, its language, and how the answer is shown.
///
/// @param session the browser's secret session id; only a hash of it is ever stored
/// @param formToken proves that a form comes from a page that this browser got
/// @param path of the page; the language links point to it
/// @param isScript whether the page's own script asks
/// @param cookies set by the answer, each a whole `Set-Cookie` header
public record PageRequest(
    String session,
    String formToken,
    Language language,
    String path,
    boolean isScript,
    List<String> cookies) {
  public PageRequest {
    cookies = List.copyOf(cookies);
  }

  /// Whether the answer begins the browser's session, so that it has none of our files yet.
  boolean isFirst() {
    return cookies.stream().anyMatch(cookie -> cookie.contains("=" + session + ";"));
  }

  /// This request for a page that is read again at another path.
  public PageRequest at(String other) {
    return new PageRequest(session, formToken, language, other, isScript, cookies);
  }

  /// Identifies the browser in stores.
  public Secret browser() {
    return Secret.of(session);
  }
}
