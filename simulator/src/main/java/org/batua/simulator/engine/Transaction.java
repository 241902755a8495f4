package org.batua.simulator.engine;

import java.time.Instant;
import java.util.Optional;

/// A movement of money that a merchant asked for, under the merchant's reference.
///
/// `moved` is what the customer's wallet truly lost or won; it differs from `amount` only where a
/// scenario says so.
public record Transaction(
    TransactionKey key,
    ProviderReference providerReference,
    Kind kind,
    Phone phone,
    Paise amount,
    Paise moved,
    Progress progress,
    Optional<Reason> reason,
    Optional<Checkout> checkout,
    Instant createdAt)
    implements Row {

  /// What was asked for.
  public enum Kind {
    DEBIT,
    TOP_UP,
    TOP_UP_AND_DEBIT,
    CREDIT
  }

  /// The hosted part of a payment: its return URL, and the amount to be added first.
  public record Checkout(String returnUrl, Paise toAdd) {}

  public AccountKey account() {
    return new AccountKey(key.provider(), phone);
  }

  public Status status() {
    return progress.status();
  }

  /// What the customer is asked to add to the wallet for this debit.
  Paise toAdd() {
    return checkout
        .filter(_ -> kind == Kind.TOP_UP_AND_DEBIT)
        .map(Checkout::toAdd)
        .orElse(Paise.ZERO);
  }

  /// What was added for this debit.
  public Paise added() {
    return status() == Status.SUCCEEDED ? toAdd() : Paise.ZERO;
  }

  /// Only money that a customer has paid to a merchant can be given back.
  boolean isRefundable() {
    return status() == Status.SUCCEEDED && (kind == Kind.DEBIT || kind == Kind.TOP_UP_AND_DEBIT);
  }

  Transaction with(Progress changed) {
    return new Transaction(
        key, providerReference, kind, phone, amount, moved, changed, reason, checkout, createdAt);
  }

  Transaction ended(Status ending, Paise movedNow, Optional<Reason> why) {
    Progress seen =
        new Progress(ending, progress.disguise(), progress.disguisedInquiries(), ending);
    return new Transaction(
        key, providerReference, kind, phone, amount, movedNow, seen, why, checkout, createdAt);
  }
}
