package org.batua.gateway.operator;

import static org.batua.gateway.operator.Permission.AUDIT_READ;
import static org.batua.gateway.operator.Permission.BOOKS_READ;
import static org.batua.gateway.operator.Permission.KEYS_WRITE;
import static org.batua.gateway.operator.Permission.PAYMENTS_ASK;
import static org.batua.gateway.operator.Permission.PAYMENTS_READ;
import static org.batua.gateway.operator.Permission.PERSONAL_READ;
import static org.batua.gateway.operator.Permission.PROVIDERS_SWITCH;
import static org.batua.gateway.operator.Permission.REFUNDS_CREATE;
import static org.batua.gateway.operator.Permission.REFUNDS_LARGE;
import static org.batua.gateway.operator.Permission.SETTINGS_MONEY;
import static org.batua.gateway.operator.Permission.SETTINGS_WRITE;
import static org.batua.gateway.operator.Permission.SETTLE_APPROVE;
import static org.batua.gateway.operator.Permission.SETTLE_PROPOSE;
import static org.batua.gateway.operator.Permission.WALLETS_DELINK;
import static org.batua.gateway.operator.Permission.WEBHOOKS_SEND;
import static org.batua.gateway.operator.Permission.WEBHOOKS_WRITE;
import static org.batua.gateway.operator.Permission.WIRE_READ;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A job, as the permissions that it needs; `docs/dashboard.md` shows them as a table.
public enum Role {
  VIEWER(EnumSet.of(PAYMENTS_READ)),
  SUPPORT(
      EnumSet.of(
          PAYMENTS_READ,
          PERSONAL_READ,
          WIRE_READ,
          PAYMENTS_ASK,
          REFUNDS_CREATE,
          SETTLE_PROPOSE,
          WALLETS_DELINK,
          WEBHOOKS_SEND)),
  FINANCE(
      EnumSet.of(
          PAYMENTS_READ,
          PERSONAL_READ,
          PAYMENTS_ASK,
          REFUNDS_CREATE,
          REFUNDS_LARGE,
          SETTLE_PROPOSE,
          SETTLE_APPROVE,
          BOOKS_READ,
          PROVIDERS_SWITCH,
          SETTINGS_MONEY,
          AUDIT_READ)),
  DEVELOPER(
      EnumSet.of(
          PAYMENTS_READ,
          WIRE_READ,
          PAYMENTS_ASK,
          WEBHOOKS_SEND,
          WEBHOOKS_WRITE,
          KEYS_WRITE,
          SETTINGS_WRITE)),
  /// [Permission#MERCHANTS_WRITE] comes with being administrator of all merchants only.
  ADMIN(EnumSet.complementOf(EnumSet.of(Permission.MERCHANTS_WRITE)));

  // an enum's set is never changed, but carries no annotation that says so
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = Set.copyOf(permissions);
  }

  public boolean permits(Permission permission) {
    return permissions.contains(permission);
  }

  /// Whether whoever has this role may do all that the other one may.
  public boolean covers(Role other) {
    return permissions.containsAll(other.permissions);
  }

  public static Optional<Role> of(String name) {
    return Arrays.stream(values())
        .filter(it -> it.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
