package org.batua.simulator.amazonpay;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.Optional;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Deliverer;

/// The paths of Amazon Pay's API, of Login with Amazon, and of their pages.
public final class AmazonpayRoutes implements HttpService {
  /// The merchant that is always there. Its second key is `access key id:client id:client secret`.
  public static final Merchant DEFAULT_MERCHANT =
      new Merchant(
          Provider.AMAZONPAY,
          new Mid("ABATUASIMULATE"),
          "amazonpay-simulator-secret-key",
          Optional.of(
              "amazonpay-simulator-access-key"
                  + ":amzn1.application-oa2-client.simulator"
                  + ":amzn1.oa2-cs.v1.simulator"));

  private final Gate gate;
  private final TokenCalls tokens;
  private final MoneyCalls money;
  private final AmazonpayPages pages;

  public AmazonpayRoutes(Engine engine, Deliverer deliverer) {
    this.gate = new Gate(engine.administration(), deliverer);
    this.pages = new AmazonpayPages(engine, gate);
    this.tokens = new TokenCalls(engine, deliverer, pages);
    this.money = new MoneyCalls(engine, gate);
  }

  static String accessKey(Merchant merchant) {
    return part(merchant, 0);
  }

  static String clientId(Merchant merchant) {
    return part(merchant, 1);
  }

  static String clientSecret(Merchant merchant) {
    return part(merchant, 2);
  }

  private static String part(Merchant merchant, int index) {
    String[] parts = merchant.secondKey().orElse("").split(":", -1);
    return index < parts.length ? parts[index] : "";
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/auth/o2/token", tokens::serve);
    rules.get("/v1/payments/instruments", gate.serving(CallKind.BALANCE, money::instruments));
    rules.post("/v1/payments/charge", gate.serving(CallKind.DEBIT, money::charge));
    rules.get("/v1/payments/charge", gate.serving(CallKind.INQUIRY, money::status));
    rules.post("/v1/payments/topup", gate.serving(CallKind.TOP_UP, money::topUp));
    rules.get("/v1/payments/topup", gate.serving(CallKind.INQUIRY, money::status));
    rules.post("/v1/payments/refund", gate.serving(CallKind.REFUND, money::refund));
    rules.get("/v1/payments/refund", gate.serving(CallKind.INQUIRY, money::refundStatus));
    pages.routing(rules);
  }
}
