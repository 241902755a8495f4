package org.batua.gateway.dashboard;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.page.Language;
import org.batua.gateway.page.Texts;
import org.jspecify.annotations.Nullable;

/// The first page of the API's own address, and the reference of the API. In development it helps
/// with the first call; in production it says nothing but what this is.
public final class WelcomePages {
  private static final String ASSETS = "/reference/assets";
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
              "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                  + " frame-ancestors 'none'; base-uri 'none'",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer");

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final LayoutFiles assets = LayoutFiles.at(ASSETS);
  private final Map<Language, Texts> words = new EnumMap<>(Language.class);
  private volatile @Nullable Welcome welcome;

  /// Read when somebody asks for it: no start has to wait for a long document.
  private volatile @Nullable ApiReference reference;

  /// What a developer needs for the first call.
  ///
  /// @param testOrder makes an order of the development merchant, and gives its checkout's path
  public record Welcome(
      String baseUrl,
      String apiKey,
      String simulatorUrl,
      String dashboardUrl,
      Supplier<String> testOrder) {}

  /// What every template of these pages knows.
  public record Frame(Texts words, LayoutFiles assets) {
    public String say(String key, Object... values) {
      return words.say(key, values);
    }
  }

  public WelcomePages() {
    for (var language : Speech.LANGUAGES) {
      words.put(language, new Speech(language).texts());
    }
  }

  /// From now on the first page helps with the first call.
  public void help(Welcome with) {
    welcome = with;
  }

  public List<Route> routes() {
    var routes =
        new java.util.ArrayList<>(
            List.of(
                Route.get("/", Access.OPEN, this::first),
                Route.post("/test-order", Access.OPEN, this::testOrder),
                Route.get("/reference", Access.OPEN, this::reference)));
    routes.add(assets.route());
    return routes;
  }

  private Answer first(Request request) {
    var help = Optional.ofNullable(welcome);
    return help.isEmpty() ? show(request, "batua", "") : show(request, "welcome", help.get());
  }

  private Answer testOrder(Request request) {
    var help =
        Optional.ofNullable(welcome).orElseThrow(() -> new Rejected(new Rejection.UnknownPath()));
    if (!request.peer().isSameOrigin()) {
      throw new Rejected(new Rejection.ForeignForm());
    }
    return Answer.seeOther(help.testOrder().get());
  }

  private Answer reference(Request request) {
    var read = reference;
    if (read == null) {
      read = ApiReference.of("/openapi.yaml");
      reference = read;
    }
    return show(request, "reference", read);
  }

  private Answer show(Request request, String template, Object model) {
    var frame = new Frame(words(request.browser()), assets);
    var body = new StringOutput();
    templates.render("dashboard/" + template + ".jte", Map.of("frame", frame, "it", model), body);
    return Answer.html(200, body.toString(), HEADERS);
  }

  private Texts words(Browser browser) {
    return Objects.requireNonNull(words.get(Speech.preferredBy(browser.languages())));
  }
}
