package org.batua.simulator.phonepe;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.Optional;
import java.util.function.Function;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Courier;
import org.batua.simulator.http.Deliverer;

/// The paths of PhonePe's API, each of which its signature covers from `/v3` on.
public final class PhonepeRoutes implements HttpService {
  /// The merchant that is always there; its credentials are made up.
  public static final Merchant DEFAULT_MERCHANT =
      new Merchant(Provider.PHONEPE, new Mid("TESTMID"), "test-salt-key", Optional.of("1"));

  private final Gate gate;
  private final LinkingCalls links;
  private final DeeplinkPages pages;
  private final MoneyCalls money;

  public PhonepeRoutes(Engine engine, Deliverer deliverer, Courier courier) {
    PhonepeNotices notices = new PhonepeNotices(engine, courier);
    this.gate = new Gate(engine.administration(), deliverer);
    this.links = new LinkingCalls(engine, gate);
    this.pages = new DeeplinkPages(engine, gate, links);
    this.money = new MoneyCalls(engine, gate, links, pages, notices);
    engine.tell(notices);
  }

  @Override
  public void routing(HttpRules rules) {
    post(rules, "/v3/merchant/otp/send", CallKind.OTP_SEND, links::sendOtp);
    post(rules, "/v3/merchant/otp/verify", CallKind.LINK, links::verifyOtp);
    post(rules, "/v3/wallet/balance", CallKind.BALANCE, links::balance);
    post(rules, "/v3/wallet/debit", CallKind.DEBIT, money::debit);
    post(rules, "/v3/wallet/topup", CallKind.TOP_UP, pages::topUp);
    post(rules, "/v3/merchant/token/unlink", CallKind.DELINK, links::unlink);
    post(rules, "/v3/credit/backToSource", CallKind.REFUND, money::refund);
    rules.get("/v3/transaction/{merchant}/{transaction}/status", gate.asked(money::status));
    pages.routing(rules);
  }

  private void post(HttpRules rules, String path, CallKind kind, Function<Request, Answer> calls) {
    rules.post(path, gate.posted(path, kind, calls));
  }
}
