package org.batua.gateway.operator;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;

/// What one operator may do, by merchant.
///
/// @param roles by merchant id; [#EVERY] for the role at every merchant
public record Grants(Map<String, Role> roles) {
  public static final String EVERY = "*";

  public Grants {
    roles = Map.copyOf(roles);
  }

  /// Whether there is any role at the merchant: others must not even learn that it exists.
  public boolean knows(MerchantId merchant) {
    return role(merchant).isPresent();
  }

  public boolean permits(MerchantId merchant, Permission permission) {
    return role(merchant).map(role -> role.permits(permission)).orElse(false)
        || (isEverywhere() && permits(permission));
  }

  /// Whether something may be done that concerns no single merchant.
  public boolean permits(Permission permission) {
    var role = roles.get(EVERY);
    return role != null
        && (role.permits(permission)
            || (role == Role.ADMIN && permission == Permission.MERCHANTS_WRITE));
  }

  public boolean isEverywhere() {
    return roles.containsKey(EVERY);
  }

  /// The merchants that are named; all others follow from [#isEverywhere()].
  public Set<String> named() {
    return roles.keySet();
  }

  /// The role at a merchant: its own, else the one at every merchant.
  public Optional<Role> role(MerchantId merchant) {
    return Optional.ofNullable(roles.get(merchant.value()))
        .or(() -> Optional.ofNullable(roles.get(EVERY)));
  }
}
