package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Lets a client that speaks HTTP/1.0, as some proxies do by default, be served: the first request
/// of its connection is put in the words of HTTP/1.1, as one after which the connection closes.
///
/// Only the very first bytes of a connection are looked at. Later ones might be a part of a body. A
/// request that names a transfer encoding, which HTTP/1.0 does not have, stays as it is and is
/// refused: whoever is in front may have read its end elsewhere (RFC 9112, section 6.1).
final class Http10 implements Supplier<byte[]> {
  private static final String VERSION = " HTTP/1.0";
  private static final String LINE_END = "\r\n";
  private static final Pattern ONLY_11 =
      Pattern.compile("(?i)\r\n(?:connection|keep-alive|proxy-connection|expect):[^\r\n]*");

  private static final Pattern ENCODED = Pattern.compile("(?i)\r\ntransfer-encoding\\s*:");

  private final Supplier<byte[]> bytes;
  private final int headBytesMax;
  private boolean isDecided;

  /// Reads through.
  ///
  /// @param headBytesMax the longest head that is put in other words; a longer one stays as it is
  Http10(Supplier<byte[]> bytes, int headBytesMax) {
    this.bytes = bytes;
    this.headBytesMax = headBytesMax;
  }

  @Override
  public byte[] get() {
    if (isDecided) {
      return bytes.get();
    }
    isDecided = true;
    var text = new StringBuilder();
    int start = 0;
    int lineEnd = lineFrom(start, text);
    for (int i = 0; i < RequestReader.EMPTY_LINES_MAX && lineEnd == start; i++) {
      start += LINE_END.length();
      lineEnd = lineFrom(start, text);
    }
    if (lineEnd > start && text.substring(start, lineEnd).endsWith(VERSION)) {
      int headEnd = headFrom(lineEnd + LINE_END.length(), text);
      if (headEnd >= 0 && !ENCODED.matcher(text.substring(lineEnd, headEnd)).find()) {
        return (inHttp11(text.substring(start, headEnd)) + text.substring(headEnd))
            .getBytes(ISO_8859_1);
      }
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  /// Reads to the end of the lines of headers.
  ///
  /// @return where the last of them ends; less than 0 as of [#lineFrom]
  private int headFrom(int start, StringBuilder text) {
    int from = start;
    int lineEnd = lineFrom(from, text);
    while (lineEnd > from) {
      from = lineEnd + LINE_END.length();
      lineEnd = lineFrom(from, text);
    }
    return lineEnd < 0 ? lineEnd : lineEnd - LINE_END.length();
  }

  /// Reads a line.
  ///
  /// @return where it ends; less than 0 when the head is too long, or a line ends in another way,
  ///   which is refused as soon as it is passed on
  private int lineFrom(int start, StringBuilder text) {
    for (int at = start; has(at, text); at++) {
      char c = text.charAt(at);
      if (c == '\n' || (c == '\r' && has(at + 1, text) && text.charAt(at + 1) != '\n')) {
        return -1;
      }
      if (c == '\r') {
        return at;
      }
    }
    return -1;
  }

  /// Whether there is a byte, for which is waited.
  private boolean has(int at, StringBuilder text) {
    while (at >= text.length() && text.length() < headBytesMax) {
      text.append(new String(bytes.get(), ISO_8859_1));
    }
    return at < text.length();
  }

  private static String inHttp11(String head) {
    int lineEnd = head.indexOf("\r\n") < 0 ? head.length() : head.indexOf("\r\n");
    var line = head.substring(0, lineEnd - VERSION.length()) + " HTTP/1.1";
    var headers = head.substring(lineEnd);
    // a host is new in 1.1, and so is to wait for the server's word before the body
    var host = headers.toLowerCase(Locale.ROOT).contains("\r\nhost:") ? "" : "\r\nHost: localhost";
    return line + host + "\r\nConnection: close" + ONLY_11.matcher(headers).replaceAll("");
  }
}
