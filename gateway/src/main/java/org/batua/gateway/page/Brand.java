package org.batua.gateway.page;

import java.util.Optional;

/// What a page shows of the shop that it is for, around its content.
///
/// @param shop its name
/// @param logo path of its picture
/// @param accent its colour, six hex digits
/// @param isTest whether no real money moves
public record Brand(
    String shop,
    Optional<String> logo,
    Optional<String> accent,
    Optional<String> supportEmail,
    Optional<String> supportPhone,
    Optional<String> supportUrl,
    Optional<String> terms,
    boolean isTest) {
  /// Of a page that is for no shop in particular.
  public static final Brand NONE =
      new Brand(
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          /* isTest= */ false);

  /// Stands for the logo where there is none.
  public String mark() {
    return WalletMark.of(shop);
  }

  public boolean hasSupport() {
    return supportEmail.isPresent() || supportPhone.isPresent() || supportUrl.isPresent();
  }

  /// Where it is called.
  public String phoneLink() {
    return "tel:" + supportPhone.orElse("").replaceAll("[^+0-9]", "");
  }
}
