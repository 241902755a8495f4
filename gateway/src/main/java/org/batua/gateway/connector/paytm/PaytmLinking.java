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
import org.batua.gateway.connector.BalanceResult;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DelinkResult;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.Exchange;
import org.batua.gateway.connector.Exchange.Answered;
import org.batua.gateway.connector.LinkProof;
import org.batua.gateway.connector.LinkResult;
import org.batua.gateway.connector.LinkStart;
import org.batua.gateway.connector.LinkStart.Account;
import org.batua.gateway.connector.LinkState;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.RenewalResult;
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
  public LinkStart start(Call call, MobileNumber mobile, Optional<LinkState> previous) {
    var phone = mobile.national();
    if (!mobile.countryCode().equals("91") || !MOBILE.matcher(phone).matches()) {
      return new LinkStart.Refused(Refusal.of(ProviderError.INVALID_MOBILE, Raw.NONE));
    }
    var parameters = Map.of("phone", phone, "scopes", List.of("wallet"));
    return switch (PaytmWire.of(call).ask(Operation.OTP, parameters)) {
      case Reply.Accepted(var json, var raw) ->
          json.find(STATE, "state")
              .<LinkStart>map(
                  state ->
                      new LinkStart.OtpSent(
                          new LinkState(Map.of(STATE, Secret.of(state))),
                          Optional.empty(),
                          account(raw)))
              .orElseGet(
                  () -> new LinkStart.Unavailable(new TransportFailure(Cause.UNREADABLE, raw)));
      case Reply.Refused(var refusal) -> new LinkStart.Refused(refusal);
      case Reply.NotTaken(var failure) -> new LinkStart.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new LinkStart.Unavailable(failure);
    };
  }

  private static Account account(Raw raw) {
    return raw.code().equals(PaytmCodes.NEW_USER) ? Account.NEW : Account.EXISTING;
  }

  @Override
  public LinkResult complete(Call call, LinkState state, LinkProof proof) {
    return switch (proof) {
      case LinkProof.Otp(var otp) -> exchange(call, state.value(STATE), otp);
      case LinkProof.Callback _, LinkProof.Poll _ ->
          throw new IllegalArgumentException("proof: " + proof + " (expected: an OTP)");
    };
  }

  private static LinkResult exchange(Call call, Secret state, Secret otp) {
    var parameters = Map.of("otp", otp.reveal(), "state_token", state.reveal());
    return switch (PaytmWire.of(call).ask(Operation.VALIDATE, parameters)) {
      case Reply.Accepted(var json, var raw) ->
          credentials(json, Optional.empty())
              .<LinkResult>map(it -> new LinkResult.Linked(it, Optional.empty()))
              .orElseGet(() -> new LinkResult.Unknown(new TransportFailure(Cause.UNREADABLE, raw)));
      case Reply.Refused(var refusal) -> new LinkResult.Refused(ofEntering(refusal));
      case Reply.NotTaken(var failure) -> new LinkResult.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new LinkResult.Unknown(failure);
    };
  }

  /// Too many OTPs at entering are attempts, not OTPs asked for.
  private static Refusal ofEntering(Refusal refusal) {
    return refusal.error() == ProviderError.OTP_RATE_LIMITED
        ? Refusal.of(ProviderError.OTP_ATTEMPTS_EXCEEDED, refusal.raw())
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
  public RenewalResult renew(Call call, MobileNumber mobile, Credentials credentials) {
    var refresh = credentials.values().get(REFRESH);
    if (refresh == null) {
      return new RenewalResult.Refused(Refusal.of(ProviderError.TOKEN_INVALID, Raw.NONE));
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
      case Reply.Accepted(var json, var raw) ->
          credentials(json, Optional.of(refresh))
              .<RenewalResult>map(RenewalResult.Renewed::new)
              .orElseGet(
                  () -> new RenewalResult.Unavailable(new TransportFailure(Cause.UNREADABLE, raw)));
      case Reply.Refused(var refusal) -> new RenewalResult.Refused(refusal);
      case Reply.NotTaken(var failure) -> new RenewalResult.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new RenewalResult.Unavailable(failure);
    };
  }

  @Override
  public BalanceResult balance(Call call, MobileNumber mobile, Credentials credentials) {
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
      case Reply.Accepted(var json, var raw) ->
          json.objects("payOptions").stream()
              .filter(o -> o.text("payMethod").equals(wire.account().walletPayMethod()))
              .findFirst()
              .flatMap(option -> option.find("amount"))
              .map(amount -> spendable(amount, raw))
              .orElseGet(BalanceResult.NotTold::new);
      case Reply.Refused(var refusal) -> new BalanceResult.Refused(refusal);
      case Reply.NotTaken(var failure) -> new BalanceResult.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new BalanceResult.Unavailable(failure);
    };
  }

  private static BalanceResult spendable(String amount, Raw raw) {
    return Money.parse(amount, Money.INR)
        .<BalanceResult>map(money -> new BalanceResult.Spendable(money, Optional.empty()))
        .orElseGet(
            () -> new BalanceResult.Unavailable(new TransportFailure(Cause.UNREADABLE, raw)));
  }

  /// Only the HTTP status counts, with one exception: a token that Paytm does not know any more is
  /// what was wanted.
  @Override
  public DelinkResult delink(Call call, Credentials credentials) {
    return switch (PaytmWire.of(call).revoke(credentials.value(TOKEN).reveal())) {
      case Exchange.NotSent(var failure) -> new DelinkResult.Unavailable(failure);
      case Exchange.Lost(var failure) -> new DelinkResult.Unavailable(failure);
      case Answered answered -> delinked(answered);
    };
  }

  private static DelinkResult delinked(Answered answered) {
    var status = answered.status();
    var raw = Raw.of("", "", status);
    var isUnknown = status == 400 && answered.body().contains("Token not found");
    if (status / 100 == 2 || isUnknown) {
      return new DelinkResult.Done();
    }
    return status == 401 || status == 403
        ? new DelinkResult.Refused(Refusal.of(ProviderError.PROVIDER_CONFIG, raw))
        : new DelinkResult.Unavailable(TransportFailure.http(status, raw));
  }
}
