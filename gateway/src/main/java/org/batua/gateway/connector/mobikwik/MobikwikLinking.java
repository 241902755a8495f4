package org.batua.gateway.connector.mobikwik;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Linking.Account;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;

/// Linking by OTP to a standing token, its renewal, and the balance that it shows.
///
/// An OTP and its token are made for an amount: the largest single debit, the same in both calls.
record MobikwikLinking(InstantSource clock) implements Linking, Renewal, Balances {
  static final String TOKEN = "token";
  private static final String MOBILE = "mobile";
  private static final String STANDING = "1";
  private static final Pattern CELL = Pattern.compile("[6-9][0-9]{9}");

  /// Sends an OTP. With the setting `ask_for_user` another call before it tells whether the number
  /// has a wallet; otherwise the OTP silently opens one where there is none.
  @Override
  public Linking.Start start(Call call, MobileNumber mobile, Optional<Linking.State> previous) {
    var cell = mobile.national();
    if (!mobile.countryCode().equals("91") || !CELL.matcher(cell).matches()) {
      return new Linking.Start.Refused(
          Refusal.of(ProviderError.INVALID_MOBILE, ProviderResponse.NONE));
    }
    var wire = MobikwikWire.of(call);
    var account = wire.account().asksForUser() ? account(wire, cell) : Account.UNKNOWN;
    return switch (wire.ask(Operation.OTP, capped(wire, cell))) {
      case Reply.Accepted _ ->
          new Linking.Start.OtpSent(
              new Linking.State(Map.of(MOBILE, Secret.of(cell))), Optional.empty(), account);
      case Reply.Refused(var refusal) -> new Linking.Start.Refused(ofSending(refusal));
      case Reply.NotTaken(var failure) -> new Linking.Start.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Linking.Start.Unavailable(failure);
    };
  }

  /// Too many attempts at sending are OTPs asked for, not OTPs entered.
  private static Refusal ofSending(Refusal refusal) {
    return refusal.error() == ProviderError.OTP_ATTEMPTS_EXCEEDED
        ? new Refusal(
            ProviderError.OTP_RATE_LIMITED,
            refusal.attemptsLeft(),
            refusal.retryAfter(),
            refusal.response())
        : refusal;
  }

  /// An answer that is not clear is no reason not to send the OTP.
  private static Account account(MobikwikWire wire, String cell) {
    var parameters = Map.of("action", "existingusercheck", "cell", cell);
    return switch (wire.ask(Operation.QUERY, parameters)) {
      case Reply.Accepted _ -> Account.EXISTING;
      case Reply.Refused(var refusal) when refusal.error() == ProviderError.ACCOUNT_NOT_FOUND ->
          Account.NEW;
      case Reply.Refused _, Reply.NotTaken _, Reply.PerhapsTaken _ -> Account.UNKNOWN;
    };
  }

  private static Map<String, String> capped(MobikwikWire wire, String cell) {
    return Map.of(
        "amount", wire.account().tokenCap().majorFixed(), "cell", cell, "tokentype", STANDING);
  }

  @Override
  public Linking.Result complete(Call call, Linking.State state, Secret otp) {
    return exchange(call, state.value(MOBILE), otp);
  }

  private Linking.Result exchange(Call call, Secret mobile, Secret otp) {
    var wire = MobikwikWire.of(call);
    var parameters = new HashMap<>(capped(wire, mobile.reveal()));
    parameters.put("otp", otp.reveal());
    return switch (wire.ask(Operation.TOKEN, parameters)) {
      case Reply.Accepted(var fields) ->
          fields
              .find(TOKEN)
              .<Linking.Result>map(
                  token ->
                      new Linking.Result.Linked(
                          credentials(wire, token, Optional.of(wire.account().tokenCap())),
                          Optional.empty()))
              .orElseGet(
                  () ->
                      new Linking.Result.Unknown(
                          new TransportFailure(Cause.UNREADABLE, fields.response())));
      case Reply.Refused(var refusal) -> new Linking.Result.Refused(refusal);
      case Reply.NotTaken(var failure) -> new Linking.Result.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Linking.Result.Unknown(failure);
    };
  }

  private Credentials credentials(MobikwikWire wire, String token, Optional<Money> cap) {
    return new Credentials(
        Map.of(TOKEN, Secret.of(token)),
        Optional.of(clock.instant().plus(wire.account().tokenLife())),
        cap);
  }

  @Override
  public Renewal.Result renew(Call call, MobileNumber mobile, Credentials credentials) {
    var wire = MobikwikWire.of(call);
    var parameters =
        Map.of(
            "cell",
            mobile.national(),
            "token",
            credentials.value(TOKEN).reveal(),
            "tokentype",
            STANDING);
    return switch (wire.ask(Operation.RENEW, parameters)) {
      case Reply.Accepted(var fields) ->
          fields
              .find(TOKEN)
              .<Renewal.Result>map(
                  token -> new Renewal.Result.Renewed(credentials(wire, token, credentials.cap())))
              .orElseGet(
                  () ->
                      new Renewal.Result.Unavailable(
                          new TransportFailure(Cause.UNREADABLE, fields.response())));
      case Reply.Refused(var refusal) -> new Renewal.Result.Refused(refusal);
      case Reply.NotTaken(var failure) -> new Renewal.Result.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Renewal.Result.Unavailable(failure);
    };
  }

  @Override
  public Balances.Result balance(Call call, MobileNumber mobile, Credentials credentials) {
    var parameters = Map.of("cell", mobile.national(), "token", credentials.value(TOKEN).reveal());
    return switch (MobikwikWire.of(call).ask(Operation.BALANCE, parameters)) {
      case Reply.Accepted(var fields) ->
          fields
              .find("balanceamount")
              .map(text -> spendable(text, fields))
              .orElseGet(Balances.Result.Undisclosed::new);
      case Reply.Refused(var refusal) -> new Balances.Result.Refused(refusal);
      case Reply.NotTaken(var failure) -> new Balances.Result.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new Balances.Result.Unavailable(failure);
    };
  }

  private static Balances.Result spendable(String amount, MobikwikFields fields) {
    return Money.parse(amount, Money.INR)
        .<Balances.Result>map(money -> new Balances.Result.Spendable(money, Optional.empty()))
        .orElseGet(
            () ->
                new Balances.Result.Unavailable(
                    new TransportFailure(Cause.UNREADABLE, fields.response())));
  }
}
