package org.batua.gateway.webhook;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.WalletId;

/// An occurrence that a merchant may subscribe to. Id, name and time never change; the rest of the
/// content is read when it is sent.
///
/// @param number in the order of writing; that of commits is another
public record Event(
    long number,
    String id,
    MerchantId merchant,
    EventName name,
    Subject subject,
    Instant createdAt) {
  /// The payment that moved, if one did.
  Optional<String> payment() {
    return subject instanceof OfOrder(_, var payment, _) ? payment : Optional.empty();
  }

  /// The refund that moved, if one did.
  Optional<String> refund() {
    return subject instanceof OfOrder(_, _, var refund) ? refund : Optional.empty();
  }

  /// What it happened to.
  public sealed interface Subject {
    /// By which newer events of the same thing are found.
    String key();
  }

  /// An order, with the payment or the refund of it that moved.
  public record OfOrder(OrderRef order, Optional<String> payment, Optional<String> refund)
      implements Subject {
    @Override
    public String key() {
      return order.value();
    }
  }

  /// A top-up.
  public record OfTopup(String topup) implements Subject {
    @Override
    public String key() {
      return topup;
    }
  }

  /// A wallet.
  public record OfWallet(WalletId wallet) implements Subject {
    @Override
    public String key() {
      return wallet.value();
    }
  }
}
