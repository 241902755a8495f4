package org.batua.gateway.dashboard;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WebAddress;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.KeyScope;
import org.batua.gateway.merchant.ApiKeys;
import org.batua.gateway.merchant.KeyLimits;
import org.batua.gateway.merchant.LabelledKey;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.merchant.MerchantLimits;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.merchant.MerchantTimes;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.GuardedChanges;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Permission;

/// A merchant's settings: hosts and origins, keys, provider accounts. Secrets are shown once, or
/// never.
public final class SettingsPages {
  private static final Duration OVERLAP = Duration.ofHours(24);
  private static final int FIELDS_LENGTH_MAX = 16_384;

  private final Features features;
  private final Frames frames;
  private final OperatorActions actions;
  private final Audit audit;
  private final Screens screens;

  /// What the settings are of.
  public record Features(
      Merchants merchants,
      MerchantSettings settings,
      ApiKeys keys,
      ProviderAccounts accounts,
      Connectors connectors) {}

  /// The origins that may show a merchant's checkout in a frame.
  public record Frames(
      Function<MerchantId, List<String>> read, BiConsumer<MerchantId, List<String>> write) {}

  SettingsPages(
      Features features, Frames frames, OperatorActions actions, Audit audit, Screens screens) {
    this.actions = actions;
    this.features = features;
    this.frames = frames;
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt("/settings", Permission.PAYMENTS_READ, visit -> page(visit, "")),
        DashboardRoute.postAt("/settings/name", Permission.SETTINGS_WRITE, this::rename),
        DashboardRoute.postAt("/settings/times", Permission.SETTINGS_WRITE, this::times),
        DashboardRoute.postAt("/settings/hosts", Permission.SETTINGS_WRITE, this::hosts),
        DashboardRoute.postAt("/settings/origins", Permission.SETTINGS_WRITE, this::origins),
        DashboardRoute.postAt(
                "/settings/response-key/show", Permission.SETTINGS_WRITE, this::showResponseKey)
            .fresh(),
        DashboardRoute.postAt(
                "/settings/response-key/rotate", Permission.SETTINGS_WRITE, this::rotateResponseKey)
            .fresh(),
        DashboardRoute.postAt("/settings/disable", Permission.MERCHANTS_WRITE, this::disable)
            .fresh(),
        DashboardRoute.postAt("/settings/limits", Permission.SETTINGS_MONEY, this::limits).fresh(),
        DashboardRoute.postAt("/keys", Permission.KEYS_WRITE, this::addKey).fresh(),
        DashboardRoute.postAt("/keys/{prefix}/label", Permission.KEYS_WRITE, this::labelKey),
        DashboardRoute.postAt("/keys/{prefix}/rotate", Permission.KEYS_WRITE, this::rotateKey)
            .fresh(),
        DashboardRoute.postAt("/keys/{prefix}/revoke", Permission.KEYS_WRITE, this::revokeKey)
            .fresh(),
        DashboardRoute.postAt("/accounts", Permission.ACCOUNTS_WRITE, this::putAccount).fresh(),
        DashboardRoute.postAt(
                "/accounts/{account}/remove", Permission.ACCOUNTS_WRITE, this::removeAccount)
            .fresh());
  }

  /// What the page shows.
  ///
  /// @param secret shown once; empty for none
  public record Page(
      Merchant merchant,
      boolean isDisabled,
      MerchantLimits limits,
      MerchantTimes times,
      List<String> origins,
      List<LabelledKey> keys,
      List<MerchantAccount> accounts,
      List<Provider> providers,
      String secret) {}

  /// A gateway with what its account needs.
  public record Provider(String code, List<AccountField> fields) {}

  private Answer page(Visit visit, String secret) {
    return page(visit, 200, secret, "");
  }

  private Answer page(Visit visit, int status, String secret, String notice) {
    var at = visit.at();
    var model =
        new Page(
            features.merchants().find(at).orElseThrow(),
            features.settings().isDisabled(at),
            features.settings().limits(at),
            features.settings().times(at),
            frames.read().apply(at),
            features.settings().keys(at),
            features.accounts().of(at),
            features.connectors().all().stream()
                .map(it -> new Provider(it.gateway().code(), it.accountFields()))
                .toList(),
            secret);
    return screens.show(visit, status, "settings", model, notice);
  }

  private Answer rename(Visit visit) {
    return saved(
        visit,
        "settings changed",
        visit.text("name") + ", " + visit.text("return_url"),
        Permission.SETTINGS_WRITE,
        () ->
            features
                .settings()
                .rename(visit.at(), visit.text("name"), visit.given("return_url").map(this::web)));
  }

  private Answer times(Visit visit) {
    try {
      var times =
          MerchantTimes.parse(
              visit.given(MerchantTimes.ORDER_EXPIRY), visit.given(MerchantTimes.WALLET_TOKEN));
      var changed = features.settings().setTimes(visit.at(), times);
      written(visit, "times changed", changed, Permission.SETTINGS_WRITE);
      return back(visit);
    } catch (IllegalArgumentException e) {
      return page(visit, 422, "", String.valueOf(e.getMessage()));
    }
  }

  private URI web(String text) {
    return WebAddress.plain(text)
        .orElseThrow(
            () -> new IllegalArgumentException("return_url: expected " + WebAddress.PLAIN));
  }

  private Answer hosts(Visit visit) {
    var hosts = Set.copyOf(words(visit, "hosts"));
    return saved(
        visit,
        "return hosts changed",
        hosts.toString(),
        Permission.SETTINGS_WRITE,
        () -> features.merchants().allowReturnHosts(visit.at(), hosts));
  }

  private Answer origins(Visit visit) {
    var origins = words(visit, "origins");
    return saved(
        visit,
        "frame origins changed",
        origins.toString(),
        Permission.SETTINGS_WRITE,
        () -> frames.write().accept(visit.at(), origins));
  }

  private static List<String> words(Visit visit, String name) {
    var text = visit.request().params().file(name).orElse("");
    return List.copyOf(
        new LinkedHashSet<>(
            Arrays.stream(text.split("[\\s,]+", -1)).filter(it -> !it.isEmpty()).toList()));
  }

  private Answer showResponseKey(Visit visit) {
    written(visit, "response key shown", "", Permission.SETTINGS_WRITE);
    return page(visit, features.merchants().responseKey(visit.at()).orElseThrow().reveal());
  }

  private Answer rotateResponseKey(Visit visit) {
    written(visit, "response key rotated", "", Permission.SETTINGS_WRITE);
    return page(visit, features.settings().rotateResponseKey(visit.at()).reveal());
  }

  private Answer disable(Visit visit) {
    boolean disable = !features.settings().isDisabled(visit.at());
    return saved(
        visit,
        disable ? "merchant disabled" : "merchant enabled",
        "",
        Permission.MERCHANTS_WRITE,
        () -> features.settings().setDisabled(visit.at(), disable));
  }

  private Answer limits(Visit visit) {
    try {
      var wish =
          new MerchantLimits(
              minor(visit, "refund"),
              minor(visit, "refunds_a_day"),
              minor(visit, "payment"),
              count(visit, "payments_a_day"));
      var reason = visit.text("reason");
      if (reason.isEmpty()) {
        return page(visit, 422, "", "REASON");
      }
      return switch (actions.limit(visit.actor(), visit.at(), wish, reason)) {
        case OperatorActions.Result.Done _ -> back(visit);
        case OperatorActions.Result.Proposed _ ->
            Answer.seeOther(visit.link("/review?done=proposed"));
        case OperatorActions.Result.Refused(var why) -> page(visit, 409, "", why);
      };
    } catch (IllegalArgumentException e) {
      return page(visit, 422, "", "LIMITS");
    }
  }

  private static Optional<Long> minor(Visit visit, String name) {
    return visit
        .given(name)
        .map(
            it ->
                Money.parse(it, Money.INR)
                    .map(Money::minor)
                    .orElseThrow(() -> new IllegalArgumentException(name)))
        .map(it -> positive(name, it));
  }

  private static Optional<Integer> count(Visit visit, String name) {
    return visit.given(name).map(Integer::valueOf).map(it -> Math.toIntExact(positive(name, it)));
  }

  private static long positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  private Answer addKey(Visit visit) {
    KeyLimits limits;
    try {
      limits =
          KeyLimits.parse(
              Arrays.stream(KeyScope.values())
                  .map(KeyScope::code)
                  .filter(it -> !visit.text("scope." + it).isEmpty())
                  .collect(Collectors.joining(" ")),
              visit.request().params().file("addresses").orElse(""),
              features.keys().inDays(visit.text("days")));
    } catch (IllegalArgumentException e) {
      return page(visit, 422, "", String.valueOf(e.getMessage()));
    }
    var key = features.keys().issue(visit.at(), limits);
    var prefix = ApiKeys.prefix(key);
    features.settings().label(visit.at(), prefix, cut(visit.text("label")), visit.actor().name());
    var told = (prefix + " " + visit.text("label") + " " + limits.told()).strip();
    written(visit, "key added", told, Permission.KEYS_WRITE);
    return page(visit, key.reveal());
  }

  private static String cut(String label) {
    return label.length() > 80 ? label.substring(0, 80) : label;
  }

  private Answer labelKey(Visit visit) {
    return saved(
        visit,
        "key labelled",
        visit.path("prefix") + " " + visit.text("label"),
        Permission.KEYS_WRITE,
        () ->
            features
                .settings()
                .label(
                    visit.at(), visit.path("prefix"), visit.text("label"), visit.actor().name()));
  }

  private Answer rotateKey(Visit visit) {
    var made =
        features
            .keys()
            .rotate(visit.at(), visit.path("prefix"), OVERLAP)
            .orElseThrow(SettingsPages::unknown);
    written(visit, "key rotated", visit.path("prefix"), Permission.KEYS_WRITE);
    return page(visit, made.reveal());
  }

  private Answer revokeKey(Visit visit) {
    if (!features.keys().revoke(visit.at(), visit.path("prefix"))) {
      throw unknown();
    }
    written(visit, "key revoked", visit.path("prefix"), Permission.KEYS_WRITE);
    return back(visit);
  }

  private Answer putAccount(Visit visit) {
    var connector =
        GatewayCode.parse(visit.text("gateway"))
            .flatMap(features.connectors()::find)
            .orElseThrow(SettingsPages::unknown);
    Map<String, String> values = new HashMap<>();
    var text = visit.request().params().file("fields").orElse("");
    if (text.length() > FIELDS_LENGTH_MAX) {
      return page(visit, 422, "", "fields: at most " + FIELDS_LENGTH_MAX + " characters");
    }
    for (var line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    try {
      var wish = new GuardedChanges.AccountWish(connector, visit.given("reference"), values);
      return switch (actions.configure(visit.actor(), visit.at(), wish, visit.text("reason"))) {
        case OperatorActions.Result.Done _ -> back(visit);
        case OperatorActions.Result.Proposed _ ->
            Answer.seeOther(visit.link("/review?done=proposed"));
        case OperatorActions.Result.Refused(var why) -> page(visit, 409, "", why);
      };
    } catch (IllegalArgumentException e) {
      return page(visit, 422, "", String.valueOf(e.getMessage()));
    }
  }

  private Answer removeAccount(Visit visit) {
    if (!features.accounts().remove(visit.at(), visit.path("account"))) {
      throw unknown();
    }
    written(visit, "account removed", visit.path("account"), Permission.ACCOUNTS_WRITE);
    return back(visit);
  }

  private Answer saved(
      Visit visit, String action, String detail, Permission permission, Runnable change) {
    try {
      change.run();
    } catch (IllegalArgumentException e) {
      return page(visit, 422, "", Optional.ofNullable(e.getMessage()).orElse(""));
    }
    written(visit, action, detail, permission);
    return back(visit);
  }

  private void written(Visit visit, String action, String detail, Permission permission) {
    audit.write(
        AuditEntry.Draft.of(visit.actor(), action, visit.at().value(), "")
            .by(permission)
            .detail(detail),
        AuditEntry.Outcome.DONE);
  }

  private static Answer back(Visit visit) {
    return Answer.seeOther(visit.link("/settings?done=saved"));
  }

  private static Rejected unknown() {
    return new Rejected(new Rejection.UnknownObject());
  }
}
