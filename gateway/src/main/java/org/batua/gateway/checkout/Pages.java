package org.batua.gateway.checkout;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;

/// Makes pages of templates, all with the same headers.
public final class Pages {
  private static final String PERMISSIONS =
      "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Map<Language, Texts> texts = new EnumMap<>(Language.class);
  private final Assets assets;
  private final BrowserSessions visits;

  public Pages(Assets assets, BrowserSessions visits) {
    this.assets = assets;
    this.visits = visits;
    for (var language : Language.values()) {
      texts.put(language, new Texts(language));
    }
  }

  /// A page that shows its model.
  ///
  /// @param template as `waiting`: the file `waiting.jte` with parameters `page` and `it`
  public Answer show(PageRequest visit, String template, Object model) {
    return show(visit, 200, template, model, PagePolicy.STRICT);
  }

  /// As [#show(Visit, String, Object)].
  ///
  /// @param policy what the browser may do with the page
  public Answer show(
      PageRequest visit, int status, String template, Object model, PagePolicy policy) {
    var body = new StringOutput();
    var page = new Page(visit, texts(visit.language()), assets, policy.refreshSeconds());
    templates.render(template + ".jte", Map.of("page", page, "it", model), body);
    var answer = Answer.html(status, body.toString(), headers(policy));
    for (var cookie : visit.cookies()) {
      answer = answer.withCookie(cookie);
    }
    return answer;
  }

  /// Sends the browser elsewhere; a page that looks again by script is told so, since its script
  /// may not follow to another origin.
  public Answer leave(PageRequest visit, String url) {
    var answer =
        visit.isScript()
            ? Answer.html(200, "", headers(PagePolicy.STRICT)).with("HX-Redirect", url)
            : Answer.redirect(url).with("Referrer-Policy", "no-referrer");
    for (var cookie : visit.cookies()) {
      answer = answer.withCookie(cookie);
    }
    return answer;
  }

  /// Tells a script that nothing has changed.
  public Answer nothingNew() {
    return Answer.html(200, "", headers(PagePolicy.STRICT)).with("HX-Reswap", "none");
  }

  /// What a refused request looks like to a person.
  public Answer refusal(Answer refusal, Browser browser) {
    var language = visits.language(browser);
    var visit = new PageRequest("", "", language, "", browser.isScript(), List.of());
    var known = texts(language).has("refused." + refusal.status() + ".title");
    var kind = known ? Integer.toString(refusal.status()) : "other";
    var page = show(visit, refusal.status(), "refused", new Refused(kind), PagePolicy.STRICT);
    var wait = refusal.headers().get("Retry-After");
    if (wait != null) {
      page = page.with("Retry-After", wait);
    }
    return new Answer(
        page.status(),
        page.contentType(),
        page.body(),
        page.headers(),
        page.cookies(),
        refusal.errorCode());
  }

  /// What is refused.
  ///
  /// @param kind chooses the words
  public record Refused(String kind) {}

  Texts texts(Language language) {
    return java.util.Objects.requireNonNull(texts.get(language));
  }

  private static Map<String, String> headers(PagePolicy policy) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Security-Policy", policy.header());
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Permissions-Policy", PERMISSIONS);
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    if (policy.framers().isEmpty()) {
      headers.put("Cross-Origin-Resource-Policy", "same-origin");
    }
    headers.put("Cache-Control", "no-store");
    return headers;
  }
}
