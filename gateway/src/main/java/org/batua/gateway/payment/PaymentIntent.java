package org.batua.gateway.payment;

import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.resolution.OpenTransaction;
import org.batua.gateway.wallet.PaymentSource;
import org.jspecify.annotations.Nullable;

/// Everything that is stored of a payment before its provider is called.
///
/// @param id of the payment that is to be
record PaymentIntent(
    String id,
    Caller caller,
    String orderId,
    Means means,
    Reference reference,
    String sender,
    Instant now,
    Instant deadline) {
  /// How a payment is made.
  sealed interface Means {
    GatewayCode gateway();

    /// The id of the account at the provider.
    String account();

    Currency currency();

    /// From a linked wallet, with a token.
    record Wallet(PaymentSource source) implements Means {
      @Override
      public GatewayCode gateway() {
        return source.wallet().gateway();
      }

      @Override
      public String account() {
        return source.wallet().providerAccount();
      }

      @Override
      public Currency currency() {
        return source.currency();
      }
    }

    /// On a page of the provider's.
    record Page(GatewayCode gateway, String account, Currency currency, Payment.Page times)
        implements Means {}
  }

  /// The linked wallet that it is made from; empty for a provider's page.
  Optional<PaymentSource> source() {
    return means instanceof Means.Wallet(var one) ? Optional.of(one) : Optional.empty();
  }

  /// The payment that it becomes.
  Payment payment(OrderRef order, Money amount) {
    var page =
        means instanceof Means.Page(_, _, _, var times)
            ? Optional.of(times)
            : Optional.<Payment.Page>empty();
    var device = source().map(one -> one.linked().target().deviceId()).orElse("");
    return new Payment(
        id,
        order,
        reference,
        new OpenTransaction.At(means.gateway(), means.account(), device),
        amount,
        PaymentStatus.SENDING,
        new Payment.Payer(
            source().map(one -> one.wallet().customer().value()).orElse(""),
            source().map(one -> one.linked().mobile())),
        now,
        OpenTransaction.Inquiries.NONE,
        "",
        page);
  }

  /// What its statements need, by name.
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new HashMap<>(32);
    values.put("account", means.account());
    values.put("gateway", means.gateway().code());
    values.put("txn", id);
    values.put("reference", reference.value());
    values.put("sender", sender);
    values.put("now", now);
    values.put("deadline", deadline);
    switch (means) {
      case Means.Wallet(var source) -> {
        values.put("customer", source.wallet().customer().value());
        values.put("wallet", source.wallet().id().value());
        values.put("generation", source.wallet().linkGeneration());
        values.put("token", source.tokenUse().hex());
        values.put("linkUntil", null);
        values.put("giveUpAt", null);
      }
      case Means.Page(_, _, _, var times) -> {
        values.put("customer", customer(caller));
        values.put("wallet", null);
        values.put("generation", null);
        values.put("token", null);
        values.put("linkUntil", times.linkUntil());
        values.put("giveUpAt", times.giveUpAt());
      }
    }
    return values;
  }

  private static @Nullable String customer(Caller caller) {
    return switch (caller) {
      case Caller.Customer(_, var customer) -> customer.value();
      case Caller.Merchant _ -> null;
    };
  }
}
