package org.batua.gateway.checkout;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.Request;
import org.batua.gateway.keyring.KeyRing;

/// Knows browsers again, by a cookie, and refuses forms that other sites make them send.
///
/// A form's token is a signature over the browser's session, so that nothing is stored for it.
public final class BrowserSessions {
  public static final String FORM_TOKEN = "form_token";

  private static final Pattern SESSION = Pattern.compile("[0-9a-f]{32}");
  private static final int SESSION_BYTES = 16;
  private static final int FORM_TOKEN_LENGTH_MAX = 64;
  private static final String LANGUAGE_COOKIE = "batua_lang";
  private static final long LANGUAGE_SECONDS = 31_536_000;

  private final KeyRing keyRing;
  private final Ids ids;
  private final Supplier<URI> baseUrl;
  private final Context context;

  /// Where a page stands.
  public enum Context {
    WINDOW,
    /// In a frame of another site, where browsers send no other cookies than those made for it;
    /// each such site gets a session of its own.
    FRAME
  }

  public BrowserSessions(KeyRing keyRing, Ids ids, Supplier<URI> baseUrl, Context context) {
    this.keyRing = keyRing;
    this.ids = ids;
    this.baseUrl = baseUrl;
    this.context = context;
  }

  /// The visit that a request is; a browser that is new gets a session.
  ///
  /// @param path of the page, where a choice of language leads to
  public PageRequest of(Request request, String path) {
    List<String> cookies = new ArrayList<>();
    var chosen = request.params().text("lang", 8).flatMap(Language::of);
    chosen.ifPresent(language -> cookies.add(languageCookie(language)));
    var known = session(request.browser());
    var session = known.orElseGet(() -> ids.hex(SESSION_BYTES));
    if (known.isEmpty()) {
      cookies.add(sessionCookie(session));
    }
    var language = chosen.orElseGet(() -> language(request.browser()));
    return new PageRequest(
        session, formToken(session), language, path, request.browser().isScript(), cookies);
  }

  /// A visit that leaves nothing behind in the browser.
  PageRequest passing(Request request) {
    var browser = request.browser();
    return new PageRequest("", "", language(browser), "", browser.isScript(), List.of());
  }

  /// As [#of], for a form that a browser sent.
  ///
  /// @throws Rejected when it does not come from a page that this browser got
  public PageRequest ofForm(Request request, String path) {
    var genuine =
        session(request.browser())
            .flatMap(
                session ->
                    request
                        .params()
                        .text(FORM_TOKEN, FORM_TOKEN_LENGTH_MAX)
                        .filter(token -> isFormToken(session, token)));
    if (genuine.isEmpty()) {
      throw new Rejected(new Rejection.ForeignForm());
    }
    return of(request, path);
  }

  /// The language that a browser has chosen, or asks for.
  Language language(Browser browser) {
    return browser
        .cookie(LANGUAGE_COOKIE)
        .flatMap(Language::of)
        .orElseGet(() -> Language.preferredBy(browser.languages()));
  }

  private Optional<String> session(Browser browser) {
    return browser.cookie(sessionName()).filter(SESSION.asMatchPredicate());
  }

  private String formToken(String session) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(keyRing.sign(signed(session)));
  }

  private boolean isFormToken(String session, String token) {
    try {
      return keyRing.isSigned(signed(session), Base64.getUrlDecoder().decode(token));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] signed(String session) {
    return ("page-form/" + session).getBytes(StandardCharsets.UTF_8);
  }

  private boolean isSecure() {
    return "https".equals(baseUrl.get().getScheme());
  }

  /// The prefix makes browsers refuse the cookie from anybody but this very host.
  private String sessionName() {
    var name = context == Context.WINDOW ? "batua" : "batua_framed";
    return isSecure() ? "__Host-" + name : name;
  }

  private String sessionCookie(String session) {
    return sessionName() + "=" + session + "; Path=/; HttpOnly" + sameSite();
  }

  private String languageCookie(Language language) {
    return LANGUAGE_COOKIE
        + "="
        + language.tag()
        + "; Path=/; Max-Age="
        + LANGUAGE_SECONDS
        + "; HttpOnly"
        + sameSite();
  }

  private String sameSite() {
    if (!isSecure()) {
      return "; SameSite=Lax";
    }
    return context == Context.WINDOW
        ? "; SameSite=Lax; Secure"
        : "; SameSite=None; Secure; Partitioned";
  }
}
