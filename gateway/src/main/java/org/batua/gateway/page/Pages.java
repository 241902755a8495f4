package org.batua.gateway.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.RefusalPage;

/// Renders templates into pages, all with the same headers.
public final class Pages {
  private static final String PERMISSIONS =
      "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Map<Language, Texts> texts = new EnumMap<>(Language.class);
  private final Assets assets;
  private final BrowserSessions sessions;

  public Pages(Assets assets, BrowserSessions sessions) {
    this.assets = assets;
    this.sessions = sessions;
    for (var language : Language.values()) {
      texts.put(language, new Texts(language));
    }
  }

  /// A page that shows its model.
  ///
  /// @param template as `waiting`: the file `waiting.jte` with parameters `page` and `it`
  public Answer show(PageRequest page, String template, Object model) {
    return show(page, 200, template, model, PagePolicy.STRICT);
  }

  /// As [#show(PageRequest, String, Object)].
  ///
  /// @param policy what the browser may do with the page
  public Answer show(
      PageRequest page, int status, String template, Object model, PagePolicy policy) {
    var body = new StringOutput();
    var shown =
        new Page(
            page,
            texts(page.language()),
            assets,
            model instanceof Branded branded ? branded.brand() : Brand.NONE,
            policy.refreshSeconds(),
            policy.frameOrigins());
    templates.render(template + ".jte", Map.of("page", shown, "it", model), body);
    var answer = Answer.html(status, body.toString(), headers(policy, shown.styles()));
    return withCookies(page, answer);
  }

  /// Redirects the browser. A polling script gets a header instead: it may not follow a redirect to
  /// another origin.
  public Answer leave(PageRequest page, String url) {
    var answer =
        page.isScript()
            ? Answer.html(200, "", headers(PagePolicy.STRICT, "")).with("HX-Redirect", url)
            : Answer.redirect(url).with("Referrer-Policy", "no-referrer");
    return withCookies(page, answer);
  }

  /// Redirects the browser within the gateway, after a form.
  public Answer seeOther(PageRequest page, String path) {
    return withCookies(page, Answer.seeOther(path).with("Referrer-Policy", "no-referrer"));
  }

  /// Answers a polling script whose page has not changed.
  public Answer nothingNew() {
    return Answer.html(200, "", headers(PagePolicy.STRICT, "")).with("HX-Reswap", "none");
  }

  /// A refused request as a page.
  public Answer refusal(Answer refusal, Browser browser, RefusalPage.At at) {
    return refusal(
        refusal, browser, at, Refused.of(refusal.status(), Optional.empty()), PagePolicy.STRICT);
  }

  /// As [#refusal(Answer, Browser, RefusalPage.At)], with ways on.
  public Answer refusal(
      Answer refusal, Browser browser, RefusalPage.At at, Refused model, PagePolicy policy) {
    var chosen = sessions.chosen(at.query());
    var language = chosen.orElseGet(() -> sessions.language(browser));
    var embedding = policy.frameOrigins().isEmpty() ? Embedding.NONE : Embedding.MERCHANT;
    var cookies = chosen.map(it -> sessions.languageCookie(it, embedding)).stream().toList();
    // a page in another language is got; one that opens in another window is no page of this one
    var path =
        at.isGet()
            ? at.path()
            : model.wayOn().filter(it -> it.target().equals("_self")).map(WayOn::path).orElse("");
    var request = new PageRequest("", "", language, path, browser.isScript(), cookies);
    var kind = texts(language).has("refused." + model.kind() + ".title") ? model.kind() : "other";
    var known = new Refused(kind, model.wayOn());
    var page = show(request, refusal.status(), "refused", known, policy);
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

  private static Answer withCookies(PageRequest page, Answer answer) {
    var all = answer;
    for (var cookie : page.cookies()) {
      all = all.withCookie(cookie);
    }
    return all;
  }

  /// A refusal.
  ///
  /// @param kind selects the texts: a status, or `cookies`
  public record Refused(String kind, Optional<WayOn> wayOn) implements Branded {
    @Override
    public Brand brand() {
      return wayOn.map(WayOn::shop).orElse(Brand.NONE);
    }

    public static Refused of(int status, Optional<WayOn> wayOn) {
      return new Refused(Integer.toString(status), wayOn);
    }
  }

  /// Where a customer goes on from a refusal.
  ///
  /// @param path of the page to open again
  /// @param target where it opens
  /// @param back to the shop; empty where no address is known
  /// @param shop that the order is of
  public record WayOn(String path, String target, Optional<String> back, Brand shop) {}

  /// The texts of one language.
  public Texts texts(Language language) {
    return Objects.requireNonNull(texts.get(language));
  }

  private static Map<String, String> headers(PagePolicy policy, String styles) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Security-Policy", policy.header(styles));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Permissions-Policy", PERMISSIONS);
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    if (policy.frameOrigins().isEmpty()) {
      headers.put("Cross-Origin-Resource-Policy", "same-origin");
    }
    headers.put("Cache-Control", "no-store");
    return headers;
  }
}
