package org.batua.gateway.webhook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a receiver's answer what must not be kept: a receiver may send back all it got.
final class Redaction {
  private static final String HIDDEN = "***";
  private static final int SECRET_LENGTH_MIN = 3;
  private static final Pattern LONG_NUMBER = Pattern.compile("\\+?[0-9][0-9 -]{6,}(?=[0-9]{2})");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\uFFFD&&[^\\n\\t]]");

  private Redaction() {}

  static String of(String answer, WebhookEndpoint endpoint) {
    var text = UNPRINTABLE.matcher(answer).replaceAll(".");
    for (var secret : secrets(endpoint)) {
      if (secret.length() >= SECRET_LENGTH_MIN) {
        text = text.replace(secret, HIDDEN);
      }
    }
    return LONG_NUMBER.matcher(text).replaceAll(HIDDEN);
  }

  private static List<String> secrets(WebhookEndpoint endpoint) {
    var credentials = endpoint.credentials();
    List<String> all = new ArrayList<>();
    all.add(basic(credentials));
    all.add(credentials.password().reveal());
    credentials.headers().values().forEach(value -> all.add(value.reveal()));
    all.add(endpoint.signing().current().reveal());
    endpoint.signing().old().ifPresent(old -> all.add(old.secret().reveal()));
    return all;
  }

  /// The credential of an `Authorization: Basic` header.
  static String basic(WebhookEndpoint.Credentials credentials) {
    return Base64.getEncoder()
        .encodeToString(
            (credentials.username() + ":" + credentials.password().reveal())
                .getBytes(StandardCharsets.UTF_8));
  }
}
