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
  private static final String END_OF_HEAD = "\r\n\r\n";
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
    int lineEnd = readTo("\r\n", text);
    if (lineEnd >= VERSION.length() && text.substring(0, lineEnd).endsWith(VERSION)) {
      int headEnd = readTo(END_OF_HEAD, text);
      if (headEnd >= 0 && !ENCODED.matcher(text.substring(lineEnd, headEnd)).find()) {
        return (inHttp11(text.substring(0, headEnd)) + text.substring(headEnd))
            .getBytes(ISO_8859_1);
      }
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  /// Reads until a text is there.
  ///
  /// @return where it begins; less than 0 when the head is too long
  private int readTo(String end, StringBuilder text) {
    int at = text.indexOf(end);
    while (at < 0 && text.length() < headBytesMax) {
      int from = Math.max(0, text.length() - end.length());
      text.append(new String(bytes.get(), ISO_8859_1));
      at = text.indexOf(end, from);
    }
    return at;
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
