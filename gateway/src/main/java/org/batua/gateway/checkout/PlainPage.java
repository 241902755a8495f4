package org.batua.gateway.checkout;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.batua.gateway.http.Answer;

/// Pages of a few words, with headers that allow neither scripts nor frames.
final class PlainPage {
  private PlainPage() {}

  /// A form of hidden fields with one button.
  record Form(String action, Map<String, String> fields, String button) {
    /// Its fields may hold a wallet's credentials.
    @Override
    public String toString() {
      return "Form[action=" + action + ", fields=" + fields.keySet() + "]";
    }
  }

  static Answer page(int status, String title, String text) {
    return answer(status, title, paragraph(text), List.of());
  }

  static Answer link(int status, String title, String text, String path, String words) {
    var link = "<p><a href=\"" + escape(path) + "\">" + escape(words) + "</a></p>";
    return answer(status, title, paragraph(text) + link, List.of());
  }

  /// @param targets where the forms may lead to besides this server: a browser holds this against
  ///   every redirect that follows
  static Answer forms(String title, String text, List<Form> forms, List<URI> targets) {
    var body = forms.stream().map(PlainPage::form).collect(Collectors.joining());
    return answer(200, title, paragraph(text) + body, targets);
  }

  private static Answer answer(int status, String title, String body, List<URI> targets) {
    var html =
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%1$s</title></head>
        <body><main><h1>%1$s</h1>%2$s</main></body>
        </html>
        """
            .formatted(escape(title), body);
    var origins =
        targets.stream()
            .map(target -> " " + target.getScheme() + "://" + target.getRawAuthority())
            .distinct()
            .collect(Collectors.joining());
    var policy =
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'" + origins;
    return Answer.html(
        status,
        html,
        Map.of(
            "Content-Security-Policy",
            policy,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer"));
  }

  private static String paragraph(String text) {
    return "<p>" + escape(text) + "</p>";
  }

  private static String form(Form form) {
    var fields =
        form.fields().entrySet().stream()
            .map(
                field ->
                    "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(escape(field.getKey()), escape(field.getValue())))
            .collect(Collectors.joining());
    return "<form method=\"post\" action=\"%s\">%s<button>%s</button></form>"
        .formatted(escape(form.action()), fields, escape(form.button()));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
