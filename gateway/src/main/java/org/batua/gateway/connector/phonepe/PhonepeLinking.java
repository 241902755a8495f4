package org.batua.gateway.connector.phonepe;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.BalanceResult;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DelinkResult;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.LinkProof;
import org.batua.gateway.connector.LinkResult;
import org.batua.gateway.connector.LinkStart;
import org.batua.gateway.connector.LinkState;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;

/// Linking by OTP to a token that lives until it is ended, its end, and the balance.
///
/// An OTP belongs to a token of its own, which a newer OTP replaces, and the link to the device on
/// which the OTP was entered.
record PhonepeLinking() implements Linking, Balances, Delinking {
  static final String TOKEN = "user_auth_token";
  private static final String STATE = "otp_token";
  private static final Pattern MOBILE = Pattern.compile("[6-9][0-9]{9}");

  @Override
  public LinkStart start(Call call, MobileNumber mobile, Optional<LinkState> previous) {
    var phone = mobile.national();
    if (!mobile.countryCode().equals("91") || !MOBILE.matcher(phone).matches()) {
      return new LinkStart.Refused(Refusal.of(ProviderError.INVALID_MOBILE, Raw.NONE));
    }
    var payload = Map.of("mobileNumber", phone, "requestType", "WALLET");
    return switch (PhonepeWire.of(call).ask(Operation.OTP, payload, PhonepeCodes::ofLinking)) {
      case Reply.Accepted(var answer) ->
          answer
              .text("otpToken")
              .<LinkStart>map(
                  token ->
                      new LinkStart.OtpSent(
                          new LinkState(Map.of(STATE, Secret.of(token))),
                          Optional.empty(),
                          LinkStart.Account.NOT_TOLD))
              .orElseGet(() -> new LinkStart.Unavailable(unreadable(answer)));
      case Reply.Refused(var refusal) -> new LinkStart.Refused(refusal);
      case Reply.NotTaken(var failure) -> new LinkStart.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new LinkStart.Unavailable(failure);
    };
  }

  @Override
  public LinkResult complete(Call call, LinkState state, LinkProof proof) {
    return switch (proof) {
      case LinkProof.Otp(var otp) -> verify(call, state.value(STATE), otp);
      case LinkProof.Callback _, LinkProof.Poll _ ->
          throw new IllegalArgumentException("proof: " + proof + " (expected: an OTP)");
    };
  }

  private static LinkResult verify(Call call, Secret otpToken, Secret otp) {
    var payload = Map.of("otpToken", otpToken.reveal(), "otp", otp.reveal());
    return switch (PhonepeWire.of(call).ask(Operation.VERIFY, payload, PhonepeCodes::ofLinking)) {
      case Reply.Accepted(var answer) ->
          answer
              .text("userAuthToken")
              .<LinkResult>map(token -> new LinkResult.Linked(credentials(token), Optional.empty()))
              .orElseGet(() -> new LinkResult.Unknown(unreadable(answer)));
      case Reply.Refused(var refusal) -> new LinkResult.Refused(ofEntering(refusal));
      case Reply.NotTaken(var failure) -> new LinkResult.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new LinkResult.Unknown(failure);
    };
  }

  private static Credentials credentials(String token) {
    return new Credentials(Map.of(TOKEN, Secret.of(token)), Optional.empty(), Optional.empty());
  }

  /// Too many OTPs at entering are attempts, not OTPs asked for.
  private static Refusal ofEntering(Refusal refusal) {
    return refusal.error() == ProviderError.OTP_RATE_LIMITED
        ? Refusal.of(ProviderError.OTP_ATTEMPTS_EXCEEDED, refusal.raw())
        : refusal;
  }

  private static TransportFailure unreadable(PhonepeAnswer answer) {
    return new TransportFailure(Cause.UNREADABLE, answer.raw());
  }

  @Override
  public BalanceResult balance(Call call, MobileNumber mobile, Credentials credentials) {
    return usable(call, credentials, Money.inr(0));
  }

  /// What can be used for a payment of this amount, which may be less than what is there.
  static BalanceResult usable(Call call, Credentials credentials, Money wanted) {
    var payload =
        Map.of(
            "userAuthToken",
            credentials.value(TOKEN).reveal(),
            "txnAmount",
            wanted.minor(),
            "topupWorkflowType",
            wanted.isZero() ? "NON_TRANSACTIONAL" : "TRANSACTIONAL");
    return switch (PhonepeWire.of(call).ask(Operation.BALANCE, payload, PhonepeCodes::ofWallet)) {
      case Reply.Accepted(var answer) -> usable(answer);
      case Reply.Refused(var refusal) -> new BalanceResult.Refused(refusal);
      case Reply.NotTaken(var failure) -> new BalanceResult.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new BalanceResult.Unavailable(failure);
    };
  }

  private static BalanceResult usable(PhonepeAnswer answer) {
    var wallet = answer.data().path("wallet");
    if (!wallet.has("usableBalance")) {
      return new BalanceResult.NotTold();
    }
    return PhonepeAnswer.money(wallet, "usableBalance")
        .<BalanceResult>map(money -> new BalanceResult.Spendable(money, Optional.empty()))
        .orElseGet(() -> new BalanceResult.Unavailable(unreadable(answer)));
  }

  /// A token that PhonePe does not know any more is what was wanted.
  @Override
  public DelinkResult delink(Call call, Credentials credentials) {
    var payload = Map.of("userAuthToken", credentials.value(TOKEN).reveal());
    return switch (PhonepeWire.of(call).ask(Operation.UNLINK, payload, PhonepeCodes::ofWallet)) {
      case Reply.Accepted _ -> new DelinkResult.Done();
      case Reply.Refused(var refusal) ->
          refusal.error() == ProviderError.TOKEN_INVALID
              ? new DelinkResult.Done()
              : new DelinkResult.Refused(refusal);
      case Reply.NotTaken(var failure) -> new DelinkResult.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new DelinkResult.Unavailable(failure);
    };
  }
}
