package org.batua.gateway.connector.mobikwik;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.TransportFailure.Cause;

/// A connector to which recorded answers are played.
abstract class MobikwikPlayback {
  static final String REF = "01JD0000000000000000000001";
  static final MobileNumber MOBILE = new MobileNumber("91", "9910057241");
  static final Credentials LINKED =
      new Credentials(
          Map.of("token", Secret.of("TOKEN1")), Optional.empty(), Optional.of(Money.inr(500_00)));

  final MobikwikDebits debits = new MobikwikDebits();
  final MobikwikRefunds refunds = new MobikwikRefunds();
  final MobikwikTopups topups = new MobikwikTopups();
  final Recorded recorded = new Recorded();

  static DirectDebit.Order order(long paise) {
    return new DirectDebit.Order(
        new Reference(REF),
        Money.inr(paise),
        MOBILE,
        LINKED,
        "customer-1",
        URI.create("https://batua.example/return"));
  }

  Outcome debit(String body) {
    recorded.answering(body);
    return debits.debit(recorded.call(), order(100_50));
  }

  static String debited(String more) {
    return "{\"statuscode\":\"0\",\"status\":\"SUCCESS\",\"refId\":\"M1\"" + more + "}";
  }

  static Cause cause(Outcome outcome) {
    return ((Outcome.Unknown) outcome).failure().cause();
  }

  static ProviderError error(Outcome outcome) {
    return ((Outcome.Declined) outcome).refusal().error();
  }

  Inquiry inquiry(String code, String more) {
    recorded.answering(
        "{\"statuscode\":\""
            + code
            + "\",\"status\":\"FAILURE\",\"orderid\":\""
            + REF
            + "\""
            + more
            + "}");
    return debits.inquire(recorded.call(), order(100_50));
  }

  static Outcome found(Inquiry inquiry) {
    return ((Inquiry.Found) inquiry).outcome();
  }

  static Refunding.Order refund(long paise, long refundedBefore) {
    return new Refunding.Order(
        new Reference("01JD0000000000000000000002"),
        new Reference(REF),
        "M1",
        Money.inr(paise),
        Money.inr(100_00),
        Money.inr(refundedBefore));
  }

  static HostedTopups.Order topup() {
    return new HostedTopups.Order(
        new Reference(REF),
        Money.inr(250_00),
        MOBILE,
        LINKED,
        URI.create("https://batua.example/topup/1"));
  }

  boolean isGenuine(Map<String, String> parameters) {
    return topups.isGenuine(recorded.call(), topup(), parameters);
  }
}
