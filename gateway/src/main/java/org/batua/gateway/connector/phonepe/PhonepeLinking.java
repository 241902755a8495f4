package org.batua.gateway.connector.phonepe;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
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
  public Linking.Start start(Call call, MobileNumber mobile, Optional<Linking.State> previous) {
    var phone = mobile.national();
    if (!mobile.countryCode().equals("91") || !MOBILE.matcher(phone).matches()) {
      return new Linking.Start.Refused(
          Refusal.of(ProviderError.INVALID_MOBILE, ProviderResponse.NONE));
    }
    var payload = Map.of("mobileNumber", phone, "requestType", "WALLET");
    return switch (PhonepeWire.of(call).ask(Operation.OTP, payload, PhonepeCodes::ofLinking)) {
      case Reply.Accepted(var answer) ->
          answer
              .text("otpToken")
              .<Linking.Start>map(
                  token ->
                      new Linking.Start.OtpSent(
                          new Linking.State(Map.of(STATE, Secret.of(token))),
                          Optional.empty(),
                          Linking.Account.UNKNOWN))
              .orElseGet(() -> new Linking.Start.Unavailable(unreadable(answer)));
      case Reply.Refused(var refusal) -> new Linking.Start.Refused(refusal);
      case Reply.NotTaken(var failure) -> new Linking.Start.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Linking.Start.Unavailable(failure);
    };
  }

  @Override
  public Linking.Result complete(Call call, Linking.State state, Secret otp) {
    return verify(call, state.value(STATE), otp);
  }

  private static Linking.Result verify(Call call, Secret otpToken, Secret otp) {
    var payload = Map.of("otpToken", otpToken.reveal(), "otp", otp.reveal());
    return switch (PhonepeWire.of(call).ask(Operation.VERIFY, payload, PhonepeCodes::ofLinking)) {
      case Reply.Accepted(var answer) ->
          answer
              .text("userAuthToken")
              .<Linking.Result>map(
                  token -> new Linking.Result.Linked(credentials(token), Optional.empty()))
              .orElseGet(() -> new Linking.Result.Unknown(unreadable(answer)));
      case Reply.Refused(var refusal) -> new Linking.Result.Refused(ofEntering(refusal));
      case Reply.NotTaken(var failure) -> new Linking.Result.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Linking.Result.Unknown(failure);
    };
  }

  private static Credentials credentials(String token) {
    return new Credentials(Map.of(TOKEN, Secret.of(token)), Optional.empty(), Optional.empty());
  }

  /// Too many OTPs at entering are attempts, not OTPs asked for.
  private static Refusal ofEntering(Refusal refusal) {
    return refusal.error() == ProviderError.OTP_RATE_LIMITED
        ? Refusal.of(ProviderError.OTP_ATTEMPTS_EXCEEDED, refusal.response())
        : refusal;
  }

  private static TransportFailure unreadable(PhonepeAnswer answer) {
    return new TransportFailure(Cause.UNREADABLE, answer.response());
  }

  @Override
  public Balances.Result balance(Call call, MobileNumber mobile, Credentials credentials) {
    return usable(call, credentials, Money.inr(0));
  }

  /// What can be used for a payment of this amount, which may be less than what is there.
  static Balances.Result usable(Call call, Credentials credentials, Money wanted) {
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
      case Reply.Refused(var refusal) -> new Balances.Result.Refused(refusal);
      case Reply.NotTaken(var failure) -> new Balances.Result.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Balances.Result.Unavailable(failure);
    };
  }

  private static Balances.Result usable(PhonepeAnswer answer) {
    var wallet = answer.data().path("wallet");
    if (!wallet.has("usableBalance")) {
      return new Balances.Result.Undisclosed();
    }
    return PhonepeAnswer.money(wallet, "usableBalance")
        .<Balances.Result>map(money -> new Balances.Result.Spendable(money, Optional.empty()))
        .orElseGet(() -> new Balances.Result.Unavailable(unreadable(answer)));
  }

  /// A token that PhonePe does not know any more is what was wanted.
  @Override
  public Delinking.Result delink(Call call, Credentials credentials) {
    var payload = Map.of("userAuthToken", credentials.value(TOKEN).reveal());
    return switch (PhonepeWire.of(call).ask(Operation.UNLINK, payload, PhonepeCodes::ofWallet)) {
      case Reply.Accepted _ -> new Delinking.Result.Done();
      case Reply.Refused(var refusal) ->
          refusal.error() == ProviderError.TOKEN_INVALID
              ? new Delinking.Result.Done()
              : new Delinking.Result.Refused(refusal);
      case Reply.NotTaken(var failure) -> new Delinking.Result.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Delinking.Result.Unavailable(failure);
    };
  }
}
