package org.batua.simulator.page;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/// Writes pages in one frame and sends them with headers that allow no script and no framing.
public final class Html {
  private static final HeaderName CONTENT_SECURITY_POLICY =
      HeaderNames.create("Content-Security-Policy");
  private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");

  // No form-action: browsers apply it to the redirect after a form too, which goes to the merchant.
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

  private static final String PLAIN_STYLE =
      """
      :root { color-scheme: light dark; --line: #ccc; --soft: #f2f2f2; }
      @media (prefers-color-scheme: dark) { :root { --line: #444; --soft: #222; } }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto;
             padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; }
      button { font: inherit; padding: .5rem 1rem; margin-right: .5rem; }
      code { background: var(--soft); padding: 0 .2rem; overflow-wrap: anywhere; }\
      """;

  private static final String PROVIDER_STYLE =
      """
      :root { color-scheme: light dark; --brand: BRAND_BY_DAY; --on: #fff; --ground: #f4f5f7;
              --sheet: #fff; --ink: #1b1f23; --quiet: #555d66; --line: #d5d9de; }
      @media (prefers-color-scheme: dark) {
        :root { --brand: BRAND_BY_NIGHT; --on: #10151a; --ground: #10151a; --sheet: #1a2129;
                --ink: #edf0f3; --quiet: #aab4be; --line: #36404a; } }
      * { box-sizing: border-box; }
      body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: var(--ground);
             color: var(--ink); }
      header { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: center;
               justify-content: space-between; padding: .75rem 1rem; background: var(--brand);
               color: var(--on); }
      header p { margin: 0; }
      .name { font-size: 1.125rem; font-weight: 700; }
      .simulated { font-size: .875rem; }
      main { width: min(28rem, 100% - 2rem); margin: 1.5rem auto;
             padding: 1.25rem; background: var(--sheet);
             border: 1px solid var(--line); border-radius: .75rem; }
      h1 { margin: 0 0 .75rem; font-size: 1.25rem; line-height: 1.3; }
      .shop { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
      .amount { font-size: 1.75rem; font-weight: 700; line-height: 1.2; margin: .25rem 0 1rem; }
      dl { margin: 0 0 1.25rem; border-top: 1px solid var(--line); }
      dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between;
               padding: .625rem 0; border-bottom: 1px solid var(--line); }
      dt { color: var(--quiet); }
      dd { margin: 0 0 0 auto; overflow-wrap: anywhere; min-width: 0; }
      form { display: grid; gap: .75rem; }
      label { display: grid; gap: .25rem; font-weight: 600; }
      input { font: inherit; padding: .625rem .75rem; border: 1.5px solid var(--quiet);
              border-radius: .5rem; background: var(--sheet); color: var(--ink); }
      button, .button { display: block; min-height: 3rem; padding: .625rem 1rem; font: inherit;
               font-weight: 650; text-align: center; text-decoration: none; cursor: pointer;
               border: 2px solid var(--brand); border-radius: .5rem; background: none;
               color: var(--brand); }
      button.first, .button.first { background: var(--brand); color: var(--on); }\
      """;

  /// A page of a provider's for its customers.
  ///
  /// @param body HTML
  static String ofProvider(String provider, String title, String body) {
    Theme theme = Theme.of(provider);
    String style =
        PROVIDER_STYLE
            .replace("BRAND_BY_DAY", theme.light())
            .replace("BRAND_BY_NIGHT", theme.dark());
    String head =
        "<header><p class=\"name\">"
            + escape(provider)
            + "</p><p class=\"simulated\">Simulator: no real money</p></header>";
    return whole(
        provider + ": " + title,
        style,
        head + "\n<main>\n<h1>" + escape(title) + "</h1>\n" + body + "\n</main>");
  }

  /// A whole page around a body that is HTML already.
  public static String page(String title, String body) {
    return whole(title, PLAIN_STYLE, "<main>\n" + body + "\n</main>");
  }

  private static String whole(String title, String style, String body) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%s</title>
    <style>
    %s
    </style>
    </head>
    <body>
    %s
    </body>
    </html>
    """
        .formatted(escape(title), style, body);
  }

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  public static void send(ServerResponse response, int status, String page) {
    response.status(status);
    response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(CONTENT_SECURITY_POLICY, POLICY);
    response.header(REFERRER_POLICY, "no-referrer");
    response.send(page.getBytes(StandardCharsets.UTF_8));
  }

  private Html() {}
}
