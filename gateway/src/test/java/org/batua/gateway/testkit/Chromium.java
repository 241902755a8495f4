package org.batua.gateway.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The one Chromium of a test run: the system's own. Without one the tests fail; they are never
/// skipped.
public final class Chromium implements BeforeAllCallback {
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
  private static final double PATIENCE_MILLIS = 10_000;

  private @Nullable Running running;

  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(Running.class, _ -> start(), Running.class);
  }

  private static Running start() {
    var executable = executable();
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    // a merchant's page that a test makes up has no address, and may not frame one of this machine
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(executable)
            .setArgs(List.of("--disable-features=LocalNetworkAccessChecks"));
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
    return context;
  }

  public BrowserContext newBrowser() {
    return newBrowser(new Browser.NewContextOptions().setLocale("en-IN"));
  }
}
