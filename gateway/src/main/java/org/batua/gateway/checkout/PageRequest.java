package org.batua.gateway.checkout;

import java.util.List;
import org.batua.gateway.base.Secret;

/// A browser that looks at one of our pages.
///
/// @param session its secret name; only a hash of it is ever stored
/// @param formToken proves that a form comes from a page that this browser got
/// @param path of the page, where a choice of language leads to
/// @param cookies what the browser is to remember from now on, each a whole `Set-Cookie` header
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

  Secret browser() {
    return Secret.of(session);
  }
}
