package org.batua.gateway.operator;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;

/// A key of the admin API, as lists show it.
///
/// @param merchant [Grants#EVERY] for all
public record AdminKey(
    String prefix,
    String name,
    String merchant,
    Set<Permission> permissions,
    String createdBy,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastUsedAt) {
  public AdminKey {
    permissions = Set.copyOf(permissions);
  }

  public boolean isEverywhere() {
    return merchant.equals(Grants.EVERY);
  }

  /// Whether the merchant exists for the key.
  public boolean knows(MerchantId asked) {
    return isEverywhere() || merchant.equals(asked.value());
  }

  public boolean permits(Permission permission) {
    return permissions.contains(permission);
  }
}
