package org.batua.simulator.paytm;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.Optional;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Deliverer;

/// The paths of Paytm's two hosts, both under one address.
public final class PaytmRoutes implements HttpService {
  /// The merchant that is always there; its credentials are made up.
  public static final Merchant DEFAULT_MERCHANT =
      new Merchant(
          Provider.PAYTM,
          new Mid("TESTMID00000000001"),
          "0123456789abcdef",
          Optional.of("test-client:test-client-secret"));

  private final AccountsCalls accounts;
  private final Withdrawals withdrawals;
  private final PgGate gate;
  private final PgCalls calls;
  private final AddMoneyPages pages;

  public PaytmRoutes(Engine engine, Deliverer deliverer) {
    this.accounts = new AccountsCalls(engine, deliverer);
    this.withdrawals = new Withdrawals(engine, deliverer);
    this.gate = new PgGate(engine.administration(), deliverer);
    this.calls = new PgCalls(engine);
    this.pages = new AddMoneyPages(engine);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/signin/otp", accounts::sendOtp);
    rules.post("/signin/validate/otp", accounts::validateOtp);
    rules.post("/oauth2/token", accounts::refresh);
    rules.get("/user/details", accounts::details);
    rules.delete("/oauth2/token/sv1", accounts::revoke);
    rules.post("/fetchInstrument", gate.serving(CallKind.BALANCE, calls::fetchInstrument));
    rules.post("/paymentservices/HANDLER_FF/withdrawScw", withdrawals::withdraw);
    rules.post("/v3/order/status", gate.serving(CallKind.INQUIRY, calls::status));
    rules.post("/refund/apply", gate.serving(CallKind.REFUND, calls::refund));
    rules.post("/v2/refund/status", gate.serving(CallKind.INQUIRY, calls::refundStatus));
    pages.routing(rules);
  }
}
