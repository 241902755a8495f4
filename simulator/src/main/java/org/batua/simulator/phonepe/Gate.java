package org.batua.simulator.phonepe;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Device;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Content;
import org.batua.simulator.http.Deliverer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets a call through when its merchant is known and its `X-VERIFY` is right, and sends answers.
final class Gate {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final HeaderName VERIFY = HeaderNames.create("X-VERIFY");
  private static final HeaderName DEVICE = HeaderNames.create("X-DEVICE-ID");
  private static final HeaderName CALLBACK = HeaderNames.create("X-CALLBACK-URL");
  private static final int DEVICE_LENGTH_MAX = 64;
  private static final String FIRST_INDEX = "1";

  private final Administration administration;
  private final Deliverer deliverer;

  Gate(Administration administration, Deliverer deliverer) {
    this.administration = administration;
    this.deliverer = deliverer;
  }

  /// Serves a call that brings `{"request": payload in base 64}` to this path.
  Handler posted(String path, CallKind kind, Function<Request, Answer> calls) {
    return (request, response) -> {
      Optional<String> payload =
          object(Content.text(request)).flatMap(body -> member(body, "request"));
      Optional<JsonNode> decoded = payload.flatMap(Gate::decoded);
      if (payload.isEmpty() || decoded.isEmpty()) {
        deliver(response, refuse(kind, MAPPER.createObjectNode(), Code.BAD_REQUEST));
        return;
      }
      Signed signed = new Signed(payload.get(), path, decoded.get());
      deliver(response, judged(request, kind, signed, calls));
    };
  }

  /// Serves the question about a transaction, whose names stand in the path.
  Handler asked(Function<Request, Answer> calls) {
    return (request, response) -> {
      String mid = request.path().pathParameters().get("merchant");
      String transaction = request.path().pathParameters().get("transaction");
      JsonNode named =
          MAPPER.createObjectNode().put("merchantId", mid).put("transactionId", transaction);
      String path = "/v3/transaction/" + mid + "/" + transaction + "/status";
      deliver(response, judged(request, CallKind.INQUIRY, new Signed("", path, named), calls));
    };
  }

  /// What a signature covers, and what it says.
  private record Signed(String payload, String path, JsonNode meaning) {}

  private Answer judged(
      ServerRequest request, CallKind kind, Signed signed, Function<Request, Answer> calls) {
    Optional<Merchant> merchant =
        member(signed.meaning(), "merchantId")
            .flatMap(mid -> administration.merchant(Provider.PHONEPE, new Mid(mid)));
    String given = request.headers().first(VERIFY).orElse("");
    boolean isRight =
        merchant
            .map(known -> expected(signed, known))
            .filter(e -> Checksum.isSame(e, given))
            .isPresent();
    if (!isRight) {
      return refuse(kind, signed.meaning(), Code.AUTHORIZATION_FAILED);
    }
    return calls.apply(
        new Request(
            merchant.get(),
            kind,
            signed.meaning(),
            device(request),
            request.headers().first(CALLBACK),
            "http://" + request.headers().first(HeaderNames.HOST).orElse("localhost")));
  }

  private static String expected(Signed signed, Merchant merchant) {
    String index = merchant.secondKey().orElse(FIRST_INDEX);
    return Checksum.of(signed.payload(), signed.path(), merchant.key(), index);
  }

  private static Optional<Device> device(ServerRequest request) {
    return request
        .headers()
        .first(DEVICE)
        .filter(id -> !id.isBlank() && id.length() <= DEVICE_LENGTH_MAX)
        .map(Device::new);
  }

  private Answer refuse(CallKind kind, JsonNode payload, Code code) {
    administration.record(
        Request.call(kind, payload, Optional.empty()), code.name(), code.httpStatus());
    return Answer.of(code, Delivery.PROMPT);
  }

  /// Refuses a call that reached no wallet.
  Answer refuse(Request request, Code code) {
    return refuse(request.kind(), request.payload(), code);
  }

  private void deliver(ServerResponse response, Answer answer) {
    deliverer.deliver(response, answer.delivery(), answer.httpStatus(), answer.body());
  }

  private static Optional<String> member(JsonNode object, String name) {
    JsonNode node = object.path(name);
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  private static Optional<JsonNode> decoded(String payload) {
    try {
      byte[] bytes = Base64.getDecoder().decode(payload);
      return object(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> object(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
