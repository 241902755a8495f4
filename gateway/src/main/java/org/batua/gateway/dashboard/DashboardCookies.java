package org.batua.gateway.dashboard;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;
import org.batua.gateway.page.Language;

/// The cookies of the dashboard. Cookies know no ports, so their names differ from the checkout's.
final class DashboardCookies {
  private static final Pattern SESSION = Pattern.compile("[0-9a-f]{64}");
  private static final String LANGUAGE = "batua_dashboard_lang";
  private static final long YEAR_SECONDS = 31_536_000;

  private final Supplier<URI> baseUrl;

  DashboardCookies(Supplier<URI> baseUrl) {
    this.baseUrl = baseUrl;
  }

  boolean isSecure() {
    return "https".equals(baseUrl.get().getScheme());
  }

  Optional<Secret> session(Browser browser) {
    return browser.cookie(name()).filter(SESSION.asMatchPredicate()).map(Secret::of);
  }

  Answer withSession(Answer answer, Secret cookie) {
    return answer.withCookie(name() + "=" + cookie.reveal() + attributes());
  }

  Answer withoutSession(Answer answer) {
    return answer.withCookie(name() + "=; Max-Age=0" + attributes());
  }

  Language language(Browser browser) {
    return browser
        .cookie(LANGUAGE)
        .flatMap(Speech::known)
        .orElseGet(() -> Speech.preferredBy(browser.languages()));
  }

  Answer withLanguage(Answer answer, Language language) {
    return answer.withCookie(
        LANGUAGE + "=" + language.tag() + "; Max-Age=" + YEAR_SECONDS + attributes());
  }

  /// The prefix makes browsers refuse the cookie from anybody but this very host.
  private String name() {
    return isSecure() ? "__Host-batua-dashboard" : "batua_dashboard";
  }

  private String attributes() {
    return "; Path=/; HttpOnly; SameSite=Lax" + (isSecure() ? "; Secure" : "");
  }
}
