package org.batua.gateway.connector.paytm;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
import org.batua.gateway.connector.Linking.Account;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;

/// Linking by OTP to an access token with a refresh token, its renewal and end, and the balance.
///
/// An OTP belongs to a state token, and the whole link to one device id.
record PaytmLinking() implements Linking, Renewal, Balances, Delinking {
  static final String TOKEN = "access_token";
  private static final String REFRESH = "refresh_token";
  private static final String STATE = "state_token";
  private static final Pattern MOBILE = Pattern.compile("[6-9][0-9]{9}");
  private static final Pattern EPOCH_MILLIS = Pattern.compile("[0-9]{12,14}");

  /// Sends an OTP; code 02 says that using it will open a wallet for a number that has none.
  @Override
  public Linking.Start start(Call call, MobileNumber mobile, Optional<Linking.State> previous) {
    var phone = mobile.national();
    if (!mobile.countryCode().equals("91") || !MOBILE.matcher(phone).matches()) {
      return new Linking.Start.Refused(
          Refusal.of(ProviderError.INVALID_MOBILE, ProviderResponse.NONE));
    }
    var parameters = Map.of("phone", phone, "scopes", List.of("wallet"));
    return switch (PaytmWire.of(call).ask(Operation.OTP, parameters)) {
      case Reply.Accepted(var json, var response) ->
          json.find(STATE, "state")
              .<Linking.Start>map(
                  state ->
                      new Linking.Start.OtpSent(
                          new Linking.State(Map.of(STATE, Secret.of(state))),
                          Optional.empty(),
                          account(response)))
              .orElseGet(
                  () ->
                      new Linking.Start.Unavailable(
                          new TransportFailure(Cause.UNREADABLE, response)));
      case Reply.Refused(var refusal) -> new Linking.Start.Refused(refusal);
      case Reply.NotTaken(var failure) -> new Linking.Start.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Linking.Start.Unavailable(failure);
    };
  }

  private static Account account(ProviderResponse response) {
    return response.code().equals(PaytmCodes.NEW_USER) ? Account.NEW : Account.EXISTING;
  }

  @Override
  public Linking.Result complete(Call call, Linking.State state, Secret otp) {
    return exchange(call, state.value(STATE), otp);
  }

  private static Linking.Result exchange(Call call, Secret state, Secret otp) {
    var parameters = Map.of("otp", otp.reveal(), "state_token", state.reveal());
    return switch (PaytmWire.of(call).ask(Operation.VALIDATE, parameters)) {
      case Reply.Accepted(var json, var response) ->
          credentials(json, Optional.empty())
              .<Linking.Result>map(it -> new Linking.Result.Linked(it, Optional.empty()))
              .orElseGet(
                  () ->
                      new Linking.Result.Unknown(new TransportFailure(Cause.UNREADABLE, response)));
      case Reply.Refused(var refusal) -> new Linking.Result.Refused(ofEntering(refusal));
      case Reply.NotTaken(var failure) -> new Linking.Result.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Linking.Result.Unknown(failure);
    };
  }

  /// Too many OTPs at entering are attempts, not OTPs asked for.
  private static Refusal ofEntering(Refusal refusal) {
    return refusal.error() == ProviderError.OTP_RATE_LIMITED
        ? Refusal.of(ProviderError.OTP_ATTEMPTS_EXCEEDED, refusal.response())
        : refusal;
  }

  /// The wallet's token of a list of tokens, or the only one of the older API.
  private static Optional<Credentials> credentials(PaytmJson json, Optional<Secret> oldRefresh) {
    var all = json.objects("tokens");
    var token =
        all.stream()
            .filter(t -> t.text("scope").contains("wallet"))
            .findFirst()
            .or(() -> all.stream().findFirst())
            .orElse(json);
    return token
        .find("access_token", "accessToken")
        .map(
            access -> {
              var values = new HashMap<String, Secret>();
              values.put(TOKEN, Secret.of(access));
              token
                  .find("refresh_token", "refreshToken")
                  .map(Secret::of)
                  .or(() -> oldRefresh)
                  .ifPresent(refresh -> values.put(REFRESH, refresh));
              var expires =
                  token
                      .find("expires", "expiry")
                      .filter(text -> EPOCH_MILLIS.matcher(text).matches())
                      .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
              return new Credentials(values, expires, Optional.empty());
            });
  }

  /// A token of the older API has nothing to be renewed with.
  @Override
  public Renewal.Result renew(Call call, MobileNumber mobile, Credentials credentials) {
    var refresh = credentials.values().get(REFRESH);
    if (refresh == null) {
      return new Renewal.Result.Refused(
          Refusal.of(ProviderError.TOKEN_INVALID, ProviderResponse.NONE));
    }
    var parameters =
        Map.of(
            "grantType",
            "refresh_token",
            "deviceId",
            call.deviceId(),
            "refreshToken",
            refresh.reveal());
    return switch (PaytmWire.of(call).ask(Operation.RENEW, parameters)) {
      case Reply.Accepted(var json, var response) ->
          credentials(json, Optional.of(refresh))
              .<Renewal.Result>map(Renewal.Result.Renewed::new)
              .orElseGet(
                  () ->
                      new Renewal.Result.Unavailable(
                          new TransportFailure(Cause.UNREADABLE, response)));
      case Reply.Refused(var refusal) -> new Renewal.Result.Refused(refusal);
      case Reply.NotTaken(var failure) -> new Renewal.Result.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Renewal.Result.Unavailable(failure);
    };
  }

  @Override
  public Balances.Result balance(Call call, MobileNumber mobile, Credentials credentials) {
    var wire = PaytmWire.of(call);
    var parameters =
        Map.of(
            "mid",
            wire.account().mid(),
            "userToken",
            credentials.value(TOKEN).reveal(),
            "txnAmount",
            "1.00");
    return switch (wire.askHeaded(Operation.BALANCE, parameters)) {
      case Reply.Accepted(var json, var response) ->
          json.objects("payOptions").stream()
              .filter(o -> o.text("payMethod").equals(wire.account().walletPayMethod()))
              .findFirst()
              .flatMap(option -> option.find("amount"))
              .map(amount -> spendable(amount, response))
              .orElseGet(Balances.Result.Undisclosed::new);
      case Reply.Refused(var refusal) -> new Balances.Result.Refused(refusal);
      case Reply.NotTaken(var failure) -> new Balances.Result.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Balances.Result.Unavailable(failure);
    };
  }

  private static Balances.Result spendable(String amount, ProviderResponse response) {
    return Money.parse(amount, Money.INR)
        .<Balances.Result>map(money -> new Balances.Result.Spendable(money, Optional.empty()))
        .orElseGet(
            () ->
                new Balances.Result.Unavailable(new TransportFailure(Cause.UNREADABLE, response)));
  }

  /// Only the HTTP status counts, with one exception: a token that Paytm does not know any more is
  /// what was wanted.
  @Override
  public Delinking.Result delink(Call call, Credentials credentials) {
    return switch (PaytmWire.of(call).revoke(credentials.value(TOKEN).reveal())) {
      case Transport.Exchange.NotSent(var failure) -> new Delinking.Result.Unavailable(failure);
      case Transport.Exchange.Lost(var failure) -> new Delinking.Result.Unavailable(failure);
      case Answered answered -> delinked(answered);
    };
  }

  private static Delinking.Result delinked(Answered answered) {
    var status = answered.status();
    var response = ProviderResponse.of("", "", status);
    var isUnknown = status == 400 && answered.body().contains("Token not found");
    if (status / 100 == 2 || isUnknown) {
      return new Delinking.Result.Done();
    }
    return status == 401 || status == 403
        ? new Delinking.Result.Refused(Refusal.of(ProviderError.PROVIDER_CONFIG, response))
        : new Delinking.Result.Unavailable(TransportFailure.http(status, response));
  }
}
