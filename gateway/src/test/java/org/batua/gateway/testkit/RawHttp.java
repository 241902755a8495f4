package org.batua.gateway.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Bytes to the server as they are, for requests that no honest client can send.
public final class RawHttp {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}).*");

  private RawHttp() {}

  /// The first answer to what is sent and ends, empty when the server closed the connection without
  /// one.
  ///
  /// @throws AssertionError when neither happens within the time
  public static Optional<ApiReply> exchange(int port, byte[] request, Duration policy) {
    try (var socket = open(port, policy)) {
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (IOException e) {
        // refused before it was read to its end: the answer may still be there
      }
      return new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1)
              .equals("HEAD ")
          ? readHead(socket)
          : read(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Socket open(int port, Duration policy) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) policy.toMillis());
    return socket;
  }

  /// Reads one answer; see [#exchange].
  public static Optional<ApiReply> read(Socket socket) throws IOException {
    return read(socket, Content.BY_LENGTH);
  }

  /// How long the content of an answer is.
  private enum Content {
    BY_LENGTH,
    NONE
  }

  private static Optional<ApiReply> read(Socket socket, Content content) throws IOException {
    try {
      return answer(socket.getInputStream(), content);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("neither an answer nor an end", e);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The answer to a `HEAD`; what follows it counts as its body.
  private static Optional<ApiReply> readHead(Socket socket) throws IOException {
    var reply = read(socket, Content.NONE);
    return reply.isEmpty()
        ? reply
        : Optional.of(
            new ApiReply(
                reply.get().status(),
                reply.get().headers(),
                new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
  }

  private static Optional<ApiReply> answer(InputStream in, Content content) throws IOException {
    var head = head(in);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    var lines = head.split("\r\n", -1);
    var status = STATUS.matcher(lines[0]);
    if (!status.matches()) {
      throw new AssertionError("no status line: " + lines[0]);
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    int code = Integer.parseInt(status.group(1));
    if (code == 100) {
      return answer(in, content);
    }
    var length = headers.get("content-length");
    var body =
        length == null || content == Content.NONE
            ? new byte[0]
            : in.readNBytes(Integer.parseInt(length));
    return Optional.of(new ApiReply(code, headers, new String(body, StandardCharsets.UTF_8)));
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    for (int last = in.read(); last >= 0; last = in.read()) {
      head.write(last);
      var text = head.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
    }
    return "";
  }
}
