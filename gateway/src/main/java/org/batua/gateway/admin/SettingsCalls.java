package org.batua.gateway.admin;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.WebAddress;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.merchant.MerchantLimits;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.merchant.MerchantTimes;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Permission;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's calls about a merchant's own settings: name, hosts, origins, response key.
final class SettingsCalls {
  private static final int LIST_LENGTH_MAX = 4_096;

  private final Merchants merchants;
  private final MerchantSettings settings;
  private final Origins origins;
  private final OperatorActions actions;
  private final CallAudit audit;

  /// The origins that may show a merchant's checkout in a frame.
  record Origins(
      Function<MerchantId, List<String>> read, BiConsumer<MerchantId, List<String>> write) {}

  SettingsCalls(
      Merchants merchants,
      MerchantSettings settings,
      Origins origins,
      OperatorActions actions,
      CallAudit audit) {
    this.actions = actions;
    this.merchants = merchants;
    this.settings = settings;
    this.origins = origins;
    this.audit = audit;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var all = path + "/settings";
    var key = all + "/response-key";
    return List.of(
        new Operation("GET", all, Permission.PAYMENTS_READ, this::show),
        new Operation("POST", all + "/name", Permission.SETTINGS_WRITE, this::rename),
        new Operation("POST", all + "/times", Permission.SETTINGS_WRITE, this::times),
        new Operation("POST", all + "/hosts", Permission.SETTINGS_WRITE, this::hosts),
        new Operation("POST", all + "/origins", Permission.SETTINGS_WRITE, this::origins),
        new Operation("POST", all + "/limits", Permission.SETTINGS_MONEY, this::limits),
        new Operation("POST", key + "/show", Permission.SETTINGS_WRITE, this::showKey),
        new Operation("POST", key + "/rotate", Permission.SETTINGS_WRITE, this::rotateKey));
  }

  private Answer show(AdminCall call) {
    return Answer.ok(shown(call));
  }

  private ObjectNode shown(AdminCall call) {
    var merchant = merchants.find(call.at()).orElseThrow(AdminAnswers::unknown);
    var json = AdminJson.write(merchant, settings.isDisabled(call.at()));
    var list = json.putArray("frame_origins");
    origins.read().apply(call.at()).forEach(list::add);
    var limits = settings.limits(call.at());
    var written = json.putObject("limits");
    limits.refund().ifPresent(it -> written.put("refund", amount(it)));
    limits.refundsADay().ifPresent(it -> written.put("refunds_a_day", amount(it)));
    limits.payment().ifPresent(it -> written.put("payment", amount(it)));
    limits.paymentsADay().ifPresent(it -> written.put("payments_a_day", it));
    var times = settings.times(call.at());
    var lives = json.putObject("times");
    times.orderExpiryMinutes().ifPresent(it -> lives.put(MerchantTimes.ORDER_EXPIRY, it));
    times.walletTokenSeconds().ifPresent(it -> lives.put(MerchantTimes.WALLET_TOKEN, it));
    return json;
  }

  private static String amount(long minor) {
    return new Money(minor, Money.INR).majorFixed();
  }

  /// Sets all four: what is not given has no limit afterwards.
  private Answer limits(AdminCall call) {
    var wish =
        new MerchantLimits(
            minor(call, "refund"),
            minor(call, "refunds_a_day"),
            minor(call, "payment"),
            call.text("payments_a_day")
                .map(
                    it ->
                        Optional.of(it)
                            .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                            .map(Integer::valueOf)
                            .orElseThrow(
                                () -> Params.invalid("payments_a_day", "must be a number"))));
    return AdminAnswers.led(
        actions.limit(call.actor(), call.at(), wish, call.required("reason")), () -> shown(call));
  }

  private static Optional<Long> minor(AdminCall call, String name) {
    return call.text(name)
        .map(
            it ->
                Money.parse(it, Money.INR)
                    .filter(money -> !money.isZero())
                    .map(Money::minor)
                    .orElseThrow(() -> Params.invalid(name, "must be as 10 or 10.50, and not 0")));
  }

  /// Sets both: what is not given is as usual afterwards.
  private Answer times(AdminCall call) {
    try {
      var times =
          MerchantTimes.parse(
              call.text(MerchantTimes.ORDER_EXPIRY), call.text(MerchantTimes.WALLET_TOKEN));
      var changed = settings.setTimes(call.at(), times);
      audit.done(call, Permission.SETTINGS_WRITE, "times changed", "", changed);
      return show(call);
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
  }

  private Answer rename(AdminCall call) {
    var name = call.required("name");
    var address = call.text("return_url").map(SettingsCalls::web);
    return changed(call, "settings changed", name, () -> settings.rename(call.at(), name, address));
  }

  private static URI web(String text) {
    return WebAddress.plain(text)
        .orElseThrow(() -> Params.invalid("return_url", "must be " + WebAddress.PLAIN));
  }

  private Answer hosts(AdminCall call) {
    var hosts = Set.copyOf(words(call, "hosts"));
    return changed(
        call,
        "return hosts changed",
        hosts.toString(),
        () -> merchants.allowReturnHosts(call.at(), hosts));
  }

  private Answer origins(AdminCall call) {
    var wished = words(call, "origins");
    return changed(
        call,
        "frame origins changed",
        wished.toString(),
        () -> origins.write().accept(call.at(), wished));
  }

  /// Words with blanks or commas between them; none takes all away.
  private static List<String> words(AdminCall call, String name) {
    var text = call.request().params().prose(name, LIST_LENGTH_MAX).orElse("");
    return List.copyOf(
        new LinkedHashSet<>(
            Arrays.stream(text.split("[\\s,]+", -1)).filter(it -> !it.isEmpty()).toList()));
  }

  private Answer changed(AdminCall call, String action, String detail, Runnable change) {
    try {
      change.run();
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
    audit.done(call, Permission.SETTINGS_WRITE, action, "", detail);
    return show(call);
  }

  private Answer showKey(AdminCall call) {
    audit.done(call, Permission.SETTINGS_WRITE, "response key shown", "", "");
    var key = merchants.responseKey(call.at()).orElseThrow();
    return Answer.ok(Answer.object().put("response_key", key.reveal()));
  }

  private Answer rotateKey(AdminCall call) {
    audit.done(call, Permission.SETTINGS_WRITE, "response key rotated", "", "");
    var key = settings.rotateResponseKey(call.at());
    return Answer.ok(Answer.object().put("response_key", key.reveal()));
  }
}
