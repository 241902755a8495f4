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
/// out of the window, and axe-core may find nothing at all. In other languages than English the
/// pages are the same but for their texts: only whether these fit, where it is narrow, and what
/// language the page says it speaks is looked at again. The colours are the same in every language:
/// light ones are checked in English, dark ones in Hindi. With `-Dbatua.screenshots=DIRECTORY` it
/// leaves pictures.
final class Looks implements AutoCloseable {
  private static final int PHONE = 360;
  private static final int HEIGHT = 800;
  private static final List<Integer> WIDTHS = List.of(1280, PHONE);
  private static final Optional<String> PICTURES =
      Optional.ofNullable(System.getProperty("batua.screenshots"));
  private static final String AXE = axe();
  private static final String FAULTS =
      """
      async options => {
        const found = await axe.run(document, options);
        return found.violations
          .map(it => it.id + ': ' + it.nodes.map(node => node.html).join(' | '));
      }
      """;
  private static final String EVERYTHING = "**/*";
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
        new Browser.NewContextOptions()
            .setDeviceScaleFactor(PICTURES.isPresent() ? 2 : 1)
            .setViewportSize(PHONE, HEIGHT)
            .setLocale(language.tag() + "-IN");
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
    look(page, name);
  }

  /// Looks at a page of the simulator's, which names the shop and speaks English only.
  void atProvider(Page page, String name) {
    page.waitForLoadState();
    if (!page.content().contains("A shop")) {
      faults.add(name + ": does not name the shop");
    }
    if (isFirst()) {
      look(page, name);
      checkInTheDark(page, name);
    }
  }

  /// Some pages go on by themselves after seconds, which a busy machine takes to look at them.
  private void look(Page page, String name) {
    page.route(EVERYTHING, Looks::stay);
    try {
      lookClosely(page, name);
    } finally {
      page.unroute(EVERYTHING);
    }
  }

  /// An aborted navigation leaves the page that there is.
  private static void stay(Route route) {
    if (route.request().isNavigationRequest()) {
      route.abort("aborted");
    } else {
      route.fallback();
    }
  }

  private void lookClosely(Page page, String name) {
    var what = name + " " + language + " ";
    for (var width : isFirst() || PICTURES.isPresent() ? WIDTHS : List.of(PHONE)) {
      page.setViewportSize(width, HEIGHT);
      if ((boolean) page.evaluate(STICKS_OUT)) {
        faults.add(what + width + ": sticks out of the window");
      }
      picture(page, name + "-" + language.tag() + "-" + width);
    }
    if (isFirst()) {
      page.evaluate(AXE);
      find(page, what, Map.of());
    } else if (language == Language.HI) {
      checkInTheDark(page, what);
    }
    if (!language.tag().equals(page.evaluate("() => document.documentElement.lang"))) {
      faults.add(what + ": says that it speaks another language");
    }
  }

  private boolean isFirst() {
    return language == Language.EN;
  }

  /// At a phone's width; only the colours are others.
  private void checkInTheDark(Page page, String what) {
    page.evaluate(AXE);
    colours(page, ColorScheme.DARK);
    find(page, what + "in the dark", Map.of("runOnly", List.of(CONTRAST)));
    colours(page, ColorScheme.LIGHT);
  }

  private void find(Page page, String what, Map<String, Object> options) {
    Map<String, Object> all = new HashMap<>(options);
    all.put("resultTypes", List.of("violations"));
    for (var fault : (List<?>) page.evaluate(FAULTS, all)) {
      faults.add(what + ": " + fault);
    }
  }

  private static void colours(Page page, ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
  }

  /// In both colours, where pictures are wanted.
  static void picture(Page page, String name) {
    if (PICTURES.isEmpty()) {
      return;
    }
    for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      colours(page, scheme);
      var file = (name + "-" + scheme + ".png").toLowerCase(Locale.ROOT);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(PICTURES.get(), file)).setFullPage(true));
    }
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
