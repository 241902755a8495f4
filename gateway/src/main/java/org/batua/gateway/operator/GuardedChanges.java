package org.batua.gateway.operator;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.merchant.MerchantLimits;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.merchant.ProviderAccounts;
import tools.jackson.databind.json.JsonMapper;

/// Changes that two people make though no money moves by them: provider credentials, which stay
/// sealed while they wait for approval, administrators, and higher limits.
public final class GuardedChanges {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String GATEWAY = "gateway";
  private static final String REFERENCE = "reference";
  private static final String SEALED = Proposal.SEALED;
  private static final String REFUND = "refund";
  private static final String REFUNDS_A_DAY = "refunds_a_day";
  private static final String PAYMENT = "payment";
  private static final String PAYMENTS_A_DAY = "payments_a_day";

  private final ProviderAccounts accounts;
  private final Connectors connectors;
  private final MerchantSettings settings;
  private final People people;
  private final Audit audit;
  private final KeyRing keyRing;

  public GuardedChanges(
      ProviderAccounts accounts,
      Connectors connectors,
      MerchantSettings settings,
      People people,
      Audit audit,
      KeyRing keyRing) {
    this.accounts = accounts;
    this.connectors = connectors;
    this.settings = settings;
    this.people = people;
    this.audit = audit;
    this.keyRing = keyRing;
  }

  /// An account with what its fields shall be.
  ///
  /// @param reference the merchant's name of it; empty when it is the only one
  public record AccountWish(
      Connector connector, Optional<String> reference, Map<String, String> values) {
    public AccountWish {
      values = Map.copyOf(values);
    }

    /// The values of what is no secret; of secrets only that they change.
    String told() {
      return connector.gateway()
          + reference.map(it -> " " + it).orElse("")
          + " "
          + connector.accountFields().stream()
              .filter(it -> values.containsKey(it.name()))
              .map(
                  it ->
                      it.name()
                          + "="
                          + (it.kind() == AccountField.Kind.SECRET
                              ? "changed"
                              : values.get(it.name())))
              .toList();
    }
  }

  /// The proposal of an account.
  ///
  /// @throws IllegalArgumentException naming the field that is unknown or missing
  Proposals.Draft draft(MerchantId merchant, AccountWish wish, String reason) {
    accounts.check(wish.connector(), wish.values());
    var object =
        "%s/%s/%s".formatted(merchant, wish.connector().gateway(), wish.reference().orElse("-"));
    var sealed = keyRing.seal(Secret.of(JSON.writeValueAsString(wish.values())), context(object));
    return new Proposals.Draft(
        merchant,
        Proposal.Kind.CREDENTIALS,
        object,
        Map.of(
            GATEWAY,
            wish.connector().gateway().code(),
            REFERENCE,
            wish.reference().orElse(""),
            "fields",
            wish.told(),
            SEALED,
            Base64.getEncoder().encodeToString(sealed)),
        reason);
  }

  /// The proposal of a person's becoming an administrator.
  static Proposals.Draft draft(MerchantId merchant, Operator operator) {
    return new Proposals.Draft(
        merchant,
        Proposal.Kind.ADMINISTRATOR,
        operator.id() + "@" + merchant,
        Map.of("operator", operator.id(), "login", operator.login()),
        "");
  }

  /// Whether limits allow what those before did not.
  boolean raises(MerchantId merchant, MerchantLimits wish, long usualRefund) {
    return wish.raises(settings.limits(merchant), usualRefund);
  }

  /// The proposal of a merchant's limits.
  static Proposals.Draft draft(MerchantId merchant, MerchantLimits wish, String reason) {
    Map<String, String> content = new HashMap<>();
    wish.refund().ifPresent(it -> content.put(REFUND, it.toString()));
    wish.refundsADay().ifPresent(it -> content.put(REFUNDS_A_DAY, it.toString()));
    wish.payment().ifPresent(it -> content.put(PAYMENT, it.toString()));
    wish.paymentsADay().ifPresent(it -> content.put(PAYMENTS_A_DAY, it.toString()));
    return new Proposals.Draft(
        merchant, Proposal.Kind.LIMITS, "limits of " + merchant, content, reason);
  }

  private static MerchantLimits limits(Proposal proposal) {
    return new MerchantLimits(
        number(proposal, REFUND),
        number(proposal, REFUNDS_A_DAY),
        number(proposal, PAYMENT),
        number(proposal, PAYMENTS_A_DAY).map(Math::toIntExact));
  }

  private static Optional<Long> number(Proposal proposal, String name) {
    return Optional.of(proposal.content(name)).filter(it -> !it.isEmpty()).map(Long::valueOf);
  }

  /// Sets a merchant's limits.
  void set(Actor actor, MerchantId merchant, MerchantLimits limits, String reason) {
    settings.setLimits(merchant, limits);
    audit.write(
        AuditEntry.Draft.of(actor, "limits changed", merchant.value(), "")
            .by(Permission.SETTINGS_MONEY)
            .because(reason)
            .detail(draft(merchant, limits, "").content().toString()),
        AuditEntry.Outcome.DONE);
  }

  /// Puts an account in place.
  ///
  /// @throws IllegalArgumentException naming the field that is wrong
  void put(Actor actor, MerchantId merchant, AccountWish wish, String reason) {
    accounts.put(merchant, wish.connector(), wish.reference(), wish.values());
    audit.write(
        AuditEntry.Draft.of(actor, "account configured", merchant.value(), "")
            .by(Permission.ACCOUNTS_WRITE)
            .because(reason)
            .detail(wish.told()),
        AuditEntry.Outcome.DONE);
  }

  /// Does what two people agreed on.
  ///
  /// @return why it cannot be done any more; empty when it is done
  Optional<String> carryOut(Actor actor, Proposal proposal) {
    var merchant = new MerchantId(proposal.merchant());
    try {
      return switch (proposal.kind()) {
        case CREDENTIALS -> {
          put(actor, merchant, wish(proposal), by(proposal));
          yield Optional.empty();
        }
        case ADMINISTRATOR -> promote(actor, merchant, proposal);
        case LIMITS -> {
          set(actor, merchant, limits(proposal), by(proposal));
          yield Optional.empty();
        }
        case SETTLEMENT, LARGE_REFUND, BATCH_REFUND ->
            throw new IllegalArgumentException(proposal.kind() + ": moves money");
      };
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> promote(Actor actor, MerchantId merchant, Proposal proposal) {
    var operator =
        people
            .find(proposal.content("operator"))
            .filter(it -> it.grants().knows(merchant) && it.disabledAt().isEmpty());
    operator.ifPresent(it -> people.grant(actor, it, merchant.value(), Optional.of(Role.ADMIN)));
    return operator.isPresent() ? Optional.empty() : Optional.of("NO_SUCH_PERSON");
  }

  private AccountWish wish(Proposal proposal) {
    var connector =
        GatewayCode.parse(proposal.content(GATEWAY))
            .flatMap(connectors::find)
            .orElseThrow(() -> new IllegalStateException("no such gateway"));
    var sealed = Base64.getDecoder().decode(proposal.content(SEALED));
    Map<String, String> values = new HashMap<>();
    JSON.readTree(keyRing.open(sealed, context(proposal.object())).reveal())
        .properties()
        .forEach(it -> values.put(it.getKey(), it.getValue().asString()));
    var reference = Optional.of(proposal.content(REFERENCE)).filter(it -> !it.isEmpty());
    return new AccountWish(connector, reference, values);
  }

  private static String by(Proposal proposal) {
    return (proposal.reason() + " (proposed by " + proposal.proposedBy() + ")").strip();
  }

  private static String context(String object) {
    return "proposal of account " + object;
  }
}
