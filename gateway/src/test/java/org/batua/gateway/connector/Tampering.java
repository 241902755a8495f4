package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.batua.gateway.connector.Transport.Request;

/// Somebody on the way who puts another name of a movement in the place of ours.
final class Tampering {
  /// A payload that some providers wrap in base 64.
  private static final Pattern PAYLOAD = Pattern.compile("\"request\":\"([A-Za-z0-9+/=]+)\"");

  private Tampering() {}

  /// Changes what we send.
  static Transport requests(Transport real, Reference ours, Reference theirs) {
    return (account, purpose, request, timeout) ->
        real.exchange(account, purpose, changed(request, ours, theirs), timeout);
  }

  /// Changes what the provider answers.
  static Transport answers(Transport real, Reference ours, Reference theirs) {
    return (account, purpose, request, timeout) ->
        switch (real.exchange(account, purpose, request, timeout)) {
          case Transport.Exchange.Answered(var status, var headers, var body) ->
              new Transport.Exchange.Answered(
                  status, headers, body.replace(ours.value(), theirs.value()));
          case Transport.Exchange.NotSent notSent -> notSent;
          case Transport.Exchange.Lost lost -> lost;
        };
  }

  private static Request changed(Request request, Reference ours, Reference theirs) {
    var url = URI.create(request.url().toString().replace(ours.value(), theirs.value()));
    var body = changed(request.body(), ours.value(), theirs.value());
    assertThat(url + body)
        .as("nothing to change in the request")
        .isNotEqualTo(request.url() + request.body());
    return new Request(request.method(), url, request.headers(), body);
  }

  private static String changed(String body, String ours, String theirs) {
    var changed = body.replace(ours, theirs);
    var payload = PAYLOAD.matcher(body);
    if (!changed.equals(body) || !payload.find()) {
      return changed;
    }
    var text = new String(Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8);
    var other = text.replace(ours, theirs).getBytes(StandardCharsets.UTF_8);
    return body.replace(payload.group(1), Base64.getEncoder().encodeToString(other));
  }
}
