package org.batua.gateway.dashboard;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.batua.gateway.http.Answer;
import org.batua.gateway.page.Language;
import org.batua.gateway.page.Texts;

/// Makes the dashboard's pages of templates, all under the same strict policy.
final class Screens {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cache-Control", "no-store");

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Map<Language, Speech> speech = new EnumMap<>(Language.class);
  private final LayoutFiles assets;
  private final Warnings warnings;
  private final InstantSource clock;

  /// What stands on every page of this server.
  record Warnings(List<String> keys) {}

  Screens(LayoutFiles assets, Warnings warnings, InstantSource clock) {
    this.assets = assets;
    this.warnings = warnings;
    this.clock = clock;
    for (var language : Speech.LANGUAGES) {
      speech.put(language, new Speech(language));
    }
  }

  /// A page that shows its model.
  ///
  /// @param template as `home`: the file `dashboard/home.jte` with parameters `screen` and `it`
  Answer show(Visit visit, String template, Object model) {
    return show(visit, 200, template, model, "");
  }

  /// As [#show(Visit, String, Object)], with a sentence on top.
  ///
  /// @param notice a key of the texts, or a sentence that is no key; empty for nothing
  Answer show(Visit visit, int status, String template, Object model, String notice) {
    var body = new StringOutput();
    var its = speech(visit.language());
    var texts = its.texts();
    var screen =
        new Screen(
            visit,
            its,
            assets,
            notice.isEmpty() ? said(visit, texts) : texts.word("notice", notice),
            warnings.keys().stream().map(it -> texts.say(it)).toList(),
            clock);
    templates.render("dashboard/" + template + ".jte", Map.of("screen", screen, "it", model), body);
    return Answer.html(status, body.toString(), HEADERS);
  }

  /// What the form before this page led to, named by the address: only a key of ours is shown.
  private static String said(Visit visit, Texts words) {
    return visit
        .given("done")
        .map(key -> words.word("done", key))
        .filter(text -> !text.equals(visit.text("done")))
        .orElse("");
  }

  Instant now() {
    return clock.instant();
  }

  private Speech speech(Language language) {
    return Objects.requireNonNull(speech.get(language));
  }
}
