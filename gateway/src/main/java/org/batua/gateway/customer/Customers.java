package org.batua.gateway.customer;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Caller;

/// Creating, finding and changing customers.
public final class Customers {
  private static final String INDIA = "91";

  private final CustomerStore store;
  private final Ids ids;
  private final InstantSource clock;

  public Customers(CustomerStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// Adds a customer.
  ///
  /// @throws Rejected when the merchant has one with this reference
  public Customer create(MerchantId merchant, String reference, Customer.Changes given) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var contact =
        new Customer.Contact(
            given.mobileCountryCode().orElse(INDIA),
            given.mobileNumber(),
            given.emailAddress(),
            given.firstName(),
            given.lastName());
    refuseUnusable(contact);
    var customer = new Customer(ids.customer(), merchant, reference, contact, now, now);
    if (!store.insert(customer)) {
      throw new Rejected(new Rejection.DuplicateCustomer());
    }
    return customer;
  }

  /// Finds by our id or by the merchant's.
  ///
  /// @throws Rejected when the merchant has no such customer
  public Customer find(MerchantId merchant, String idOrReference) {
    return store
        .find(merchant, idOrReference)
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  /// Finds by our id or by the merchant's; empty when the merchant has no such customer.
  public Optional<Customer> lookUp(MerchantId merchant, String idOrReference) {
    return store.find(merchant, idOrReference);
  }

  /// As [#find(MerchantId, String)], but a customer's device finds its own customer only.
  public Customer find(Caller caller, String idOrReference) {
    var customer = find(caller.merchant(), idOrReference);
    if (caller instanceof Caller.Customer device && !device.customer().equals(customer.id())) {
      throw new Rejected(new Rejection.UnknownObject());
    }
    return customer;
  }

  public Customer update(MerchantId merchant, String idOrReference, Customer.Changes changes) {
    var before = find(merchant, idOrReference);
    var contact = before.contact().with(changes);
    if (changes.mobileNumber().isPresent() || changes.mobileCountryCode().isPresent()) {
      refuseUnusable(contact);
    }
    var after =
        new Customer(
            before.id(),
            merchant,
            before.reference(),
            contact,
            before.createdAt(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    store.update(after);
    return after;
  }

  /// A number is kept as it was given, but must be one that a provider can take later.
  private static void refuseUnusable(Customer.Contact contact) {
    boolean unusable =
        contact
            .mobileNumber()
            .filter(text -> MobileNumber.parse(contact.mobileCountryCode(), text).isEmpty())
            .isPresent();
    if (unusable) {
      throw new Rejected(new Rejection.InvalidField("mobile_number", MobileNumber.EXPECTED));
    }
  }

  /// Some of a merchant's customers, and how many there are.
  public record Listing(List<Customer> customers, long total) {}

  public Listing list(MerchantId merchant, int count, int offset) {
    return new Listing(store.newestFirst(merchant, count, offset), store.count(merchant));
  }
}
