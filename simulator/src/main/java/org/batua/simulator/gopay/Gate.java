package org.batua.simulator.gopay;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Body;
import org.batua.simulator.http.Content;
import org.batua.simulator.http.Deliverer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets a call through when its server key is a merchant's and its body is JSON, and sends answers.
final class Gate {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Administration administration;
  private final Deliverer deliverer;

  Gate(Administration administration, Deliverer deliverer) {
    this.administration = administration;
    this.deliverer = deliverer;
  }

  /// A call of a known merchant.
  ///
  /// @param named the segment of the path that names an account or an order; empty for none
  /// @param origin the address at which the caller reached us
  record Request(
      Merchant merchant,
      String named,
      JsonNode body,
      String origin,
      Optional<String> idempotencyKey,
      Optional<String> notificationUrl) {
    String text(String... path) {
      JsonNode node = body;
      for (String name : path) {
        node = node.path(name);
      }
      return node.isString() ? node.stringValue() : "";
    }
  }

  Handler serving(CallKind kind, Function<Request, Answer> call) {
    return (request, response) -> {
      Answer answer;
      int status = 200;
      Optional<Merchant> merchant = merchant(request);
      if (merchant.isEmpty()) {
        record(kind, Code.UNAUTHORIZED);
        answer = Answer.of(Code.UNAUTHORIZED);
        status = 401;
      } else {
        Optional<JsonNode> body = body(request);
        if (body.isEmpty()) {
          record(kind, Code.INVALID);
          answer = Answer.of(Code.INVALID);
        } else {
          answer = call.apply(read(request, merchant.get(), body.get()));
        }
      }
      Body text = new Body("application/json", MAPPER.writeValueAsString(answer.fields()));
      if (status == 200) {
        deliverer.deliver(response, answer.delivery(), text);
      } else {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, text.contentType());
        response.send(text.text().getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private static Request read(ServerRequest request, Merchant merchant, JsonNode body) {
    return new Request(
        merchant,
        request.path().pathParameters().first("named").orElse(""),
        body,
        "http://" + request.headers().first(HeaderNames.HOST).orElse("localhost"),
        request.headers().first(HeaderNames.create("Idempotency-Key")).filter(Gate::isShort),
        request.headers().first(HeaderNames.create("X-Override-Notification")));
  }

  /// Longer keys are ignored.
  private static boolean isShort(String idempotencyKey) {
    return idempotencyKey.length() <= 46;
  }

  private Optional<Merchant> merchant(ServerRequest request) {
    String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (!header.startsWith("Basic ")) {
      return Optional.empty();
    }
    try {
      String decoded =
          new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
      return decoded.endsWith(":")
          ? administration.merchantByKey(Provider.GOPAY, decoded.substring(0, decoded.length() - 1))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> body(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return Optional.of(MAPPER.createObjectNode());
    }
    try {
      JsonNode body = MAPPER.readTree(Content.bytes(request));
      return body.isObject() ? Optional.of(body) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  void record(CallKind kind, Code code) {
    Call call =
        new Call(Provider.GOPAY, kind, Optional.empty(), Optional.empty(), Optional.empty());
    administration.record(call, code.name(), 200);
  }
}
