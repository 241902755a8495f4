package org.batua.simulator.phonepe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.AccountKey;
import org.batua.simulator.engine.DebitScenario;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Linking;
import org.batua.simulator.engine.Linking.Balance;
import org.batua.simulator.engine.Otp;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Token;

/// Answers the calls about OTPs, links and balances.
final class LinkingCalls {
  private static final Paise WALLET_MAX = new Paise(1_00_000_00);
  private static final Paise ONE_PAISA = new Paise(1);

  private final Linking linking;
  private final Gate gate;

  LinkingCalls(Engine engine, Gate gate) {
    this.linking = engine.linking();
    this.gate = gate;
  }

  Answer sendOtp(Request request) {
    Optional<Phone> phone = request.text("mobileNumber").flatMap(Phone::parse);
    if (phone.isEmpty() || !request.text("requestType").equals(Optional.of("WALLET"))) {
      return gate.refuse(request, Code.BAD_REQUEST);
    }
    AccountKey account = new AccountKey(Provider.PHONEPE, phone.get());
    Reply<OtpSession> reply =
        linking.sendOtp(request.call(phone), account, request.merchant().mid(), Linking.NO_CAP);
    return switch (reply) {
      case Reply.Done<OtpSession>(OtpSession session, Delivery delivery) ->
          Answer.of(Code.SUCCESS, delivery)
              .with("merchantId", request.merchant().mid().value())
              .with("otpToken", session.state().value());
      case Reply.Refused<OtpSession> refused -> Answer.refused(refused);
    };
  }

  /// Links the wallet to the device that this call names: sending the OTP names none.
  Answer verifyOtp(Request request) {
    Optional<OtpSession> session =
        request
            .text("otpToken")
            .map(Token::new)
            .flatMap(linking::session)
            .filter(s -> s.key().account().provider() == Provider.PHONEPE)
            .filter(s -> s.key().mid().equals(request.merchant().mid()));
    Optional<String> otp = request.text("otp");
    if (otp.isEmpty()) {
      return gate.refuse(request, Code.BAD_REQUEST);
    }
    if (request.device().isEmpty()) {
      return gate.refuse(request, Code.INVALID_DEVICE_ID);
    }
    if (session.isEmpty()) {
      return gate.refuse(request, Code.INVALID_OTP_TOKEN);
    }
    Optional<Phone> phone = session.map(s -> s.key().account().phone());
    OtpSession bound = session.get().on(request.device().get());
    Reply<Link> reply = linking.link(request.call(phone), bound, new Otp(otp.get()));
    return switch (reply) {
      case Reply.Done<Link>(Link link, Delivery delivery) ->
          Answer.of(Code.SUCCESS, delivery).with("userAuthToken", link.token().value());
      case Reply.Refused<Link> refused -> Answer.refused(refused);
    };
  }

  Answer balance(Request request) {
    Optional<Link> link = link(request);
    Optional<Paise> wanted = request.paise("txnAmount");
    if (wanted.isEmpty()) {
      return gate.refuse(request, Code.BAD_REQUEST);
    }
    if (link.isEmpty()) {
      return gate.refuse(request, Code.INVALID_USER_AUTH_TOKEN);
    }
    if (!request.isOn(link.get())) {
      return gate.refuse(request, Code.WALLET_RELINK_REQUIRED);
    }
    Link known = link.get();
    Reply<Balance> reply =
        linking.balance(
            request.call(Optional.of(known.account().phone())),
            known.account(),
            request.merchant().mid(),
            known.token());
    return switch (reply) {
      case Reply.Done<Balance>(Balance balance, Delivery delivery) ->
          Answer.of(Code.SUCCESS, delivery)
              .with("responseType", "WALLET_ONLY")
              .with("wallet", wallet(balance, wanted.get()));
      case Reply.Refused<Balance> refused -> Answer.refused(refused);
    };
  }

  private static Map<String, Object> wallet(Balance balance, Paise wanted) {
    Map<String, Object> wallet = new LinkedHashMap<>();
    wallet.put("walletActive", true);
    balance
        .available()
        .ifPresent(
            available -> {
              Paise usable = usable(available, wanted);
              wallet.put("availableBalance", available.value());
              wallet.put("usableBalance", usable.value());
              wallet.put("maxTopupAllowed", Math.max(0, WALLET_MAX.minus(available).value()));
              wallet.put("debitPossible", !wanted.exceeds(usable));
            });
    wallet.put("topupPossible", true);
    return wallet;
  }

  /// Not all that is there can be used for every payment: the magic amounts of a short balance find
  /// one paisa too little.
  private static Paise usable(Paise available, Paise wanted) {
    boolean isMagic =
        wanted.equals(DebitScenario.INSUFFICIENT.amount())
            || wanted.equals(DebitScenario.CUSTOMER_NEEDED.amount());
    return isMagic && !wanted.exceeds(available) ? wanted.minus(ONE_PAISA) : available;
  }

  Answer unlink(Request request) {
    Optional<Link> link = link(request).filter(l -> l.state() == Link.State.LIVE);
    if (link.isEmpty()) {
      return gate.refuse(request, Code.INVALID_USER_AUTH_TOKEN);
    }
    Link live = link.get();
    Reply<Link> reply =
        linking.delink(
            request.call(Optional.of(live.account().phone())),
            live.account(),
            request.merchant().mid(),
            live.token());
    return switch (reply) {
      case Reply.Done<Link>(_, Delivery delivery) -> Answer.of(Code.SUCCESS, delivery);
      case Reply.Refused<Link> refused -> Answer.refused(refused);
    };
  }

  /// The merchant's link that a call names, in any state.
  Optional<Link> link(Request request) {
    return request
        .text("userAuthToken")
        .map(Token::new)
        .flatMap(linking::holder)
        .filter(l -> l.account().provider() == Provider.PHONEPE)
        .filter(l -> l.mid().equals(request.merchant().mid()));
  }
}
