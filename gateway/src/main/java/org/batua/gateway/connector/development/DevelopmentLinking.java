package org.batua.gateway.connector.development;

import java.util.Map;
import java.util.Optional;
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

/// Linking by OTP to a token without an end, the balance that it shows, and ending it.
record DevelopmentLinking() implements Linking, Balances, Delinking {
  static final String TOKEN = "development_token";
  static final String MOBILE = "development_mobile";

  @Override
  public LinkStart start(Call call, MobileNumber mobile, Optional<LinkState> previous) {
    if (!new DevelopmentAccount(call.account()).isSwitchedOn()) {
      return new LinkStart.Refused(Refusal.of(ProviderError.PROVIDER_CONFIG, Raw.NONE));
    }
    if (!mobile.countryCode().equals("91")) {
      return new LinkStart.Refused(Refusal.of(ProviderError.INVALID_MOBILE, Raw.NONE));
    }
    return switch (DevelopmentWire.of(call).ask("otp/send", Map.of("mobile", mobile.national()))) {
      case DevelopmentReply.Accepted _ ->
          new LinkStart.OtpSent(
              new LinkState(Map.of(MOBILE, Secret.of(mobile.national()))),
              Optional.empty(),
              LinkStart.Account.NOT_TOLD);
      case DevelopmentReply.Refused(var refusal) -> new LinkStart.Refused(refusal);
      case DevelopmentReply.NotTaken(var failure) -> new LinkStart.Unavailable(failure);
      case DevelopmentReply.PerhapsTaken(var failure) -> new LinkStart.Unavailable(failure);
    };
  }

  @Override
  public LinkResult complete(Call call, LinkState state, LinkProof proof) {
    return switch (proof) {
      case LinkProof.Otp(var otp) -> exchange(call, state.value(MOBILE), otp);
      case LinkProof.Callback _, LinkProof.Poll _ ->
          throw new IllegalArgumentException("proof: " + proof + " (expected: an OTP)");
    };
  }

  private static LinkResult exchange(Call call, Secret mobile, Secret otp) {
    var members = Map.of("mobile", mobile.reveal(), "otp", otp.reveal());
    return switch (DevelopmentWire.of(call).ask("otp/verify", members)) {
      case DevelopmentReply.Accepted(var json) -> {
        var token = DevelopmentWire.text(json, "token");
        yield token.isEmpty()
            ? new LinkResult.Unknown(new TransportFailure(Cause.UNREADABLE, Raw.NONE))
            : new LinkResult.Linked(credentials(mobile, token), Optional.empty());
      }
      case DevelopmentReply.Refused(var refusal) -> new LinkResult.Refused(refusal);
      case DevelopmentReply.NotTaken(var failure) -> new LinkResult.Unavailable(failure);
      case DevelopmentReply.PerhapsTaken(var failure) -> new LinkResult.Unknown(failure);
    };
  }

  private static Credentials credentials(Secret mobile, String token) {
    return new Credentials(
        Map.of(TOKEN, Secret.of(token), MOBILE, mobile), Optional.empty(), Optional.empty());
  }

  @Override
  public BalanceResult balance(Call call, MobileNumber mobile, Credentials credentials) {
    return switch (DevelopmentWire.of(call).ask("balance", members(credentials))) {
      case DevelopmentReply.Accepted(var json) ->
          json.has("balance")
              ? spendable(DevelopmentWire.text(json, "balance"))
              : new BalanceResult.NotTold();
      case DevelopmentReply.Refused(var refusal) -> new BalanceResult.Refused(refusal);
      case DevelopmentReply.NotTaken(var failure) -> new BalanceResult.Unavailable(failure);
      case DevelopmentReply.PerhapsTaken(var failure) -> new BalanceResult.Unavailable(failure);
    };
  }

  private static BalanceResult spendable(String amount) {
    return Money.parse(amount, Money.INR)
        .<BalanceResult>map(money -> new BalanceResult.Spendable(money, Optional.empty()))
        .orElseGet(
            () -> new BalanceResult.Unavailable(new TransportFailure(Cause.UNREADABLE, Raw.NONE)));
  }

  /// A token that nobody knows there is ended.
  @Override
  public DelinkResult delink(Call call, Credentials credentials) {
    return switch (DevelopmentWire.of(call).ask("delink", members(credentials))) {
      case DevelopmentReply.Accepted _ -> new DelinkResult.Done();
      case DevelopmentReply.Refused(var refusal) ->
          refusal.error() == ProviderError.TOKEN_INVALID
              ? new DelinkResult.Done()
              : new DelinkResult.Refused(refusal);
      case DevelopmentReply.NotTaken(var failure) -> new DelinkResult.Unavailable(failure);
      case DevelopmentReply.PerhapsTaken(var failure) -> new DelinkResult.Unavailable(failure);
    };
  }

  private static Map<String, String> members(Credentials credentials) {
    return Map.of(
        "mobile", credentials.value(MOBILE).reveal(), "token", credentials.value(TOKEN).reveal());
  }
}
