package org.batua.gateway.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.Request;
import org.batua.gateway.keyring.KeyRing;

/// Recognises browsers by a session cookie, and refuses forms that other sites make them send.
///
/// A form token is a signature over the session id, so that nothing is stored for it. Pages in a
/// frame have a session of their own: browsers send no other cookies there than those made for it,
/// and keep one for each embedding site.
public final class BrowserSessions {
  public static final String FORM_TOKEN = "form_token";

  private static final String LANGUAGE = "lang";
  private static final Pattern CHOSEN =
      Pattern.compile("(?:^|&)" + LANGUAGE + "=([a-z]{2})(?:&|$)");
  private static final Pattern SESSION = Pattern.compile("[0-9a-f]{32}");
  private static final int SESSION_BYTES = 16;
  private static final int FORM_TOKEN_LENGTH_MAX = 64;
  private static final String LANGUAGE_COOKIE = "batua_lang";
  private static final long LANGUAGE_SECONDS = 31_536_000;

  private final KeyRing keyRing;
  private final Ids ids;
  private final Supplier<URI> baseUrl;

  public BrowserSessions(KeyRing keyRing, Ids ids, Supplier<URI> baseUrl) {
    this.keyRing = keyRing;
    this.ids = ids;
    this.baseUrl = baseUrl;
  }

  /// A request for a page in a window of its own; a new browser gets a session.
  ///
  /// @param path of the page; its language links point to it
  public PageRequest of(Request request, String path) {
    return of(request, path, Embedding.NONE);
  }

  public PageRequest of(Request request, String path, Embedding embedding) {
    List<String> cookies = new ArrayList<>();
    var chosen = chosen(request);
    chosen.ifPresent(language -> cookies.add(languageCookie(language, embedding)));
    var known = session(request.browser(), embedding);
    var session = known.orElseGet(() -> ids.hex(SESSION_BYTES));
    if (known.isEmpty()) {
      cookies.add(sessionCookie(session, embedding));
    }
    var language = chosen.orElseGet(() -> language(request.browser()));
    return new PageRequest(
        session, formToken(session), language, path, request.browser().isScript(), cookies);
  }

  /// A request whose answer sets no cookie.
  public PageRequest passing(Request request) {
    var browser = request.browser();
    return new PageRequest("", "", language(browser), "", browser.isScript(), List.of());
  }

  /// As [#passing], but a language that the browser's person chooses is kept.
  ///
  /// @param path of the page; the choice of another language leads to it
  public PageRequest passing(Request request, String path, Embedding embedding) {
    var browser = request.browser();
    var chosen = chosen(request);
    return new PageRequest(
        "",
        "",
        chosen.orElseGet(() -> language(browser)),
        path,
        browser.isScript(),
        chosen.map(language -> languageCookie(language, embedding)).stream().toList());
  }

  /// As [#of(Request, String)], for a form that a browser sent.
  ///
  /// @throws Rejected when it does not come from a page that this browser got
  public PageRequest ofForm(Request request, String path) {
    return ofForm(request, path, Embedding.NONE);
  }

  /// As [#of(Request, String, Embedding)], for a form that a browser sent.
  ///
  /// @throws Rejected when it does not come from a page that this browser got
  public PageRequest ofForm(Request request, String path, Embedding embedding) {
    var genuine =
        session(request.browser(), embedding)
            .flatMap(
                session ->
                    request
                        .params()
                        .text(FORM_TOKEN, FORM_TOKEN_LENGTH_MAX)
                        .filter(token -> isFormToken(session, token)));
    if (genuine.isEmpty()) {
      throw new Rejected(new Rejection.ForeignForm());
    }
    return of(request, path, embedding);
  }

  /// Whether the browser sent a session's cookie back.
  public boolean isKnown(Browser browser, Embedding embedding) {
    return session(browser, embedding).isPresent();
  }

  /// The language that a request chooses.
  public Optional<Language> chosen(Request request) {
    return request.params().text(LANGUAGE, 8).flatMap(Language::of);
  }

  /// As [#chosen(Request)], of a request that nothing was read of.
  Optional<Language> chosen(String query) {
    return Optional.of(CHOSEN.matcher(query))
        .filter(Matcher::find)
        .flatMap(found -> Language.of(found.group(1)));
  }

  /// The language that a browser has chosen, or asks for.
  Language language(Browser browser) {
    return browser
        .cookie(LANGUAGE_COOKIE)
        .flatMap(Language::of)
        .orElseGet(() -> Language.preferredBy(browser.languages()));
  }

  private Optional<String> session(Browser browser, Embedding embedding) {
    return browser.cookie(sessionName(embedding)).filter(SESSION.asMatchPredicate());
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

  /// The prefix makes browsers refuse the cookie from any other host.
  private String sessionName(Embedding embedding) {
    var name = embedding == Embedding.NONE ? "batua" : "batua_framed";
    return isSecure() ? "__Host-" + name : name;
  }

  private String sessionCookie(String session, Embedding embedding) {
    return sessionName(embedding) + "=" + session + "; Path=/; HttpOnly" + sameSite(embedding);
  }

  String languageCookie(Language language, Embedding embedding) {
    return LANGUAGE_COOKIE
        + "="
        + language.tag()
        + "; Path=/; Max-Age="
        + LANGUAGE_SECONDS
        + "; HttpOnly"
        + sameSite(embedding);
  }

  private String sameSite(Embedding embedding) {
    if (!isSecure()) {
      return "; SameSite=Lax";
    }
    return embedding == Embedding.NONE
        ? "; SameSite=Lax; Secure"
        : "; SameSite=None; Secure; Partitioned";
  }
}
