package org.batua.gateway.connector.midtrans;

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
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import tools.jackson.databind.JsonNode;

/// A pay account: made for a mobile number, enabled by the customer at GoPay, and read before each
/// charge, as every reading may bring another token.
record MidtransLinking() implements RedirectLinking, Renewal, Balances, Delinking {
  static final String ACCOUNT_ID = "account_id";
  static final String TOKEN = "token";
  private static final String PATH = "/v2/pay/account";

  @Override
  public boolean provesNumber() {
    return true;
  }

  @Override
  public RedirectLinking.Start start(
      Call call, MobileNumber mobile, RedirectLinking.Callback callback) {
    var wire = MidtransWire.of(call);
    var body = MidtransWire.object();
    body.put("payment_type", "gopay");
    body.putObject("gopay_partner")
        .put("phone_number", mobile.national())
        .put("country_code", mobile.countryCode())
        .put("redirect_url", callback.own().toString());
    return switch (wire.post(PATH, Purpose.READ, body)) {
      case Transport.Exchange.NotSent(var failure) ->
          new RedirectLinking.Start.Unavailable(failure);
      case Transport.Exchange.Lost(var failure) -> new RedirectLinking.Start.Unavailable(failure);
      case Transport.Exchange.Answered answered ->
          MidtransAnswer.read(answered)
              .map(answer -> started(wire, answer, callback))
              .orElseGet(() -> new RedirectLinking.Start.Unavailable(unreadable(answered)));
    };
  }

  /// An account that is enabled already needs no page: the customer comes back at once.
  private static RedirectLinking.Start started(
      MidtransWire wire, MidtransAnswer answer, RedirectLinking.Callback callback) {
    var id = answer.text(ACCOUNT_ID);
    var enabled = status(answer).equals("ENABLED");
    var page =
        enabled
            ? Optional.of(callback.own().toString())
            : answer.action("activation-link-url").or(() -> answer.action("activation-link-app"));
    if (id.isPresent() && page.isPresent() && (enabled || answer.code().startsWith("20"))) {
      var state = new Linking.State(Map.of(ACCOUNT_ID, Secret.of(id.get())));
      return new RedirectLinking.Start.Redirect(state, Secret.of(page.get()), Optional.empty(), id);
    }
    return refusal(wire, answer)
        .map(error -> error == ProviderError.INVALID_REQUEST ? ProviderError.INVALID_MOBILE : error)
        .<RedirectLinking.Start>map(
            error -> new RedirectLinking.Start.Refused(Refusal.of(error, answer.response())))
        .orElseGet(() -> new RedirectLinking.Start.Unavailable(unclear(answer)));
  }

  /// What the browser brought back says nothing that asking does not.
  @Override
  public RedirectLinking.Result complete(
      Call call, Linking.State state, RedirectLinking.Proof proof) {
    var wire = MidtransWire.of(call);
    var id = state.value(ACCOUNT_ID);
    return switch (read(wire, id)) {
      case Reading.Enabled(var credentials, var balance, _) ->
          new RedirectLinking.Result.Linked(credentials, balance);
      case Reading.Waiting _ -> new RedirectLinking.Result.StillPending();
      // one that was never enabled: the customer said no, or took too long
      case Reading.Ended(var expired, var response) ->
          new RedirectLinking.Result.Refused(
              Refusal.of(
                  expired ? ProviderError.AUTH_SESSION_INVALID : ProviderError.USER_DECLINED,
                  response));
      case Reading.Refused(var refusal) -> new RedirectLinking.Result.Refused(refusal);
      case Reading.NotTold(var failure) -> new RedirectLinking.Result.Unavailable(failure);
    };
  }

  @Override
  public Renewal.Result renew(Call call, MobileNumber mobile, Credentials credentials) {
    return switch (read(MidtransWire.of(call), credentials.value(ACCOUNT_ID))) {
      case Reading.Enabled(var renewed, _, _) -> new Renewal.Result.Renewed(renewed);
      case Reading.Waiting(var response) -> new Renewal.Result.Refused(dead(response));
      case Reading.Ended(_, var response) -> new Renewal.Result.Refused(dead(response));
      case Reading.Refused(var refusal) ->
          refusal.error() == ProviderError.TOKEN_INVALID
              ? new Renewal.Result.Refused(refusal)
              : new Renewal.Result.Unavailable(
                  new TransportFailure(Cause.UNKNOWN_CODE, refusal.response()));
      case Reading.NotTold(var failure) -> new Renewal.Result.Unavailable(failure);
    };
  }

  @Override
  public Balances.Result balance(Call call, MobileNumber mobile, Credentials credentials) {
    return switch (read(MidtransWire.of(call), credentials.value(ACCOUNT_ID))) {
      case Reading.Enabled(var rotated, var balance, _) ->
          balance
              .<Balances.Result>map(b -> new Balances.Result.Spendable(b, Optional.of(rotated)))
              .orElseGet(Balances.Result.Undisclosed::new);
      case Reading.Waiting(var response) -> new Balances.Result.Refused(dead(response));
      case Reading.Ended(_, var response) -> new Balances.Result.Refused(dead(response));
      case Reading.Refused(var refusal) -> new Balances.Result.Refused(refusal);
      case Reading.NotTold(var failure) -> new Balances.Result.Unavailable(failure);
    };
  }

  private static Refusal dead(ProviderResponse response) {
    return Refusal.of(ProviderError.TOKEN_INVALID, response);
  }

  @Override
  public Delinking.Result delink(Call call, Credentials credentials) {
    var path = PATH + "/" + credentials.value(ACCOUNT_ID).reveal() + "/unbind";
    var wire = MidtransWire.of(call);
    return switch (wire.post(path, Purpose.READ, MidtransWire.object())) {
      case Transport.Exchange.NotSent(var failure) -> new Delinking.Result.Unavailable(failure);
      case Transport.Exchange.Lost(var failure) -> new Delinking.Result.Unavailable(failure);
      case Transport.Exchange.Answered answered ->
          MidtransAnswer.read(answered)
              .map(answer -> ended(wire, answer))
              .orElseGet(() -> new Delinking.Result.Unavailable(unreadable(answered)));
    };
  }

  private static Delinking.Result ended(MidtransWire wire, MidtransAnswer answer) {
    if (answer.code().equals(MidtransCodes.UNBOUND)
        || answer.code().equals(MidtransCodes.NOT_FOUND)
        || status(answer).equals("DISABLED")) {
      return new Delinking.Result.Done();
    }
    return refusal(wire, answer)
        .<Delinking.Result>map(
            error -> new Delinking.Result.Refused(Refusal.of(error, answer.response())))
        .orElseGet(() -> new Delinking.Result.Unavailable(unclear(answer)));
  }

  /// The result of reading a pay account.
  private sealed interface Reading {
    record Enabled(Credentials credentials, Optional<Money> balance, ProviderResponse response)
        implements Reading {}

    record Waiting(ProviderResponse response) implements Reading {}

    record Ended(boolean expired, ProviderResponse response) implements Reading {}

    record Refused(Refusal refusal) implements Reading {}

    record NotTold(TransportFailure failure) implements Reading {}
  }

  private static Reading read(MidtransWire wire, Secret accountId) {
    return switch (wire.get(PATH + "/" + accountId.reveal(), Purpose.READ)) {
      case Transport.Exchange.NotSent(var failure) -> new Reading.NotTold(failure);
      case Transport.Exchange.Lost(var failure) -> new Reading.NotTold(failure);
      case Transport.Exchange.Answered answered ->
          MidtransAnswer.read(answered)
              .map(answer -> reading(wire, accountId, answer))
              .orElseGet(() -> new Reading.NotTold(unreadable(answered)));
    };
  }

  private static Reading reading(MidtransWire wire, Secret accountId, MidtransAnswer answer) {
    var response = answer.response();
    if (answer.text(ACCOUNT_ID).filter(id -> !id.equals(accountId.reveal())).isPresent()) {
      return new Reading.NotTold(new TransportFailure(Cause.INTEGRITY, response));
    }
    return switch (status(answer)) {
      case "ENABLED" -> enabled(wire, accountId, answer);
      case "PENDING" -> new Reading.Waiting(response);
      case "EXPIRED" -> new Reading.Ended(/* expired= */ true, response);
      case "DISABLED" -> new Reading.Ended(/* expired= */ false, response);
      default ->
          answer.code().equals(MidtransCodes.NOT_FOUND)
              ? new Reading.Refused(dead(response))
              : refusal(wire, answer)
                  .<Reading>map(error -> new Reading.Refused(Refusal.of(error, response)))
                  .orElseGet(() -> new Reading.NotTold(unclear(answer)));
    };
  }

  private static Reading enabled(MidtransWire wire, Secret accountId, MidtransAnswer answer) {
    for (var option : answer.json().path("metadata").path("payment_options")) {
      var name = MidtransAnswer.text(option, "name").orElse("");
      var token = MidtransAnswer.text(option, TOKEN);
      if (name.equals(wire.account().paymentOption()) && token.isPresent()) {
        var values = Map.of(ACCOUNT_ID, accountId, TOKEN, Secret.of(token.get()));
        return new Reading.Enabled(
            new Credentials(values, Optional.empty(), Optional.empty()),
            balance(option),
            answer.response());
      }
    }
    // the customer's wallet is there, but not the option that we charge
    return new Reading.NotTold(new TransportFailure(Cause.UNREADABLE, answer.response()));
  }

  private static Optional<Money> balance(JsonNode option) {
    var balance = option.path("balance");
    return MidtransAnswer.text(balance, "value")
        .filter(_ -> MidtransAnswer.text(balance, "currency").map("IDR"::equals).orElse(true))
        .flatMap(text -> Money.parse(text, Money.IDR));
  }

  private static String status(MidtransAnswer answer) {
    return answer.text("account_status").orElse("");
  }

  /// A duplicate or a refund have no meaning here.
  private static Optional<ProviderError> refusal(MidtransWire wire, MidtransAnswer answer) {
    return MidtransCodes.refusal(wire.account().codes(), answer)
        .map(
            error ->
                error == ProviderError.DUPLICATE_REFERENCE
                        || error == ProviderError.REFUND_NOT_ALLOWED
                    ? ProviderError.DECLINED_OTHER
                    : error);
  }

  private static TransportFailure unreadable(Transport.Exchange.Answered answered) {
    var response = ProviderResponse.of("", "", answered.status());
    return answered.status() / 100 == 2
        ? new TransportFailure(Cause.UNREADABLE, response)
        : TransportFailure.http(answered.status(), response);
  }

  private static TransportFailure unclear(MidtransAnswer answer) {
    return answer.code().equals("429")
        ? new TransportFailure(Cause.RATE_LIMITED, answer.response())
        : new TransportFailure(Cause.UNKNOWN_CODE, answer.response());
  }
}
