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

  /// A whole page around a body that is HTML already.
  public static String page(String title, String body) {
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto;
             padding: 0 1rem; color: #1b1b1b; }
      table { border-collapse: collapse; width: 100%%; }
      th, td { border: 1px solid #ccc; padding: .25rem .5rem; text-align: left; }
      button { font: inherit; padding: .5rem 1rem; margin-right: .5rem; }
      code { background: #f2f2f2; padding: 0 .2rem; }
      </style>
      </head>
      <body>
      %s
      </body>
      </html>
      """
        .formatted(escape(title), body);
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
