package org.batua.gateway.topup;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.resolution.OpenTransaction;

/// Money that a customer adds to a wallet, with what is needed to ask its provider about it.
///
/// @param owner who began it
/// @param mobile the number that the wallet is, or was, linked with
/// @param returnUrl as the merchant gave it
/// @param reason why the money was not added; empty when it was, or may still be
public record Topup(
    String id,
    MerchantId merchant,
    Owner owner,
    WalletId wallet,
    At at,
    Optional<MobileNumber> mobile,
    Reference reference,
    Money amount,
    Optional<String> returnUrl,
    TopupStatus status,
    Optional<FailureReason> reason,
    Times times,
    Inquiries inquiries)
    implements OpenTransaction<TopupStatus> {

  /// Who began a top-up.
  public sealed interface Owner {
    /// A merchant, with an id of its own for it.
    record Request(String topupTxnId) implements Owner {}

    /// A payment whose balance was short.
    record Payment(String payment) implements Owner {}
  }

  /// What happens when.
  ///
  /// @param linkUntil until then the customer may open the provider's page
  /// @param giveUpAt until then the customer may be busy there
  /// @param openedAt when the customer was sent there first
  public record Times(
      Instant createdAt, Instant linkUntil, Instant giveUpAt, Optional<Instant> openedAt) {}

  @Override
  public Optional<Instant> customerUntil() {
    return Optional.of(times.giveUpAt()).filter(_ -> status == TopupStatus.OPENED);
  }

  @Override
  public Instant openSince() {
    return times.openedAt().orElse(times.createdAt());
  }

  /// As its connector wants it.
  HostedTopups.Order order(Credentials credentials, URI callbackUrl) {
    var number = mobile.orElse(new MobileNumber("91", "0000000000"));
    return new HostedTopups.Order(reference, amount, number, credentials, callbackUrl);
  }

  /// As its connector wants it for what needs neither credentials nor a way back.
  HostedTopups.Order order() {
    return order(new Credentials(Map.of(), Optional.empty(), Optional.empty()), URI.create(""));
  }

  /// Whether the customer may be sent to the provider's page.
  public boolean canBeOpened(Instant now) {
    return (status == TopupStatus.NEW || status == TopupStatus.OPENED)
        && now.isBefore(times.linkUntil());
  }
}
