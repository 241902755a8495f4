package org.batua.gateway.connector.midtrans;

import java.util.List;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.connector.Reference;

/// Notifications about transactions and about pay accounts. They may come twice, late and in any
/// order, which is why nothing in them counts but whom to ask about.
record MidtransNotifications() implements ProviderNotifications {
  @Override
  public Parsed parse(ProviderAccount account, Message message) {
    return MidtransAnswer.read(0, message.body())
        .map(answer -> read(new MidtransAccount(account), answer))
        .orElseGet(Parsed.Unreadable::new);
  }

  private static Parsed read(MidtransAccount account, MidtransAnswer notice) {
    var order = notice.text("order_id");
    var linked = notice.text("account_id");
    if (order.isEmpty() && linked.isEmpty()) {
      return new Parsed.Unreadable();
    }
    var expected =
        order.isPresent()
            ? MidtransSignature.of(
                order.get(),
                notice.code(),
                notice.text("gross_amount").orElse(""),
                account.serverKey())
            : MidtransSignature.of(
                linked.get(),
                notice.text("account_status").orElse(""),
                notice.code(),
                account.serverKey());
    if (notice
        .text("signature_key")
        .filter(given -> MidtransSignature.same(expected, given))
        .isEmpty()) {
      return new Parsed.Forged();
    }
    // an order id in another form is of a payment that somebody else made with these keys
    return new Parsed.Genuine(
        order.isPresent()
            ? Reference.parse(order.get()).<Subject>map(Subject.Transaction::new).stream().toList()
            : List.of(new Subject.Link(linked.get())));
  }
}
