package org.batua.gateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the parameters of a request that a test has sent; of a repeated one the last counts.
final class ParameterText {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
  private static final Pattern NAME = Pattern.compile("(?i)\\bname=\"([^\"]*)\"");

  private ParameterText() {}

  /// `a=1&b=2`, in a query or a form.
  static Map<String, String> form(String text) {
    var fields = new LinkedHashMap<String, String>();
    for (var pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        var at = pair.indexOf('=');
        var name = at < 0 ? pair : pair.substring(0, at);
        var value = at < 0 ? "" : pair.substring(at + 1);
        fields.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
      }
    }
    return fields;
  }

  /// The text fields of `multipart/form-data`.
  static Map<String, String> multipart(String contentType, String text) {
    var boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new IllegalArgumentException("content type: " + contentType + " (expected: boundary)");
    }
    var fields = new LinkedHashMap<String, String>();
    for (var part : text.split(Pattern.quote("--" + boundary.group(1)), -1)) {
      var end = part.indexOf("\r\n\r\n");
      var name = NAME.matcher(part);
      if (end >= 0 && name.find() && name.start() < end) {
        fields.put(name.group(1), part.substring(end + 4).replaceFirst("\r\n$", ""));
      }
    }
    return fields;
  }
}
