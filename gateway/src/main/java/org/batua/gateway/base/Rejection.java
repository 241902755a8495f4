package org.batua.gateway.base;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Why a caller's request is refused; rendered in one place.
public sealed interface Rejection {
  /// No API key, or one that is unknown, revoked, or of another merchant than named.
  record Unauthenticated() implements Rejection {}

  /// An API key that works, for other calls or from other addresses than this.
  record BeyondKey(String message) implements Rejection {}

  record ClientTokenExpired() implements Rejection {}

  record MissingFields(List<String> names) implements Rejection {
    public MissingFields {
      names = List.copyOf(names);
    }
  }

  record InvalidField(String name, String reason) implements Rejection {}

  record UnreadableBody(String reason) implements Rejection {}

  /// A request that HTTP or this server does not know.
  sealed interface OfHttp extends Rejection {}

  record UnsupportedMediaType(String given) implements OfHttp {}

  record BodyTooLarge(int limitBytes) implements OfHttp {}

  /// The client sent its request too slowly.
  record TooSlow() implements OfHttp {}

  /// The body is compressed, or encoded in another way.
  record UnsupportedContentEncoding(String given) implements OfHttp {}

  record UnknownPath() implements OfHttp {}

  /// The path exists, but not for this method.
  record MethodNotAllowed(List<String> allowed) implements OfHttp {
    public MethodNotAllowed {
      allowed = List.copyOf(allowed);
    }
  }

  /// The object does not exist, or is another merchant's.
  record UnknownObject() implements Rejection {}

  /// As [UnknownObject] for a page whose address is a secret: nobody was given this one.
  record UnknownLink() implements Rejection {}

  /// As [UnknownObject] for a customer whose balances are to be refreshed; it has its own body.
  record UnknownCustomerOfBalances() implements Rejection {}

  record DuplicateCustomer() implements Rejection {}

  /// Why an order, a payment or a refund is refused.
  sealed interface OfMoney extends Rejection {}

  record UnknownOrder(String orderId) implements OfMoney {}

  /// The same id came before with another content.
  record DuplicateRequest(String message) implements OfMoney {}

  /// The order, or a refund of it, cannot do what is asked now.
  record OrderRefused(String code, String message) implements OfMoney {}

  /// A wallet token that is used, expired, forged, or not of this customer.
  record TokenRefused(TokenFault fault, String message) implements OfMoney {}

  /// The payment was sent, and the database went away before its outcome was stored.
  record OutcomeNotStored() implements OfMoney {}

  /// Nothing that is asked for can take the payment.
  record NoSuitableGateway() implements OfMoney {}

  /// What is wrong with a wallet token.
  enum TokenFault {
    EXPIRED,
    INVALID
  }

  record OtpMissing() implements Rejection {}

  /// A wallet call that the provider or we refuse.
  ///
  /// @param attemptsLeft how many OTPs may still be tried, where the provider tells
  record WalletRefused(
      WalletError error,
      String message,
      Optional<Integer> attemptsLeft,
      Optional<Duration> retryAfter)
      implements Rejection {}

  /// Our own limit on OTPs of one wallet, tighter than the one on requests.
  record OtpLimit(WalletError error, Duration retryAfter) implements Rejection {}

  /// A page's form that was not sent by this browser from our page.
  record ForeignForm() implements Rejection {}

  record TooManyRequests(Duration retryAfter) implements Rejection {}

  /// The database is away or we shed load; nothing happened.
  record Unavailable(Duration retryAfter) implements Rejection {}

  static WalletRefused wallet(WalletError error) {
    return wallet(error, error.message());
  }

  static WalletRefused wallet(WalletError error, String message) {
    return new WalletRefused(error, message, Optional.empty(), Optional.empty());
  }
}
