package org.batua.simulator.gopay;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.Optional;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Courier;
import org.batua.simulator.http.Deliverer;

/// The paths of Midtrans' Core API that GoPay Tokenization uses.
public final class GopayRoutes implements HttpService {
  /// The merchant that is always there.
  public static final Merchant DEFAULT_MERCHANT =
      new Merchant(
          Provider.GOPAY, new Mid("G141532850"), "SB-Mid-server-batua-simulator", Optional.empty());

  private final Gate gate;
  private final AccountCalls accounts;
  private final MoneyCalls money;
  private final GopayPages pages;

  public GopayRoutes(Engine engine, Deliverer deliverer, Courier courier) {
    GopayNotices notices = new GopayNotices(engine, courier);
    this.gate = new Gate(engine.administration(), deliverer);
    this.accounts = new AccountCalls(engine, gate, notices);
    this.money = new MoneyCalls(engine, gate, accounts, notices);
    this.pages = new GopayPages(engine, accounts);
    engine.tell(notices);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/v2/pay/account", gate.serving(CallKind.CONSENT, accounts::create));
    rules.get("/v2/pay/account/{named}", gate.serving(CallKind.BALANCE, accounts::show));
    rules.post("/v2/pay/account/{named}/unbind", gate.serving(CallKind.DELINK, accounts::unbind));
    rules.post("/v2/charge", gate.serving(CallKind.DEBIT, money::charge));
    rules.get("/v2/{named}/status", gate.serving(CallKind.INQUIRY, money::status));
    rules.post("/v2/{named}/refund", gate.serving(CallKind.REFUND, money::refund));
    rules.post("/v2/{named}/refund/online/direct", gate.serving(CallKind.REFUND, money::refund));
    pages.routing(rules);
  }
}
