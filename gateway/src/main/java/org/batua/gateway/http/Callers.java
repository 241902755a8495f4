package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;

/// Recognises who makes a request, and limits how often one caller may come.
final class Callers {
  private static final String CLIENT_TOKEN = "client_auth_token";
  private static final int CLIENT_TOKEN_LENGTH_MAX = 64;
  private static final List<HeaderName> MERCHANT_IDS =
      List.of(HeaderNames.create("x-merchantid"), HeaderNames.create("x-merchant-id"));

  private final Authentication authentication;
  private final RateLimit requests;
  private final Guesses guesses;
  private final ClientAddresses addresses;

  Callers(Authentication authentication, HttpLimits.Rates rates, ClientAddresses addresses) {
    this.authentication = authentication;
    this.requests = RateLimit.perSecond(rates.requestsPerSecondPerKey());
    this.guesses = authentication.guesses();
    this.addresses = addresses;
  }

  /// The merchant of the key that a request carries.
  ///
  /// @return empty where the route needs none, or there is none and a client token will do
  /// @throws Rejected when the key is not known, or has to wait
  Optional<Caller> byKey(Exchange exchange) {
    var access = exchange.route().access();
    if (access != Access.KEY
        && access != Access.KEY_OR_CLIENT_TOKEN
        && access != Access.KEY_OR_SIGNATURE) {
      return Optional.empty();
    }
    var caller =
        given(exchange.request(), HeaderNames.AUTHORIZATION)
            .flatMap(header -> merchant(exchange, header));
    if (caller.isEmpty() && access == Access.KEY) {
      throw new Rejected(new Rejection.Unauthenticated());
    }
    return caller;
  }

  /// The merchant of the API key; empty when the credential has none in it.
  private Optional<Caller> merchant(Exchange exchange, String header) {
    var address = addresses.of(exchange.request());
    var key = apiKey(header).orElseThrow(() -> refused(address));
    if (key.reveal().isEmpty()) {
      return Optional.empty();
    }
    var grant =
        guesses
            .find(address, key, authentication::isWorkingKey, () -> authentication.grantOf(key))
            .orElseThrow(() -> new Rejected(new Rejection.Unauthenticated()));
    var merchant = grant.merchant();
    exchange.merchant(merchant.value());
    exchange.byKey();
    requests.spend(merchant.value());
    checkMerchantHeader(exchange.request(), merchant);
    checkLimits(exchange, grant);
    return Optional.of(new Caller.Merchant(merchant));
  }

  /// Who makes a request that carries no key.
  ///
  /// @return empty where the route is open
  /// @throws Rejected when there is no credential, it does not work, or it has to wait
  Optional<Caller> byContent(Exchange exchange, Params params) {
    return switch (exchange.route().access()) {
      case KEY_OR_CLIENT_TOKEN -> Optional.of(byToken(exchange, params));
      case KEY_OR_SIGNATURE -> Optional.of(bySignature(exchange, params));
      case KEY, OPEN, LINK, RAW, UNREAD -> Optional.empty();
    };
  }

  /// Who sends no key says whose call it is, as the client does that has none to send.
  private Caller bySignature(Exchange exchange, Params params) {
    var address = addresses.of(exchange.request());
    boolean isNamed =
        MERCHANT_IDS.stream().anyMatch(name -> given(exchange.request(), name).isPresent());
    guesses.refuseLimited(address);
    if (!isNamed) {
      throw refused(address);
    }
    var merchant = authentication.signerOf(params).orElseThrow(() -> refused(address));
    exchange.merchant(merchant.value());
    requests.spend(merchant.value());
    checkMerchantHeader(exchange.request(), merchant);
    return new Caller.Merchant(merchant);
  }

  /// The customer of the client token among the parameters.
  private Caller byToken(Exchange exchange, Params params) {
    var token =
        params
            .secret(CLIENT_TOKEN, CLIENT_TOKEN_LENGTH_MAX)
            .orElseThrow(() -> new Rejected(new Rejection.Unauthenticated()));
    var customer =
        guesses
            .find(addresses.of(exchange.request()), token, () -> authentication.customerOf(token))
            .orElseThrow(() -> new Rejected(new Rejection.Unauthenticated()));
    exchange.merchant(customer.merchant().value());
    requests.spend(customer.customer().value());
    checkMerchantHeader(exchange.request(), customer.merchant());
    return customer;
  }

  /// Counts what is no key, or proves nothing.
  private Rejected refused(String address) {
    guesses.wrong(address);
    return new Rejected(new Rejection.Unauthenticated());
  }

  /// Both `base64(key + ":")` and, as one client sends it, `base64(key)`. The key is empty where a
  /// client has none to send; no key at all is another kind of credential.
  private static Optional<Secret> apiKey(String header) {
    if (header.equalsIgnoreCase("Basic")) {
      return Optional.of(Secret.of(""));
    }
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      var decoded =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return Optional.of(Secret.of(colon < 0 ? decoded : decoded.substring(0, colon)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// A header's value; an empty one counts as not given. A header that says who comes; of two that
  /// differ one would be believed here and another elsewhere.
  private static Optional<String> given(ServerRequest request, HeaderName name) {
    var headers = request.headers();
    if (headers.contains(name) && headers.get(name).valueCount() > 1) {
      throw new Rejected(new Rejection.InvalidField(name.lowerCase(), "must come once"));
    }
    return headers.first(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  /// A key that works may still be for other calls, or for other machines.
  private void checkLimits(Exchange exchange, KeyGrant grant) {
    if (!grant.permits(exchange.route())) {
      throw new Rejected(new Rejection.BeyondKey("This API key may not make this call."));
    }
    if (!grant.networks().isEmpty() && !grant.permits(addresses.clientOf(exchange.request()))) {
      throw new Rejected(new Rejection.BeyondKey("This API key may not be used from here."));
    }
  }

  private static void checkMerchantHeader(ServerRequest request, MerchantId merchant) {
    for (var name : MERCHANT_IDS) {
      var given = given(request, name);
      if (given.isPresent() && !given.get().equals(merchant.value())) {
        throw new Rejected(new Rejection.Unauthenticated());
      }
    }
  }
}
