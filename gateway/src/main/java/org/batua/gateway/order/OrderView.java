package org.batua.gateway.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.resolution.FailureReason;

/// An order with what a status answer shows of its payments.
///
/// @param payment the charged one, else the latest
public record OrderView(Order order, Optional<Payment> payment, List<Refund> refunds) {

  /// What is shown of an attempt to pay.
  ///
  /// @param accountReference the merchant's name of the provider account
  public record Payment(
      String uuid,
      int attempt,
      PaymentStatus status,
      Money amount,
      GatewayCode gateway,
      Optional<String> accountReference,
      String providerReference,
      Optional<FailureReason> reason,
      String providerCode,
      String providerMessage,
      String customerUrl,
      Flow flow,
      Instant createdAt) {
    /// How it is paid.
    public enum Flow {
      /// From a linked wallet.
      DIRECT_DEBIT,
      /// On a page of the provider's.
      HOSTED_PAGE
    }

    /// Whether the customer is to choose a wallet of this gateway for it in the checkout.
    public boolean isAwaitingWalletOf(GatewayCode one) {
      return status == PaymentStatus.AWAITING_WALLET && gateway.equals(one);
    }
  }

  /// What is shown of a refund.
  public record Refund(
      String id,
      String uniqueRequestId,
      RefundStatus status,
      Money amount,
      String providerReference,
      Optional<FailureReason> reason,
      Instant createdAt,
      Of of) {
    /// The prefix of the ids of refunds that we begin ourselves; no merchant may use it.
    public static final String SYSTEM_ID_PREFIX = "second_charge_";

    /// Whether the gateway queued it by itself.
    public boolean isBySystem() {
      return uniqueRequestId.startsWith(SYSTEM_ID_PREFIX);
    }

    /// What it gives back.
    public enum Of {
      PAYMENT,
      /// A charge that came late, after another one had paid the order; not the merchant's refund.
      SECOND_CHARGE
    }
  }

  /// `{merchant}-{order}-{attempt}`, the txn's id on the wire.
  public String txnId(Payment shown) {
    return order.merchant() + "-" + order.orderId() + "-" + shown.attempt();
  }

  /// What went back of the order's payment; a second charge that went back does not count.
  public Money refundedForGood() {
    return refunded(status -> status == RefundStatus.SUCCEEDED);
  }

  /// What went back or may still: all refunds but those that failed.
  public Money refundedOrUnderWay() {
    return refunded(status -> !status.word().equals("FAILURE"));
  }

  private Money refunded(Predicate<RefundStatus> counts) {
    return refunds.stream()
        .filter(refund -> refund.of() == Refund.Of.PAYMENT)
        .filter(refund -> counts.test(refund.status()))
        .map(Refund::amount)
        .reduce(new Money(0, order.amount().currency()), Money::plus);
  }
}
