package org.batua.gateway.operator;

import java.util.Arrays;
import java.util.Optional;

/// What may be done, each by its name on the wire; code asks for one of these, never for a role.
public enum Permission {
  PAYMENTS_READ("payments:read"),
  PERSONAL_READ("personal:read"),
  WIRE_READ("wire:read"),
  PAYMENTS_ASK("payments:ask"),
  REFUNDS_CREATE("refunds:create"),
  REFUNDS_LARGE("refunds:large"),
  SETTLE_PROPOSE("settle:propose"),
  SETTLE_APPROVE("settle:approve"),
  WALLETS_DELINK("wallets:delink"),
  BOOKS_READ("books:read"),
  WEBHOOKS_SEND("webhooks:send"),
  WEBHOOKS_WRITE("webhooks:write"),
  KEYS_WRITE("keys:write"),
  ACCOUNTS_WRITE("accounts:write"),
  PROVIDERS_SWITCH("providers:switch"),
  SETTINGS_WRITE("settings:write"),
  SETTINGS_MONEY("settings:money"),
  PEOPLE_WRITE("people:write"),
  AUDIT_READ("audit:read"),
  MERCHANTS_WRITE("merchants:write");

  private final String code;

  Permission(String code) {
    this.code = code;
  }

  /// As in scopes of keys and in the audit.
  public String code() {
    return code;
  }

  public static Optional<Permission> of(String code) {
    return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
  }
}
