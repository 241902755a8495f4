package org.batua.gateway.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A Chromium for a test class: the system's own. Playwright serves one thread at a time, so that
/// classes that run side by side have one each; the next class takes over the one of a class that
/// has ended. Without a browser the tests fail; they are never skipped.
public final class Chromium implements BeforeAllCallback, AfterAllCallback {
  /// Of each class that uses it, so that `./batua test --quick` can leave it out.
  public static final String TAG = "browser";

  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  /// What a browser may do besides showing pages, and what takes the processor for it. A merchant's
  /// page that a test makes up has no address, and may not frame one of this machine: the check of
  /// local networks would be in its way.
  private static final List<String> UNUSED =
      List.of(
          "LocalNetworkAccessChecks",
          "SpareRendererForSitePerProcess",
          "OptimizationHints",
          "MediaRouter",
          "Translate",
          "HttpsUpgrades",
          "PaintHolding",
          "DestroyProfileOnBrowserClose");

  /// Ends a test that would hang; a busy machine may be slow.
  private static final double PATIENCE_MILLIS = 60_000;

  private @Nullable Running running;

  /// The browsers that no class uses now.
  private record Idle(Queue<Running> browsers) implements AutoCloseable {
    static Idle of(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(Idle.class, _ -> new Idle(new ConcurrentLinkedQueue<>()), Idle.class);
    }

    @Override
    public void close() {
      browsers.forEach(Running::close);
    }
  }

  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!context.getTags().contains(TAG)) {
      throw new IllegalStateException(context.getDisplayName() + ": no @Tag(Chromium.TAG)");
    }
    var idle = Idle.of(context).browsers().poll();
    running = idle == null ? start() : idle;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (running != null) {
      Idle.of(context).browsers().add(running);
      running = null;
    }
  }

  private static Running start() {
    var executable = executable();
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(executable)
            .setArgs(
                List.of(
                    "--disable-features=" + String.join(",", UNUSED),
                    "--disable-extensions",
                    // cookies of third parties are kept by fewer and fewer browsers
                    "--test-third-party-cookie-phaseout"));
    return new Running(playwright, playwright.chromium().launch(options));
  }

  private static Path executable() {
    return Stream.concat(
            Optional.ofNullable(System.getenv("BATUA_CHROMIUM")).stream(), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Chromium (expected: one of "
                        + PLACES
                        + ", or BATUA_CHROMIUM to name another). Install it: apt-get install"
                        + " chromium | dnf install chromium | brew install --cask chromium"));
  }

  /// A browser that has never been anywhere.
  public BrowserContext newBrowser(Browser.NewContextOptions options) {
    var context = Objects.requireNonNull(running).browser().newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    return context;
  }

  public BrowserContext newBrowser() {
    return newBrowser(new Browser.NewContextOptions().setLocale("en-IN"));
  }
}
