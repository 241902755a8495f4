package org.batua.gateway.customer;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MerchantId;

/// A merchant's customer.
///
/// @param reference the merchant's own id of the customer
public record Customer(
    CustomerId id,
    MerchantId merchant,
    String reference,
    Contact contact,
    Instant createdAt,
    Instant updatedAt) {

  /// What may change about a customer.
  public record Contact(
      String mobileCountryCode,
      Optional<String> mobileNumber,
      Optional<String> emailAddress,
      Optional<String> firstName,
      Optional<String> lastName) {

    /// This contact with what another one has, where it has something.
    public Contact with(Changes changes) {
      return new Contact(
          changes.mobileCountryCode().orElse(mobileCountryCode),
          changes.mobileNumber().or(() -> mobileNumber),
          changes.emailAddress().or(() -> emailAddress),
          changes.firstName().or(() -> firstName),
          changes.lastName().or(() -> lastName));
    }
  }

  /// What a request gives of a contact.
  public record Changes(
      Optional<String> mobileCountryCode,
      Optional<String> mobileNumber,
      Optional<String> emailAddress,
      Optional<String> firstName,
      Optional<String> lastName) {}
}
