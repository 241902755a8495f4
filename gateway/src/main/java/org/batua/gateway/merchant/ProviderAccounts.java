package org.batua.gateway.merchant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderAccount;

/// The accounts that merchants have at providers; kept for a few seconds, so that a change by an
/// operator holds on every server process soon.
public final class ProviderAccounts {
  private static final Duration CACHED_FOR = Duration.ofSeconds(5);
  private static final int CACHED_MAX = 10_000;
  private static final Pattern FORM = Pattern.compile("pac_[0-9a-f]{16}");

  private final ProviderAccountStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final LoadingCache<String, Optional<MerchantAccount>> byId;
  private final LoadingCache<MerchantId, List<MerchantAccount>> byMerchant;

  public ProviderAccounts(ProviderAccountStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.byId =
        Caffeine.newBuilder()
            .maximumSize(CACHED_MAX)
            .expireAfterWrite(CACHED_FOR)
            .build(store::find);
    this.byMerchant =
        Caffeine.newBuilder()
            .maximumSize(CACHED_MAX)
            .expireAfterWrite(CACHED_FOR)
            .build(this::kept);
  }

  /// Adds an account, or replaces the configuration of the one with the same gateway and name.
  ///
  /// @throws IllegalArgumentException naming the field that is unknown or missing
  public MerchantAccount put(
      MerchantId merchant,
      Connector connector,
      Optional<String> gatewayReferenceId,
      Map<String, String> values) {
    var id =
        same(store.of(merchant), connector.gateway(), gatewayReferenceId)
            .map(existing -> existing.account().id())
            .orElseGet(() -> "pac_" + ids.hex(8));
    var account = account(id, connector, values);
    var added = new MerchantAccount(merchant, gatewayReferenceId, account, clock.instant());
    store.put(added);
    store.restore(id);
    byId.invalidate(id);
    byMerchant.invalidate(merchant);
    return added;
  }

  /// Refuses values of which no account can be made.
  ///
  /// @throws IllegalArgumentException naming the field that is unknown or missing
  public void check(Connector connector, Map<String, String> values) {
    var _ = account("pac_0000000000000000", connector, values);
  }

  private static ProviderAccount account(
      String id, Connector connector, Map<String, String> values) {
    Map<String, String> settings = new HashMap<>();
    Map<String, Secret> secrets = new HashMap<>();
    var unknown = new TreeSet<>(values.keySet());
    for (var field : connector.accountFields()) {
      unknown.remove(field.name());
      var value = Optional.ofNullable(values.get(field.name())).or(field::fallback);
      if (value.isEmpty()) {
        throw new IllegalArgumentException(
            field.name() + ": missing (expected: " + field.meaning() + ")");
      }
      if (field.kind() == AccountField.Kind.SECRET) {
        secrets.put(field.name(), Secret.of(value.get()));
      } else {
        settings.put(field.name(), value.get());
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          unknown.first()
              + ": unknown (expected one of: "
              + connector.accountFields().stream().map(AccountField::name).toList()
              + ")");
    }
    var account = new ProviderAccount(id, connector.gateway(), settings, secrets);
    var problems = connector.problems(account);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.getFirst());
    }
    return account;
  }

  private List<MerchantAccount> kept(MerchantId merchant) {
    var removed = store.removed(merchant);
    return store.of(merchant).stream().filter(it -> !removed.contains(it.account().id())).toList();
  }

  /// Takes an account out of use: no new wallet and no new payment goes by it, what is under way
  /// ends by it. Configuring it again brings it back.
  ///
  /// @return whether the merchant has such an account
  public boolean remove(MerchantId merchant, String id) {
    boolean removed = store.remove(merchant, id, clock.instant());
    byMerchant.invalidate(merchant);
    return removed;
  }

  public List<MerchantAccount> of(MerchantId merchant) {
    return byMerchant.get(merchant);
  }

  /// The account with this id, if there is one.
  public Optional<ProviderAccount> find(String id) {
    return FORM.matcher(id).matches()
        ? byId.get(id).map(MerchantAccount::account)
        : Optional.empty();
  }

  /// The account with this id, which a wallet holds on to.
  public ProviderAccount account(String id) {
    return byId.get(id)
        .map(MerchantAccount::account)
        .orElseThrow(() -> new IllegalStateException("provider account " + id + ": missing"));
  }

  /// The account that a request means.
  ///
  /// @throws Rejected when there is none, or several and the request names none of them
  public MerchantAccount choose(
      MerchantId merchant, GatewayCode gateway, Optional<String> gatewayReferenceId) {
    var candidates =
        of(merchant).stream().filter(one -> one.account().gateway().equals(gateway)).toList();
    if (candidates.isEmpty()) {
      throw new Rejected(
          Rejection.wallet(
              WalletError.GATEWAY_NOT_CONFIGURED,
              "Gateway " + gateway + " is not configured for this merchant."));
    }
    if (gatewayReferenceId.isPresent()) {
      return same(candidates, gateway, gatewayReferenceId)
          .orElseThrow(() -> invalid("names no " + gateway + " account of this merchant"));
    }
    if (candidates.size() > 1) {
      return same(candidates, gateway, Optional.empty())
          .orElseThrow(() -> invalid("is needed: the merchant has several accounts"));
    }
    return candidates.getFirst();
  }

  private static Optional<MerchantAccount> same(
      List<MerchantAccount> accounts, GatewayCode gateway, Optional<String> gatewayReferenceId) {
    return accounts.stream()
        .filter(one -> one.account().gateway().equals(gateway))
        .filter(one -> one.gatewayReferenceId().equals(gatewayReferenceId))
        .findFirst();
  }

  private static Rejected invalid(String reason) {
    return new Rejected(new Rejection.InvalidField("gateway_reference_id", reason));
  }
}
