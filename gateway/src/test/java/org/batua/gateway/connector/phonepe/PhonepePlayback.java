package org.batua.gateway.connector.phonepe;

import static org.batua.gateway.connector.phonepe.Printed.LINKED;
import static org.batua.gateway.connector.phonepe.Printed.MOBILE;

import java.net.URI;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Playback;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;

/// A connector to which the samples of PhonePe's pages are played.
abstract class PhonepePlayback {
  static final Reference REFERENCE = new Reference("01JDPH0NEPE000000000000001");
  static final Reference REFUND = new Reference("01JDPH0NEPE000000000000002");
  static final URI BACK = URI.create("https://b.example/r");
  static final DirectDebit.Order ORDER =
      new DirectDebit.Order(REFERENCE, Money.inr(50_00), MOBILE, LINKED, "CUST1", BACK);
  static final Refunding.Order REFUND_ORDER =
      new Refunding.Order(
          REFUND, REFERENCE, "P1", Money.inr(20_00), Money.inr(50_00), Money.inr(0));

  final PhonepeConnector connector = new PhonepeConnector();
  final Printed printed = new Printed();
  final Playback playback = printed.playback();

  Outcome debit() {
    return connector.directDebit().orElseThrow().debit(playback.call(), ORDER);
  }

  Inquiry inquire() {
    return connector.directDebit().orElseThrow().inquire(playback.call(), ORDER);
  }

  Outcome refund() {
    return connector.refunds().orElseThrow().refund(playback.call(), REFUND_ORDER);
  }

  HostedTopups.Start topUp() {
    var order = new HostedTopups.Order(REFERENCE, Money.inr(50_00), MOBILE, LINKED, BACK);
    return connector.topups().orElseThrow().start(playback.call(), order);
  }

  static String payment(String code, String data) {
    return "{\"success\":"
        + !code.equals("PAYMENT_ERROR")
        + ",\"code\":\""
        + code
        + "\",\"message\":\"words\",\"data\":"
        + data
        + "}";
  }

  static String paid(String amount) {
    return "{\"merchantId\":\"TESTMID\",\"transactionId\":\""
        + REFERENCE
        + "\",\"providerReferenceId\":\"P1\",\"amount\":"
        + amount
        + ",\"paymentState\":\"COMPLETED\",\"payResponseCode\":\"SUCCESS\"}";
  }
}
