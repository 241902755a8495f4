package org.batua.gateway.connector.amazonpay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.BalanceResult;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Exchange;
import org.batua.gateway.connector.LinkCallback;
import org.batua.gateway.connector.LinkProof;
import org.batua.gateway.connector.LinkResult;
import org.batua.gateway.connector.LinkStart;
import org.batua.gateway.connector.LinkState;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.RenewalResult;
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

  /// Whoever signs in at Amazon consents, and Amazon tells no number.
  @Override
  public boolean provesNumber() {
    return false;
  }

  /// Calls nobody: the page takes all that it needs as parameters.
  @Override
  public LinkStart start(Call call, MobileNumber mobile, LinkCallback callback) {
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
    return new LinkStart.Redirect(
        new LinkState(Map.of(REDIRECT_URI, Secret.of(address))),
        Secret.of(account.consentUrl() + "?" + AmazonpaySignature.pairs(parameters)),
        Optional.empty(),
        Optional.empty());
  }

  /// There is nothing that could be asked before the browser brings the code.
  @Override
  public LinkResult complete(Call call, LinkState state, LinkProof proof) {
    return switch (proof) {
      case LinkProof.Poll _, LinkProof.Otp _ -> new LinkResult.StillPending();
      case LinkProof.Callback(var parameters) -> {
        var code = Optional.ofNullable(parameters.get("code"));
        var error = parameters.getOrDefault("error", "");
        yield code.isPresent()
            ? trade(call, state, Secret.of(code.get()))
            : error.isEmpty()
                ? new LinkResult.StillPending()
                : new LinkResult.Refused(declined(error));
      }
    };
  }

  private static Refusal declined(String error) {
    var denied = error.equals("access_denied");
    return Refusal.of(
        denied ? ProviderError.USER_DECLINED : ProviderError.DECLINED_OTHER, Raw.of(error, "", 0));
  }

  private LinkResult trade(Call call, LinkState state, Secret code) {
    var wire = AmazonpayWire.of(call, clock);
    var body = client(wire, "authorization_code");
    body.put("code", code.reveal());
    body.put(REDIRECT_URI, state.value(REDIRECT_URI).reveal());
    return switch (wire.postUnsigned(wire.account().tokenUrl(), body)) {
      case Exchange.NotSent(var failure) -> new LinkResult.Unavailable(failure);
      case Exchange.Lost(var failure) -> new LinkResult.Unknown(failure);
      case Exchange.Answered answered ->
          switch (Tokens.read(answered, clock.instant(), Optional.empty())) {
            case Tokens.Given(var credentials) ->
                new LinkResult.Linked(credentials, Optional.empty());
            // a code that anybody may have made up ends no linking
            case Tokens.Dead(var raw) ->
                new LinkResult.Refused(Refusal.of(ProviderError.DECLINED_OTHER, raw));
            case Tokens.Misconfigured(var raw) ->
                new LinkResult.Refused(Refusal.of(ProviderError.PROVIDER_CONFIG, raw));
            case Tokens.NotTold(var failure) ->
                answered.status() == 429
                    ? new LinkResult.Unavailable(failure)
                    : new LinkResult.Unknown(failure);
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
  public RenewalResult renew(Call call, MobileNumber mobile, Credentials credentials) {
    var wire = AmazonpayWire.of(call, clock);
    var held = credentials.value(REFRESH_TOKEN);
    var body = client(wire, REFRESH_TOKEN);
    body.put(REFRESH_TOKEN, held.reveal());
    return switch (wire.postUnsigned(wire.account().tokenUrl(), body)) {
      case Exchange.NotSent(var failure) -> new RenewalResult.Unavailable(failure);
      case Exchange.Lost(var failure) -> new RenewalResult.Unavailable(failure);
      case Exchange.Answered answered ->
          switch (Tokens.read(answered, clock.instant(), Optional.of(held))) {
            case Tokens.Given(var renewed) -> new RenewalResult.Renewed(renewed);
            case Tokens.Dead(var raw) ->
                new RenewalResult.Refused(Refusal.of(ProviderError.TOKEN_INVALID, raw));
            case Tokens.Misconfigured(var raw) ->
                new RenewalResult.Unavailable(new TransportFailure(Cause.UNKNOWN_CODE, raw));
            case Tokens.NotTold(var failure) -> new RenewalResult.Unavailable(failure);
          };
    };
  }

  /// What the token endpoint answered.
  private sealed interface Tokens {
    record Given(Credentials credentials) implements Tokens {}

    /// The code or the token is not good, or no longer.
    record Dead(Raw raw) implements Tokens {}

    record Misconfigured(Raw raw) implements Tokens {}

    record NotTold(TransportFailure failure) implements Tokens {}

    /// @param held the token that renews, where the answer does not replace it
    static Tokens read(Exchange.Answered answered, Instant now, Optional<Secret> held) {
      var status = answered.status();
      var json = AmazonpayAnswer.parse(answered.body());
      if (json.isEmpty()) {
        return new NotTold(new TransportFailure(Cause.UNREADABLE, Raw.of("", "", status)));
      }
      var error = AmazonpayAnswer.text(json.get(), "error").orElse("");
      var words = AmazonpayAnswer.text(json.get(), "error_description").orElse("");
      var raw = Raw.of(error, words, status);
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
        case "invalid_grant" -> new Dead(raw);
        case "invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type" ->
            new Misconfigured(raw);
        default -> new NotTold(TransportFailure.http(status, raw));
      };
    }
  }

  @Override
  public BalanceResult balance(Call call, MobileNumber mobile, Credentials credentials) {
    var wire = AmazonpayWire.of(call, clock);
    var query =
        Map.of(
            "merchantId", wire.account().merchantId(),
            "accessToken", credentials.value(ACCESS_TOKEN).reveal(),
            "instrumentTypes", "AmazonPayBalance");
    return switch (wire.get(AmazonpayWire.INSTRUMENTS, Purpose.READ, query)) {
      case Exchange.NotSent(var failure) -> new BalanceResult.Unavailable(failure);
      case Exchange.Lost(var failure) -> new BalanceResult.Unavailable(failure);
      case Exchange.Answered answered ->
          AmazonpayAnswer.read(wire, "GET", AmazonpayWire.INSTRUMENTS, answered)
              .map(answer -> balance(wire, answer))
              .orElseGet(
                  () ->
                      new BalanceResult.Unavailable(
                          new TransportFailure(
                              Cause.UNREADABLE, Raw.of("", "", answered.status()))));
    };
  }

  private static BalanceResult balance(AmazonpayWire wire, AmazonpayAnswer answer) {
    if (answer.signature() == Signature.WRONG) {
      return new BalanceResult.Unavailable(new TransportFailure(Cause.INTEGRITY, answer.raw()));
    }
    if (answer.httpStatus() != 200 || !answer.code().isEmpty()) {
      return wire.account()
          .codes()
          .of(answer.code(), AmazonpayCodes.refusal(answer.code()))
          .<BalanceResult>map(error -> new BalanceResult.Refused(Refusal.of(error, answer.raw())))
          .orElseGet(
              () ->
                  new BalanceResult.Unavailable(
                      TransportFailure.http(answer.httpStatus(), answer.raw())));
    }
    // the total may hold money that cannot be spent everywhere
    return AmazonpayAnswer.text(answer.json().path("amazonPayBalance"), "redeemableBalance")
        .flatMap(text -> Money.parse(text, Money.INR))
        .<BalanceResult>map(money -> new BalanceResult.Spendable(money, Optional.empty()))
        .orElseGet(BalanceResult.NotTold::new);
  }
}
