package org.batua.gateway.connector.amazonpay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Credentials;
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
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;

/// Consent with Login with Amazon: the customer's browser brings a code, which is traded for an
/// access token and the token that renews it.
///
/// Source: Amazon Pay, "Access Token API" and "Get Instruments API".
record AmazonpayLinking(InstantSource clock) implements RedirectLinking, Renewal, Balances {
  static final String ACCESS_TOKEN = "access_token";
  private static final String REFRESH_TOKEN = "refresh_token";
  private static final String REDIRECT_URI = "redirect_uri";

  /// Signing in at Amazon is the consent; Amazon gives no number.
  @Override
  public boolean provesNumber() {
    return false;
  }

  /// Calls nothing: the page takes all that it needs as parameters.
  @Override
  public RedirectLinking.Start start(
      Call call, MobileNumber mobile, RedirectLinking.Callback callback) {
    var account = AmazonpayWire.of(call, clock).account();
    var address = callback.address().toString();
    var parameters =
        Map.of(
            "client_id",
            account.clientId(),
            "scope",
            account.consentScope(),
            "response_type",
            "code",
            REDIRECT_URI,
            address,
            "state",
            callback.state().reveal());
    return new RedirectLinking.Start.Redirect(
        new Linking.State(Map.of(REDIRECT_URI, Secret.of(address))),
        Secret.of(account.consentUrl() + "?" + AmazonpaySignature.pairs(parameters)),
        Optional.empty(),
        Optional.empty());
  }

  /// There is nothing that could be asked before the browser brings the code.
  @Override
  public RedirectLinking.Result complete(
      Call call, Linking.State state, RedirectLinking.Proof proof) {
    return switch (proof) {
      case RedirectLinking.Proof.Poll _ -> new RedirectLinking.Result.StillPending();
      case RedirectLinking.Proof.Callback(var parameters) -> {
        var code = Optional.ofNullable(parameters.get("code"));
        var error = parameters.getOrDefault("error", "");
        yield code.isPresent()
            ? trade(call, state, Secret.of(code.get()))
            : error.isEmpty()
                ? new RedirectLinking.Result.StillPending()
                : new RedirectLinking.Result.Refused(declined(error));
      }
    };
  }

  private static Refusal declined(String error) {
    var denied = error.equals("access_denied");
    return Refusal.of(
        denied ? ProviderError.USER_DECLINED : ProviderError.DECLINED_OTHER,
        ProviderResponse.of(error, "", 0));
  }

  private RedirectLinking.Result trade(Call call, Linking.State state, Secret code) {
    var wire = AmazonpayWire.of(call, clock);
    var body = client(wire, "authorization_code");
    body.put("code", code.reveal());
    body.put(REDIRECT_URI, state.value(REDIRECT_URI).reveal());
    return switch (wire.postUnsigned(wire.account().tokenUrl(), body)) {
      case Transport.Exchange.NotSent(var failure) ->
          new RedirectLinking.Result.Unavailable(failure);
      case Transport.Exchange.Lost(var failure) -> new RedirectLinking.Result.Unknown(failure);
      case Transport.Exchange.Answered answered ->
          switch (Tokens.read(answered, clock.instant(), Optional.empty())) {
            case Tokens.Given(var credentials) ->
                new RedirectLinking.Result.Linked(credentials, Optional.empty());
            // a code that anybody may have made up ends no linking
            case Tokens.Dead(var response) ->
                new RedirectLinking.Result.Refused(
                    Refusal.of(ProviderError.DECLINED_OTHER, response));
            case Tokens.Misconfigured(var response) ->
                new RedirectLinking.Result.Refused(
                    Refusal.of(ProviderError.PROVIDER_CONFIG, response));
            case Tokens.NotTold(var failure) ->
                answered.status() == 429
                    ? new RedirectLinking.Result.Unavailable(failure)
                    : new RedirectLinking.Result.Unknown(failure);
          };
    };
  }

  private static Map<String, String> client(AmazonpayWire wire, String grant) {
    var body = new HashMap<String, String>();
    body.put("grant_type", grant);
    body.put("client_id", wire.account().clientId());
    body.put("client_secret", wire.account().clientSecret().reveal());
    return body;
  }

  @Override
  public Renewal.Result renew(Call call, MobileNumber mobile, Credentials credentials) {
    var wire = AmazonpayWire.of(call, clock);
    var held = credentials.value(REFRESH_TOKEN);
    var body = client(wire, REFRESH_TOKEN);
    body.put(REFRESH_TOKEN, held.reveal());
    return switch (wire.postUnsigned(wire.account().tokenUrl(), body)) {
      case Transport.Exchange.NotSent(var failure) -> new Renewal.Result.Unavailable(failure);
      case Transport.Exchange.Lost(var failure) -> new Renewal.Result.Unavailable(failure);
      case Transport.Exchange.Answered answered ->
          switch (Tokens.read(answered, clock.instant(), Optional.of(held))) {
            case Tokens.Given(var renewed) -> new Renewal.Result.Renewed(renewed);
            case Tokens.Dead(var response) ->
                new Renewal.Result.Refused(Refusal.of(ProviderError.TOKEN_INVALID, response));
            case Tokens.Misconfigured(var response) ->
                new Renewal.Result.Unavailable(new TransportFailure(Cause.UNKNOWN_CODE, response));
            case Tokens.NotTold(var failure) -> new Renewal.Result.Unavailable(failure);
          };
    };
  }

  /// What the token endpoint answered.
  private sealed interface Tokens {
    record Given(Credentials credentials) implements Tokens {}

    /// The code or the token is not good, or no longer.
    record Dead(ProviderResponse response) implements Tokens {}

    record Misconfigured(ProviderResponse response) implements Tokens {}

    record NotTold(TransportFailure failure) implements Tokens {}

    /// @param held the token that renews, where the answer does not replace it
    static Tokens read(Transport.Exchange.Answered answered, Instant now, Optional<Secret> held) {
      var status = answered.status();
      var json = AmazonpayAnswer.parse(answered.body());
      if (json.isEmpty()) {
        return new NotTold(
            new TransportFailure(Cause.UNREADABLE, ProviderResponse.of("", "", status)));
      }
      var error = AmazonpayAnswer.text(json.get(), "error").orElse("");
      var words = AmazonpayAnswer.text(json.get(), "error_description").orElse("");
      var response = ProviderResponse.of(error, words, status);
      var access = AmazonpayAnswer.text(json.get(), ACCESS_TOKEN).map(Secret::of);
      var refresh = AmazonpayAnswer.text(json.get(), REFRESH_TOKEN).map(Secret::of).or(() -> held);
      if (status == 200 && access.isPresent() && refresh.isPresent()) {
        var end =
            AmazonpayAnswer.text(json.get(), "expires_in")
                .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                .map(seconds -> now.plusSeconds(Long.parseLong(seconds)));
        var values = Map.of(ACCESS_TOKEN, access.get(), REFRESH_TOKEN, refresh.get());
        return new Given(new Credentials(values, end, Optional.empty()));
      }
      return switch (error) {
        case "invalid_grant" -> new Dead(response);
        case "invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type" ->
            new Misconfigured(response);
        default -> new NotTold(TransportFailure.http(status, response));
      };
    }
  }

  @Override
  public Balances.Result balance(Call call, MobileNumber mobile, Credentials credentials) {
    var wire = AmazonpayWire.of(call, clock);
    var query =
        Map.of(
            "merchantId", wire.account().merchantId(),
            "accessToken", credentials.value(ACCESS_TOKEN).reveal(),
            "instrumentTypes", "AmazonPayBalance");
    return switch (wire.get(AmazonpayWire.INSTRUMENTS, Purpose.READ, query)) {
      case Transport.Exchange.NotSent(var failure) -> new Balances.Result.Unavailable(failure);
      case Transport.Exchange.Lost(var failure) -> new Balances.Result.Unavailable(failure);
      case Transport.Exchange.Answered answered ->
          AmazonpayAnswer.read(wire, "GET", AmazonpayWire.INSTRUMENTS, answered)
              .map(answer -> balance(wire, answer))
              .orElseGet(
                  () ->
                      new Balances.Result.Unavailable(
                          new TransportFailure(
                              Cause.UNREADABLE, ProviderResponse.of("", "", answered.status()))));
    };
  }

  private static Balances.Result balance(AmazonpayWire wire, AmazonpayAnswer answer) {
    if (answer.signature() == Signature.WRONG) {
      return new Balances.Result.Unavailable(
          new TransportFailure(Cause.INTEGRITY, answer.response()));
    }
    if (answer.httpStatus() != 200 || !answer.code().isEmpty()) {
      return wire.account()
          .codes()
          .of(answer.code(), AmazonpayCodes.refusal(answer.code()))
          .<Balances.Result>map(
              error -> new Balances.Result.Refused(Refusal.of(error, answer.response())))
          .orElseGet(
              () ->
                  new Balances.Result.Unavailable(
                      TransportFailure.http(answer.httpStatus(), answer.response())));
    }
    // the total may hold money that cannot be spent everywhere
    return AmazonpayAnswer.text(answer.json().path("amazonPayBalance"), "redeemableBalance")
        .flatMap(text -> Money.parse(text, Money.INR))
        .<Balances.Result>map(money -> new Balances.Result.Spendable(money, Optional.empty()))
        .orElseGet(Balances.Result.Undisclosed::new);
  }
}
