package org.batua.gateway.customer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// A person's right to see what is kept of them, and to have it erased (India's DPDP Act, sections
/// 11 and 12; GDPR, articles 15 and 17). What the books need by law stays, without names.
public final class PrivacyRequests {
  private static final List<String> KEPT =
      List.of(
          "orders: the merchant's id, amount, currency, status, times",
          "payments, refunds and top-ups: amounts, statuses, references, history",
          "the journal of the money, which tax and payments law has kept",
          "wallets: gateway and times, without number and credentials");
  private static final List<String> EXPIRING =
      List.of(
          "notifications of providers: notification.days",
          "bodies of webhooks, without numbers: webhook.body_days",
          "events: webhook.event_days",
          "counts of codes for a number, against abuse: an hour after otp.window_seconds",
          "backups: until you delete them");

  private final PrivacyStore store;
  private final CustomerStore customers;
  private final InstantSource clock;

  public PrivacyRequests(PrivacyStore store, CustomerStore customers, InstantSource clock) {
    this.store = store;
    this.customers = customers;
    this.clock = clock;
  }

  /// All that is kept about a customer, as JSON.
  ///
  /// @param idOrReference our id, or the merchant's
  public String export(MerchantId merchant, String idOrReference) {
    return store.export(find(merchant, idOrReference).id());
  }

  /// Erases what may go. A second time shows the certificate of the first.
  ///
  /// @param by the person who does it
  /// @return the certificate, as JSON
  /// @throws IllegalArgumentException when there is no such customer, or money is under way
  public String erase(MerchantId merchant, String idOrReference, String by, String reason) {
    var customer = find(merchant, idOrReference);
    var known = store.certificate(customer.id());
    if (known.isPresent()) {
      return known.get();
    }
    var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    boolean isErased =
        store.eraseIfSettled(
            new PrivacyStore.Erasure(
                customer, by, reason, at, counts -> certificate(customer, by, reason, at, counts)));
    if (!isErased) {
      throw new IllegalArgumentException(
          "customer "
              + customer.id()
              + ": money is under way (expected: none; see ./batua unresolved list --all)");
    }
    return store.certificate(customer.id()).orElseThrow();
  }

  private Customer find(MerchantId merchant, String idOrReference) {
    return customers
        .find(merchant, idOrReference)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "customer " + idOrReference + ": unknown (expected: one of this merchant)"));
  }

  private static String certificate(
      Customer customer, String by, String reason, Instant at, Map<String, Integer> erased) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("customer", customer.id().value())
        .put("merchant", customer.merchant().value())
        .put("at", at.toString())
        .put("by", by)
        .put("reason", reason);
    var counts = json.putObject("erased");
    erased.forEach(counts::put);
    var kept = json.putArray("kept");
    KEPT.forEach(kept::add);
    var expiring = json.putArray("expires_by_itself");
    EXPIRING.forEach(expiring::add);
    return JsonMapper.shared().writeValueAsString(json);
  }
}
