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
import org.batua.gateway.log.LogTrail;
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

    /// Why there is an intent, for the history.
    String cause();

    /// What the payment becomes with it.
    default PaymentStatus status() {
      return PaymentStatus.SENDING;
    }

    /// How long its customer has; empty for one from a linked wallet.
    default Optional<Payment.Page> times() {
      return Optional.empty();
    }

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

      @Override
      public String cause() {
        return "paid with a wallet token";
      }
    }

    /// On a page of the provider's.
    record Page(GatewayCode gateway, String account, Currency currency, Payment.Page page)
        implements Means {
      @Override
      public String cause() {
        return "to be paid on the provider's page";
      }

      @Override
      public Optional<Payment.Page> times() {
        return Optional.of(page);
      }
    }

    /// From a wallet that the customer is to choose in our checkout.
    record Checkout(GatewayCode gateway, String account, Currency currency, Payment.Page page)
        implements Means {
      @Override
      public String cause() {
        return "a wallet is to be chosen in the checkout";
      }

      @Override
      public PaymentStatus status() {
        return PaymentStatus.AWAITING_WALLET;
      }

      @Override
      public Optional<Payment.Page> times() {
        return Optional.of(page);
      }
    }
  }

  /// The same, looked at again no earlier.
  PaymentIntent waitingUntil(Instant until) {
    return new PaymentIntent(id, caller, orderId, means, reference, sender, now, until);
  }

  /// The linked wallet that it is made from; empty while there is none.
  Optional<PaymentSource> source() {
    return means instanceof Means.Wallet(var one) ? Optional.of(one) : Optional.empty();
  }

  /// The payment that is sent because of it.
  ///
  /// @param txn its id: this intent's own, or that of a payment that waited for a wallet
  Payment payment(String txn, OrderRef order, Money amount) {
    var device = source().map(one -> one.linked().target().deviceId()).orElse("");
    return new Payment(
        txn,
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
        means.times());
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
    values.put("status", means.status().name());
    values.put("orderStatus", means.status().order().name());
    values.put("cause", means.cause());
    values.put("trace", LogTrail.traceParent());
    switch (means) {
      case Means.Wallet(var source) -> {
        values.put("customer", source.wallet().customer().value());
        values.put("wallet", source.wallet().id().value());
        values.put("generation", source.wallet().linkGeneration());
        values.put("token", source.tokenUse().hex());
        values.put("linkUntil", null);
        values.put("giveUpAt", null);
      }
      case Means.Page _, Means.Checkout _ -> putNoWallet(values, means.times().orElseThrow());
    }
    return values;
  }

  private void putNoWallet(Map<String, @Nullable Object> values, Payment.Page times) {
    values.put("customer", customer(caller));
    values.put("wallet", null);
    values.put("generation", null);
    values.put("token", null);
    values.put("linkUntil", times.linkUntil());
    values.put("giveUpAt", times.giveUpAt());
  }

  private static @Nullable String customer(Caller caller) {
    return switch (caller) {
      case Caller.Customer(_, var customer) -> customer.value();
      case Caller.Merchant _ -> null;
    };
  }
}
