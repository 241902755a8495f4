package org.batua.simulator.amazonpay;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Token;
import org.batua.simulator.http.Body;
import org.batua.simulator.http.Deliverer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Login with Amazon's token endpoint: trades a code, or renews by a refresh token. Nothing is
/// signed here; the client's secret opens it.
final class TokenCalls {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String ACCESS = "Atza|";
  private static final String REFRESH = "Atzr|";

  private final Engine engine;
  private final Deliverer deliverer;
  private final AmazonpayPages pages;

  TokenCalls(Engine engine, Deliverer deliverer, AmazonpayPages pages) {
    this.engine = engine;
    this.deliverer = deliverer;
    this.pages = pages;
  }

  /// The engine's token behind an access token.
  static Token access(String text) {
    return new Token(text.startsWith(ACCESS) ? text.substring(ACCESS.length()) : "");
  }

  private record Answer(int status, Map<String, Object> fields, Delivery delivery) {}

  void serve(ServerRequest request, ServerResponse response) {
    Optional<JsonNode> body = Gate.json(request);
    Answer answer = body.map(this::answer).orElseGet(() -> error(400, "invalid_request"));
    Body text = new Body("application/json", MAPPER.writeValueAsString(answer.fields()));
    deliverer.deliver(response, answer.delivery(), answer.status(), text);
  }

  private Answer answer(JsonNode body) {
    Optional<Merchant> merchant =
        engine.administration().merchants(Provider.AMAZONPAY).stream()
            .filter(m -> AmazonpayRoutes.clientId(m).equals(text(body, "client_id")))
            .filter(m -> AmazonpayRoutes.clientSecret(m).equals(text(body, "client_secret")))
            .findFirst();
    if (merchant.isEmpty()) {
      return error(401, "invalid_client");
    }
    return switch (text(body, "grant_type")) {
      case "authorization_code" -> trade(merchant.get(), body);
      case "refresh_token" -> renew(merchant.get(), text(body, "refresh_token"));
      default -> error(400, "unsupported_grant_type");
    };
  }

  private Answer trade(Merchant merchant, JsonNode body) {
    Optional<OtpSession> asked =
        engine
            .consents()
            .find(new Token(text(body, "code")))
            .filter(session -> session.key().account().provider() == Provider.AMAZONPAY)
            .filter(session -> session.key().mid().equals(merchant.mid()))
            .filter(
                session ->
                    pages
                        .redirectUri(session.state().value())
                        .filter(text(body, "redirect_uri")::equals)
                        .isPresent());
    if (asked.isEmpty()) {
      record(CallKind.LINK);
      return error(400, "invalid_grant");
    }
    Call call = Call.of(Provider.AMAZONPAY, CallKind.LINK, asked.get().key().account().phone());
    return answer(engine.consents().trade(call, asked.get()));
  }

  private Answer renew(Merchant merchant, String refreshToken) {
    Optional<Link> held =
        refreshToken.startsWith(REFRESH)
            ? engine.linking().renewable(new Token(refreshToken.substring(REFRESH.length())))
            : Optional.empty();
    Optional<Link> own =
        held.filter(link -> link.account().provider() == Provider.AMAZONPAY)
            .filter(link -> link.mid().equals(merchant.mid()));
    if (own.isEmpty()) {
      record(CallKind.RENEW);
      return error(400, "invalid_grant");
    }
    Link old = own.get();
    Call call = Call.of(Provider.AMAZONPAY, CallKind.RENEW, old.account().phone());
    return answer(
        engine.linking().renew(call, old.account(), old.mid(), old.token(), Optional.empty()));
  }

  private Answer answer(Reply<Link> reply) {
    return switch (reply) {
      case Reply.Done<Link>(Link link, Delivery delivery) -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("access_token", ACCESS + link.token().value());
        fields.put("refresh_token", REFRESH + link.refresh().value());
        fields.put("token_type", "bearer");
        fields.put(
            "expires_in",
            Duration.between(engine.administration().now(), link.until()).toSeconds());
        yield new Answer(200, fields, delivery);
      }
      case Reply.Refused<Link> refused ->
          refused.refusal().reason() == Reason.PROVIDER_DOWN
              ? new Answer(503, Map.of("error", "ServiceUnavailable"), refused.delivery())
              : new Answer(400, error(400, "invalid_grant").fields(), refused.delivery());
    };
  }

  private void record(CallKind kind) {
    Call call =
        new Call(Provider.AMAZONPAY, kind, Optional.empty(), Optional.empty(), Optional.empty());
    engine.administration().record(call, "INVALID_GRANT", 400);
  }

  private static Answer error(int status, String word) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("error", word);
    fields.put("error_description", "The request has an invalid parameter");
    return new Answer(status, fields, Delivery.PROMPT);
  }

  private static String text(JsonNode body, String name) {
    JsonNode node = body.path(name);
    return node.isString() ? node.stringValue() : "";
  }
}
