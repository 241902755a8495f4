package org.batua.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

/// One kept connection to a server, that costs next to nothing.
///
/// The load generator shares its machine with what it measures. A client that can do everything
/// costs as much as the server; this one writes a request of ours and reads an answer whose length
/// is named, and gives up on anything else.
final class Line implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final URI server;
  private final String fixedHeaders;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private byte[] buffer = new byte[16_384];

  /// @param apiKey empty for a server that asks for none
  Line(URI server, String apiKey) {
    this.server = server;
    var credentials =
        Base64.getEncoder().encodeToString((apiKey + ":").getBytes(StandardCharsets.ISO_8859_1));
    this.fixedHeaders =
        " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + (apiKey.isEmpty() ? "" : "\r\nAuthorization: Basic " + credentials);
    try {
      this.socket = connect();
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(server + " takes no connection", e);
    }
  }

  private Socket connect() throws IOException {
    var fresh = new Socket();
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout((int) TIMEOUT.toMillis());
    fresh.connect(
        new InetSocketAddress(server.getHost(), server.getPort()), (int) TIMEOUT.toMillis());
    return fresh;
  }

  String get(String path) throws IOException {
    return send("GET " + path + fixedHeaders + "\r\n\r\n");
  }

  void delete(String path) throws IOException {
    var _ = send("DELETE " + path + fixedHeaders + "\r\n\r\n");
  }

  /// @param form already encoded
  String post(String path, String form) throws IOException {
    return send(
        "POST "
            + path
            + fixedHeaders
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n\r\n"
            + form);
  }

  /// The body of the answer.
  ///
  /// @throws IOException also when the answer is not 200
  private String send(String request) throws IOException {
    try {
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      return read();
    } catch (IOException e) {
      // what comes next on this connection would belong to the lost request
      socket.close();
      socket = connect();
      in = socket.getInputStream();
      out = socket.getOutputStream();
      throw e;
    }
  }

  private String read() throws IOException {
    int count = 0;
    int head = -1;
    while (head < 0) {
      int before = Math.max(0, count - HEAD_END.length);
      count += more(count);
      head = indexOf(HEAD_END, before, count);
    }
    int bodyAt = head + HEAD_END.length;
    int end = bodyAt + length(head);
    while (count < end) {
      count += more(count);
    }
    var body = new String(buffer, bodyAt, end - bodyAt, StandardCharsets.UTF_8);
    var status = new String(buffer, STATUS_AT, 3, StandardCharsets.US_ASCII);
    if (!status.equals("200")) {
      throw new IOException("answer " + status + ": " + body);
    }
    return body;
  }

  private int more(int count) throws IOException {
    if (count == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, count, buffer.length - count);
    if (read < 0) {
      throw new EOFException("the server closed the connection");
    }
    return read;
  }

  private int length(int head) throws IOException {
    int at = indexOf(LENGTH, 0, head);
    if (at < 0) {
      throw new IOException("an answer without a length");
    }
    int length = 0;
    for (int i = at + LENGTH.length; i < head && buffer[i] != '\r'; i++) {
      if (buffer[i] != ' ') {
        length = length * 10 + buffer[i] - '0';
      }
    }
    return length;
  }

  /// Of letters only the case is not looked at.
  private int indexOf(byte[] wanted, int from, int to) {
    for (int i = from; i <= to - wanted.length; i++) {
      int j = 0;
      while (j < wanted.length && lower(buffer[i + j]) == wanted[j]) {
        j++;
      }
      if (j == wanted.length) {
        return i;
      }
    }
    return -1;
  }

  private static byte lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 32) : letter;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
