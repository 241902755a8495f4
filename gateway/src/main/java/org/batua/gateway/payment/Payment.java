package org.batua.gateway.payment;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.resolution.OpenTransaction;

/// One attempt to pay an order, with what is needed to ask its provider about it.
///
/// @param take which sending of its reference is the last one; empty for the first
/// @param page empty for one from a linked wallet
public record Payment(
    String id,
    OrderRef order,
    Reference reference,
    At at,
    Money amount,
    PaymentStatus status,
    Payer payer,
    Instant sentAt,
    Inquiries inquiries,
    String take,
    Optional<Page> page)
    implements OpenTransaction<PaymentStatus> {
  /// Who pays.
  ///
  /// @param customer empty for one on a provider's page, which knows its payers by itself
  public record Payer(String customer, Optional<MobileNumber> mobile) {}

  /// A payment on a provider's page.
  ///
  /// @param linkUntil until then the customer may open the page
  /// @param giveUpAt until then the customer may be busy there
  public record Page(Instant linkUntil, Instant giveUpAt) {}

  @Override
  public Instant openSince() {
    return sentAt;
  }

  @Override
  public Optional<Instant> customerUntil() {
    return status == PaymentStatus.PENDING ? Optional.empty() : page.map(Page::giveUpAt);
  }

  /// The same under another reference.
  Payment withReference(Reference other) {
    return new Payment(id, order, other, at, amount, status, payer, sentAt, inquiries, take, page);
  }

  /// The same, sent once more.
  Payment withTake(String other) {
    return new Payment(
        id, order, reference, at, amount, status, payer, sentAt, inquiries, other, page);
  }

  /// As its connector wants it for what needs neither credentials nor a way back.
  DirectDebit.Order debitOrder() {
    var none = new Credentials(Map.of(), Optional.empty(), Optional.empty());
    return new DirectDebit.Order(
        reference, amount, anyMobile(), none, payer.customer(), URI.create(""));
  }

  /// As its connector wants it for what needs neither the customer nor a way back.
  HostedPayments.Order hostedOrder() {
    return new HostedPayments.Order(reference, amount, anyMobile(), URI.create(""));
  }

  private MobileNumber anyMobile() {
    return payer.mobile().orElse(new MobileNumber("91", "0000000000"));
  }
}
