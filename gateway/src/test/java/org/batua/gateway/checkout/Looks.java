package org.batua.gateway.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.page.Language;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.HtmlCheck;

/// Somebody who looks at pages in one language, in every size, light and dark: nothing may stick
/// out of the window, and axe-core may find no serious fault. With `-Dbatua.screenshots=DIRECTORY`
/// it leaves pictures.
final class Looks implements AutoCloseable {
  private static final List<Integer> WIDTHS = List.of(360, 1280);
  private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
  private static final Optional<String> PICTURES =
      Optional.ofNullable(System.getProperty("batua.screenshots"));
  private static final String AXE = axe();
  private static final String FAULTS =
      """
      async options => {
        const found = await axe.run(document, options);
        return found.violations
          .filter(it => it.impact === 'serious' || it.impact === 'critical')
          .map(it => it.id + ': ' + it.nodes.map(node => node.html).join(' | '));
      }
      """;
  private static final String CONTRAST = "color-contrast";
  private static final String STICKS_OUT =
      "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";

  private final Chromium chromium;
  private final Language language;
  private final SeenTexts texts;
  private final HtmlCheck html;
  private final Map<Page, String> received = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final List<BrowserContext> open = new ArrayList<>();

  /// @param texts are told what was seen
  /// @param html keeps what was received
  Looks(Chromium chromium, Language language, SeenTexts texts, HtmlCheck html) {
    this.html = html;
    this.chromium = chromium;
    this.language = language;
    this.texts = texts;
  }

  Language language() {
    return language;
  }

  /// What was found on the pages.
  List<String> faults() {
    return faults;
  }

  /// A browser that has never been anywhere. It is without our scripts, so that pages that go on by
  /// themselves stay.
  Page newPage() {
    var options =
        new Browser.NewContextOptions().setDeviceScaleFactor(2).setLocale(language.tag() + "-IN");
    var context = chromium.newBrowser(options);
    open.add(context);
    context.route("**/assets/*.js", Route::abort);
    var page = context.newPage();
    page.onResponse(response -> keep(page, response));
    return page;
  }

  private void keep(Page page, Response response) {
    boolean isPage =
        response.request().isNavigationRequest()
            && response.status() / 100 != 3
            && response.headers().getOrDefault("content-type", "").startsWith("text/html");
    if (isPage && !response.url().contains("/page/")) {
      received.put(page, response.text());
    }
  }

  /// Looks at a page.
  ///
  /// @param name of its pictures
  void at(Page page, String name) {
    page.waitForLoadState();
    texts.add(page.content());
    html.add(name + "-" + language.tag(), received.getOrDefault(page, page.content()));
    for (var width : WIDTHS) {
      page.setViewportSize(width, 800);
      var what = name + " " + language + " " + width;
      if ((boolean) page.evaluate(STICKS_OUT)) {
        faults.add(what + ": sticks out of the window");
      }
      for (var scheme : schemes()) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        screenshot(page, name + "-" + language.tag() + "-" + width + "-" + scheme);
        if (width.equals(WIDTHS.getFirst())) {
          check(page, scheme, what + " " + scheme);
        }
      }
    }
  }

  /// The colours are the same in each language.
  private List<ColorScheme> schemes() {
    return PICTURES.isPresent() || isOfColours() ? SCHEMES : SCHEMES.subList(0, 1);
  }

  private boolean isOfColours() {
    return language == Language.EN;
  }

  /// Of a page's colours in the dark only what depends on them is new.
  private void check(Page page, ColorScheme scheme, String what) {
    Map<String, Object> options = new HashMap<>(Map.of("resultTypes", List.of("violations")));
    if (scheme == ColorScheme.DARK) {
      options.put("runOnly", List.of(CONTRAST));
    } else {
      options.put("rules", Map.of(CONTRAST, Map.of("enabled", isOfColours())));
      page.evaluate(AXE);
    }
    for (var fault : (List<?>) page.evaluate(FAULTS, options)) {
      faults.add(what + ": " + fault);
    }
  }

  private static void screenshot(Page page, String name) {
    PICTURES
        .map(directory -> Path.of(directory, name.toLowerCase(Locale.ROOT) + ".png"))
        .ifPresent(
            file -> page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true)));
  }

  /// The first button that is seen.
  static void press(Page page) {
    page.locator("button:visible").first().click();
  }

  @Override
  public void close() {
    open.forEach(BrowserContext::close);
  }

  private static String axe() {
    try (var in = Looks.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
