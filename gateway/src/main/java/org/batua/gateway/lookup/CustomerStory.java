package org.batua.gateway.lookup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;

/// A customer with wallets and the latest uses of their tokens.
public record CustomerStory(
    String id,
    String reference,
    String countryCode,
    String mobileNumber,
    String emailAddress,
    String name,
    Instant createdAt,
    List<LinkedWallet> wallets,
    List<TokenUse> tokenUses) {
  private static final int SHOWN_DIGITS = 4;

  public CustomerStory {
    wallets = List.copyOf(wallets);
    tokenUses = List.copyOf(tokenUses);
  }

  /// A wallet as it is stored.
  public record LinkedWallet(
      String id,
      String gateway,
      String reference,
      String account,
      String status,
      Optional<Money> balance,
      Optional<Instant> balanceAt,
      Instant createdAt) {}

  /// A wallet token that was used up by a payment.
  ///
  /// @param order our ref of the order
  /// @param status of the payment
  public record TokenUse(
      String wallet,
      String gateway,
      Instant at,
      String order,
      String orderId,
      String status,
      Money amount) {}

  /// The number with all but its last digits hidden.
  public String maskedNumber() {
    var digits = mobileNumber;
    return digits.length() <= SHOWN_DIGITS
        ? digits
        : "•".repeat(digits.length() - SHOWN_DIGITS)
            + digits.substring(digits.length() - SHOWN_DIGITS);
  }

  /// The address with all but its first letter and its host hidden.
  public String maskedEmail() {
    int at = emailAddress.indexOf('@');
    return at <= 0 ? "" : emailAddress.substring(0, 1) + "•••" + emailAddress.substring(at);
  }
}
