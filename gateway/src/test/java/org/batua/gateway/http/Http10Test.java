package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http10Test {
  private static final int HEAD_BYTES_MAX = 1024;
  private static final String REQUEST = "GET /orders/1 HTTP/1.0\r\nX-A: 1\r\n\r\n";
  private static final String IN_11 =
      "GET /orders/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-A: 1\r\n\r\n";

  private static String first(String... pieces) {
    Deque<String> left = new ArrayDeque<>(List.of(pieces));
    return new String(
        new Http10(() -> left.removeFirst().getBytes(ISO_8859_1), HEAD_BYTES_MAX).get(),
        ISO_8859_1);
  }

  @Test
  void a_request_is_put_in_the_words_of_http_11() {
    assertThat(first(REQUEST)).isEqualTo(IN_11);
  }

  @Test
  void it_may_come_in_pieces() {
    assertThat(first(REQUEST.split(""))).isEqualTo(IN_11);
  }

  @Test
  void a_body_that_came_along_follows() {
    assertThat(first(REQUEST + "a\r\n\r\nb")).isEqualTo(IN_11 + "a\r\n\r\nb");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, RequestReader.EMPTY_LINES_MAX})
  void empty_lines_before_it_are_passed_over(int lines) {
    assertThat(first("\r\n".repeat(lines) + REQUEST)).isEqualTo(IN_11);
  }

  @Test
  void too_many_of_them_are_left_to_the_reader() {
    var text = "\r\n".repeat(RequestReader.EMPTY_LINES_MAX + 2) + REQUEST;
    assertThat(first(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.0\n\n",
        "GET / HTTP/1.0\r\nX: 1\n\r\n",
        "GET / HTTP/1.0\rX: 1\r\n\r\n"
      })
  void anything_else_stays_as_it_is(String text) {
    assertThat(first(text)).isEqualTo(text);
  }

  @Test
  void of_a_head_that_is_too_long_no_more_is_waited_for() {
    var text = "GET /" + "a".repeat(HEAD_BYTES_MAX) + " HTTP/1.0\r\n\r\n";
    assertThat(first(text.split(""))).isEqualTo(text.substring(0, HEAD_BYTES_MAX));
  }

  @Test
  void what_only_http_11_knows_is_left_out() {
    assertThat(first("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nExpect: x\r\n\r\n"))
        .isEqualTo("GET / HTTP/1.1\r\nConnection: close\r\nHost: a\r\n\r\n");
  }
}
