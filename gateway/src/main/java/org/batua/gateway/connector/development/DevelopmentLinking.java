package org.batua.gateway.connector.development;

import java.util.Map;
import java.util.Optional;
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

/// Linking by OTP to a token without an end, the balance that it shows, and ending it.
record DevelopmentLinking() implements Linking, Balances, Delinking {

  @Override
  public Linking.Start start(Call call, MobileNumber mobile, Optional<Linking.State> previous) {
    if (!new DevelopmentAccount(call.account()).isSwitchedOn()) {
      return new Linking.Start.Refused(
          Refusal.of(ProviderError.PROVIDER_CONFIG, ProviderResponse.NONE));
    }
    if (!mobile.countryCode().equals("91")) {
      return new Linking.Start.Refused(
          Refusal.of(ProviderError.INVALID_MOBILE, ProviderResponse.NONE));
    }
    return switch (DevelopmentWire.of(call).ask("otp/send", Map.of("mobile", mobile.national()))) {
      case DevelopmentReply.Accepted _ ->
          new Linking.Start.OtpSent(
              new Linking.State(Map.of(DevelopmentAccount.MOBILE, Secret.of(mobile.national()))),
              Optional.empty(),
              Linking.Account.UNKNOWN);
      case DevelopmentReply.Refused(var refusal) -> new Linking.Start.Refused(refusal);
      case DevelopmentReply.NotTaken(var failure) -> new Linking.Start.Unavailable(failure);
      case DevelopmentReply.PerhapsTaken(var failure) -> new Linking.Start.Unavailable(failure);
    };
  }

  @Override
  public Linking.Result complete(Call call, Linking.State state, Secret otp) {
    return exchange(call, state.value(DevelopmentAccount.MOBILE), otp);
  }

  private static Linking.Result exchange(Call call, Secret mobile, Secret otp) {
    var members = Map.of("mobile", mobile.reveal(), "otp", otp.reveal());
    return switch (DevelopmentWire.of(call).ask("otp/verify", members)) {
      case DevelopmentReply.Accepted(var json) -> {
        var token = DevelopmentWire.text(json, "token");
        yield token.isEmpty()
            ? new Linking.Result.Unknown(
                new TransportFailure(Cause.UNREADABLE, ProviderResponse.NONE))
            : new Linking.Result.Linked(credentials(mobile, token), Optional.empty());
      }
      case DevelopmentReply.Refused(var refusal) -> new Linking.Result.Refused(refusal);
      case DevelopmentReply.NotTaken(var failure) -> new Linking.Result.Unavailable(failure);
      case DevelopmentReply.PerhapsTaken(var failure) -> new Linking.Result.Unknown(failure);
    };
  }

  private static Credentials credentials(Secret mobile, String token) {
    return new Credentials(
        Map.of(DevelopmentAccount.TOKEN, Secret.of(token), DevelopmentAccount.MOBILE, mobile),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public Balances.Result balance(Call call, MobileNumber mobile, Credentials credentials) {
    return switch (DevelopmentWire.of(call).ask("balance", members(credentials))) {
      case DevelopmentReply.Accepted(var json) ->
          json.has("balance")
              ? spendable(DevelopmentWire.text(json, "balance"))
              : new Balances.Result.Undisclosed();
      case DevelopmentReply.Refused(var refusal) -> new Balances.Result.Refused(refusal);
      case DevelopmentReply.NotTaken(var failure) -> new Balances.Result.Unavailable(failure);
      case DevelopmentReply.PerhapsTaken(var failure) -> new Balances.Result.Unavailable(failure);
    };
  }

  private static Balances.Result spendable(String amount) {
    return Money.parse(amount, Money.INR)
        .<Balances.Result>map(money -> new Balances.Result.Spendable(money, Optional.empty()))
        .orElseGet(
            () ->
                new Balances.Result.Unavailable(
                    new TransportFailure(Cause.UNREADABLE, ProviderResponse.NONE)));
  }

  /// A token that is unknown there is ended.
  @Override
  public Delinking.Result delink(Call call, Credentials credentials) {
    return switch (DevelopmentWire.of(call).ask("delink", members(credentials))) {
      case DevelopmentReply.Accepted _ -> new Delinking.Result.Done();
      case DevelopmentReply.Refused(var refusal) ->
          refusal.error() == ProviderError.TOKEN_INVALID
              ? new Delinking.Result.Done()
              : new Delinking.Result.Refused(refusal);
      case DevelopmentReply.NotTaken(var failure) -> new Delinking.Result.Unavailable(failure);
      case DevelopmentReply.PerhapsTaken(var failure) -> new Delinking.Result.Unavailable(failure);
    };
  }

  private static Map<String, String> members(Credentials credentials) {
    return Map.of(
        "mobile",
        credentials.value(DevelopmentAccount.MOBILE).reveal(),
        "token",
        credentials.value(DevelopmentAccount.TOKEN).reveal());
  }
}
