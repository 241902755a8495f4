package org.batua.gateway.checkout;

import java.util.Optional;
import org.batua.gateway.base.Money;

/// One way to pay an order: a row of the page, and what it opens to.
public sealed interface Way {
  /// The gateway's code, which selects the mark.
  String code();

  /// The wallet's name, as people know it.
  String name();

  /// Whether the row is open when the page comes.
  boolean isOpen();

  /// A linked wallet.
  ///
  /// @param token pays with it, once
  /// @param number masked; empty when it is not known
  /// @param missing what the balance lacks; empty for nothing, or an unknown balance
  record Linked(
      String code,
      String name,
      boolean isOpen,
      String token,
      String number,
      Optional<Money> balance,
      Optional<Money> missing)
      implements Way {}

  /// A wallet that is linked first, by OTP or on the provider's page.
  ///
  /// @param id of its field; the page has several
  /// @param outside where it is linked, because it cannot be in a frame; empty for here
  /// @param hasPage whether the order can be paid on the provider's page instead
  /// @param isAnother whether a wallet of the same provider is linked already
  record Linkable(
      String code,
      String name,
      boolean isOpen,
      String id,
      String number,
      String problem,
      boolean isByConsent,
      Optional<String> outside,
      boolean hasPage,
      boolean isAnother)
      implements Way {
    /// Selects the texts: `otp` or `consent`.
    public String kind() {
      return isByConsent ? "consent" : "otp";
    }
  }

  /// A wallet that waits for its OTP.
  ///
  /// @param number masked
  /// @param waitSeconds until another OTP may be sent; 0 when it may
  /// @param isKept whether the wallet is linked for later orders too
  record AwaitingOtp(
      String code,
      String name,
      boolean isOpen,
      String number,
      String problem,
      long waitSeconds,
      boolean isKept)
      implements Way {}

  /// A provider on whose own page the order can be paid.
  record ProviderPage(String code, String name, boolean isOpen) implements Way {}
}
