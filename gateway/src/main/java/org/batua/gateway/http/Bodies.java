package org.batua.gateway.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads the three forms of a request's parameters: form, JSON and multipart.
final class Bodies {
  private static final String MULTIPART = "multipart/form-data";
  private static final int DEPTH_MAX = 16;
  private static final int NAME_LENGTH_MAX = 256;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;,\"]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern PART_NAME =
      Pattern.compile(
          "^content-disposition:\\s*form-data\\s*;.*?\\bname=(?:\"([^\"]*)\"|([^\\s;\"]+))",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final Pattern FILE_NAME =
      Pattern.compile(
          "^content-disposition:.*?;\\s*filename\\*?=",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNameLength(NAME_LENGTH_MAX)
                  .maxNumberLength(100)
                  .build())
          .build();

  private Bodies() {}

  static void read(String contentType, byte[] body, Params into) {
    if (body.length == 0) {
      return;
    }
    switch (mediaType(contentType).toLowerCase(Locale.ROOT)) {
      case "", "application/x-www-form-urlencoded" -> form(text(body), into);
      case "application/json" -> json(text(body), into);
      case MULTIPART ->
          multipart(
              contentType,
              new ByteArrayInputStream(body),
              (name, _, part) -> {
                var value = new ByteArrayOutputStream();
                part.readBodyData(value);
                into.put(name, value.toString(StandardCharsets.UTF_8));
              });
      default -> throw new Rejected(new Rejection.UnsupportedMediaType(mediaType(contentType)));
    }
  }

  /// The text of a body, without the byte order mark that some programs put before it.
  static String text(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /// Reads `a=1&b=2`, of a body or of a query.
  static void form(String text, Params into) {
    for (int from = 0; from < text.length(); ) {
      int to = text.indexOf('&', from);
      if (to < 0) {
        to = text.length();
      }
      int equals = text.indexOf('=', from);
      if (to > from) {
        boolean hasValue = equals >= 0 && equals < to;
        into.put(
            decode(text.substring(from, hasValue ? equals : to)),
            hasValue ? decode(text.substring(equals + 1, to)) : "");
      }
      from = to + 1;
    }
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unreadable("a percent sign must be followed by two hexadecimal digits");
    }
  }

  /// JSON is UTF-8, read by the JDK: the parser's own reading of bytes takes overlong forms, by
  /// which a slash passes who looked for one, and guesses other encodings.
  private static void json(String body, Params into) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw unreadable("the JSON body must be an object");
      }
      flatten(parser, "", into);
      if (parser.nextToken() != null) {
        throw unreadable("nothing may follow the JSON object");
      }
    } catch (JacksonException e) {
      throw unreadable("the body is not valid JSON, or nested too deeply");
    }
  }

  /// The parser is at the opening brace, and afterwards on its closing one. An object or a list
  /// with nothing in it is as empty as an empty text, and counts as not given.
  ///
  /// @return whether the object has members
  @CanIgnoreReturnValue
  private static boolean flatten(JsonParser parser, String prefix, Params into) {
    boolean hasMembers = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      hasMembers = true;
      var name = prefix + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> {
          into.putNotSingle(name);
          if (!flatten(parser, name + ".", into)) {
            into.remove(name);
          }
        }
        case START_ARRAY -> list(parser, name, into);
        case VALUE_NULL -> into.remove(name);
        default -> into.put(name, parser.getString());
      }
    }
    return hasMembers;
  }

  private static void list(JsonParser parser, String name, Params into) {
    var text = new StringWriter();
    try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      generator.copyCurrentStructureExact(parser);
    }
    if (text.toString().equals("[]")) {
      into.remove(name);
    } else {
      into.putList(name, text.toString());
    }
  }

  static boolean isMultipart(String contentType) {
    return mediaType(contentType).equalsIgnoreCase(MULTIPART);
  }

  private static String mediaType(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip();
  }

  /// Takes one part of a form.
  @FunctionalInterface
  interface Parts {
    /// Reads a part's data.
    ///
    /// @param part whose data is to be read
    void take(String name, boolean isFile, MultipartInput part) throws IOException;
  }

  /// Reads a form part by part, to its last boundary.
  static void multipart(String contentType, InputStream body, Parts into) {
    var boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw unreadable("multipart/form-data needs a boundary");
    }
    var text = boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
    try {
      var parts =
          MultipartInput.builder()
              .setInputStream(body)
              .setBoundary(text.getBytes(StandardCharsets.US_ASCII))
              .setMaxPartHeaderSize(1024)
              .get();
      parts.setHeaderCharset(StandardCharsets.UTF_8);
      for (boolean more = parts.skipPreamble(); more; more = parts.readBoundary()) {
        var headers = parts.readHeaders();
        var name = PART_NAME.matcher(headers);
        if (name.find()) {
          into.take(
              name.group(1) != null ? name.group(1) : name.group(2),
              FILE_NAME.matcher(headers).find(),
              parts);
        } else {
          parts.discardBodyData();
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable("the multipart body is broken or cut off");
    }
  }

  private static Rejected unreadable(String reason) {
    return new Rejected(new Rejection.UnreadableBody(reason));
  }
}
