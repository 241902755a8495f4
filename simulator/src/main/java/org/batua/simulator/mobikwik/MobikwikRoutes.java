package org.batua.simulator.mobikwik;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Deliverer;
import org.batua.simulator.mobikwik.Endpoint.Signing;

/// The paths of MobiKwik's wallet API, each by GET or by POST.
public final class MobikwikRoutes implements HttpService {
  /// The merchant that is always there, with the key that is published for the test host.
  public static final Merchant DEFAULT_MERCHANT =
      new Merchant(
          Provider.MOBIKWIK, new Mid("MBK9006"), "ju6tygh7u7tdg554k098ujd5468o", Optional.empty());

  private final Gate gate;
  private final LinkingCalls linking;
  private final MoneyCalls money;
  private final TopUpPages topUps;

  public MobikwikRoutes(Engine engine, Deliverer deliverer) {
    this.gate = new Gate(engine.administration(), deliverer);
    this.linking = new LinkingCalls(engine.linking());
    this.money = new MoneyCalls(engine);
    this.topUps = new TopUpPages(engine, gate);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any("/querywallet", gate.serving(queryWallet()));
    rules.any("/createwalletuser", gate.serving(createUser()));
    rules.any("/otpgenerate", gate.serving(otpGenerate()));
    // PayU's pages renew on this path too, with a token in the place of the OTP.
    Endpoint renewal = tokenRegenerate(Set.of("504", "507"));
    Endpoint fromOtp = tokenFromOtp();
    rules.any(
        "/tokengenerate", gate.serving(form -> form.get("token").isPresent() ? renewal : fromOtp));
    rules.any("/tokenregenerate", gate.serving(tokenRegenerate(Set.of("507"))));
    rules.any("/userbalance", gate.serving(userBalance()));
    rules.any("/debitwallet", gate.serving(debitWallet()));
    rules.any("/checkstatus", gate.serving(checkStatus()));
    rules.any("/walletrefund", gate.serving(walletRefund()));
    rules.any("/loadmoney", gate.serving(loadMoney()));
    topUps.routing(rules);
  }

  private Endpoint queryWallet() {
    return new Endpoint(
        CallKind.ACCOUNT_QUERY,
        Set.of("500"),
        Signing.BY_NAME,
        List.of(Field.CELL, Field.ACTION),
        linking::queryWallet);
  }

  private Endpoint createUser() {
    return new Endpoint(
        CallKind.ACCOUNT_CREATE,
        Set.of("502"),
        Signing.BY_NAME,
        List.of(Field.CELL, Field.EMAIL),
        linking::createUser);
  }

  private Endpoint otpGenerate() {
    return new Endpoint(
        CallKind.OTP_SEND,
        Set.of("504"),
        Signing.BY_NAME,
        List.of(Field.CELL, Field.AMOUNT, Field.TOKEN_TYPE),
        linking::generateOtp);
  }

  private Endpoint tokenFromOtp() {
    return new Endpoint(
        CallKind.LINK,
        Set.of("504", "507"),
        Signing.BY_NAME,
        List.of(Field.CELL, Field.AMOUNT, Field.OTP, Field.TOKEN_TYPE),
        linking::generateToken);
  }

  private Endpoint tokenRegenerate(Set<String> messageCodes) {
    return new Endpoint(
        CallKind.RENEW,
        messageCodes,
        Signing.BY_NAME,
        List.of(Field.CELL, Field.TOKEN, Field.TOKEN_TYPE),
        linking::regenerateToken);
  }

  private Endpoint userBalance() {
    return new Endpoint(
        CallKind.BALANCE,
        Set.of("501"),
        Signing.BY_NAME,
        List.of(Field.CELL, Field.TOKEN),
        linking::balance);
  }

  private Endpoint debitWallet() {
    return new Endpoint(
        CallKind.DEBIT,
        Set.of("503", "504"),
        Signing.BY_NAME,
        List.of(Field.CELL, Field.AMOUNT, Field.ORDER_ID, Field.TOKEN, Field.TXN_TYPE),
        money::debit);
  }

  private Endpoint checkStatus() {
    return new Endpoint(
        CallKind.INQUIRY, Set.of(), Signing.STATUS, List.of(Field.ORDER_ID), money::checkStatus);
  }

  private Endpoint walletRefund() {
    return new Endpoint(
        CallKind.REFUND,
        Set.of(),
        Signing.REFUND,
        List.of(Field.TXID, Field.AMOUNT),
        money::refund);
  }

  private Endpoint loadMoney() {
    return new Endpoint(
        CallKind.CREDIT,
        Set.of(),
        Signing.BY_NAME,
        List.of(Field.CELL, Field.AMOUNT, Field.ORDER_ID, Field.CREDIT_METHOD),
        money::credit);
  }
}
