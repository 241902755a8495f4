package org.batua.simulator.development;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Body;
import org.batua.simulator.http.Content;
import org.batua.simulator.http.Deliverer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The development wallet protocol of one provider, as `docs/gateways/development.md` has it.
public final class DevelopmentRoutes implements HttpService {
  private static final HeaderName MERCHANT = HeaderNames.create("Batua-Merchant");
  private static final HeaderName SIGNATURE = HeaderNames.create("Batua-Signature");

  private final Provider provider;
  private final Engine engine;
  private final Deliverer deliverer;
  private final WalletCalls wallets;
  private final MoneyCalls money;

  public DevelopmentRoutes(Provider provider, Engine engine, Deliverer deliverer) {
    this.provider = provider;
    this.engine = engine;
    this.deliverer = deliverer;
    this.wallets = new WalletCalls(engine.linking());
    this.money = new MoneyCalls(engine);
  }

  /// Answers a request whose merchant, signature and required members are right.
  @FunctionalInterface
  interface Handler {
    Answer answer(Request request);
  }

  /// One call: its name in the path, what it must carry, and who answers it.
  private record Endpoint(String name, CallKind kind, List<String> required, Handler handler) {}

  @Override
  public void routing(HttpRules rules) {
    for (Endpoint endpoint : endpoints()) {
      rules.post("/" + endpoint.name(), (request, response) -> serve(endpoint, request, response));
    }
  }

  private List<Endpoint> endpoints() {
    return List.of(
        new Endpoint("otp/send", CallKind.OTP_SEND, List.of("mobile"), wallets::sendOtp),
        new Endpoint("otp/verify", CallKind.LINK, List.of("mobile", "otp"), wallets::link),
        new Endpoint("balance", CallKind.BALANCE, List.of("mobile", "token"), wallets::balance),
        new Endpoint("delink", CallKind.DELINK, List.of("mobile", "token"), wallets::delink),
        new Endpoint(
            "debit",
            CallKind.DEBIT,
            List.of("mobile", "token", "reference", "amount"),
            money::debit),
        new Endpoint("debit/status", CallKind.INQUIRY, List.of("reference"), money::debitStatus),
        new Endpoint(
            "refund",
            CallKind.REFUND,
            List.of("reference", "debit_reference", "amount"),
            money::refund),
        new Endpoint("refund/status", CallKind.INQUIRY, List.of("reference"), money::refundStatus));
  }

  private void serve(Endpoint endpoint, ServerRequest request, ServerResponse response) {
    String body = Content.text(request);
    Optional<Merchant> merchant =
        request
            .headers()
            .first(MERCHANT)
            .flatMap(mid -> engine.administration().merchant(provider, new Mid(mid)));
    String key = merchant.map(Merchant::key).orElse("");
    String given = request.headers().first(SIGNATURE).orElse("");
    Request read = new Request(provider, endpoint.kind(), merchant, json(body));
    Answer answer;
    if (merchant.isEmpty()) {
      answer = refused(read, "MERCHANT_UNKNOWN");
    } else if (!Signature.matches(Signature.of(endpoint.name(), body, key), given)) {
      answer = refused(read, "SIGNATURE_REJECTED");
    } else if (!read.has(endpoint.required())) {
      answer = refused(read, "INVALID_REQUEST");
    } else {
      answer = endpoint.handler().answer(read);
    }
    send(endpoint, response, answer, key);
  }

  /// Recorded here, as no engine has seen it.
  private Answer refused(Request request, String code) {
    engine.administration().record(request.call(), code, Delivery.PROMPT.httpStatus());
    return Answer.refused(code, Delivery.PROMPT);
  }

  private void send(Endpoint endpoint, ServerResponse response, Answer answer, String key) {
    String body = answer.json();
    String signingKey = answer.delivery() == Delivery.FORGED ? key + "-forged" : key;
    if (!key.isEmpty()) {
      response.header(SIGNATURE, Signature.of(endpoint.name(), body, signingKey));
    }
    deliverer.deliver(response, answer.delivery(), new Body("application/json", body));
  }

  private static JsonNode json(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException _) {
      return JsonMapper.shared().createObjectNode();
    }
  }
}
