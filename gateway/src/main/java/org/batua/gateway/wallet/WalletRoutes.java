package org.batua.gateway.wallet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.ApiVersion;
import org.batua.gateway.http.Endpoint;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ReturnUrls;
import tools.jackson.databind.node.ObjectNode;

/// Wallets on the wire.
public final class WalletRoutes {
  /// Since then a wallet shows `metadata` and `gateway_reference_id`, and knows `update`.
  private static final LocalDate METADATA_SINCE = LocalDate.of(2019, 9, 17);

  /// Since then a wallet shows `sub_details` and `juspay_bank_code`.
  private static final LocalDate DETAILS_SINCE = LocalDate.of(2023, 6, 30);

  private static final DateTimeFormatter REFRESHED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern OTP = Pattern.compile("[0-9]{4,8}");
  private static final int REFERENCE_LENGTH_MAX = 64;
  private static final int COUNT_MAX = 1000;

  private final Wallets wallets;
  private final Merchants merchants;
  private final WalletTokens tokens;
  private final Endpoint topup;

  /// @param topup what a wallet's path does without a command, but with an amount
  public WalletRoutes(Wallets wallets, WalletTokens tokens, Merchants merchants, Endpoint topup) {
    this.wallets = wallets;
    this.merchants = merchants;
    this.tokens = tokens;
    this.topup = topup;
  }

  public List<Route> routes() {
    var device = Access.KEY_OR_CLIENT_TOKEN;
    return List.of(
        Route.get("/customers/{customer}/wallets", device, this::list),
        Route.get("/customers/{customer}/wallets/refresh-balances", Access.KEY, this::refreshAll),
        Route.post("/customers/{customer}/wallets", device, this::create),
        Route.get("/wallets/{wallet}", Access.KEY, this::get),
        Route.post("/wallets/{wallet}", device, this::command));
  }

  private Answer list(Request request) {
    return list(request, request.path("customer"));
  }

  /// A list with nothing in it.
  public Answer none(Request request) {
    return listing(request, List.of(), 0, COUNT_MAX);
  }

  /// Lists a customer's wallets, as much of it as the request asks for.
  public Answer list(Request request, String customer) {
    var all = wallets.list(request.caller(), customer);
    int offset = request.params().wholeNumber("offset", 0, 0, Integer.MAX_VALUE);
    int count = request.params().wholeNumber("count", COUNT_MAX, 1, COUNT_MAX);
    return listing(request, all, offset, count);
  }

  private Answer refreshAll(Request request) {
    var all = wallets.refreshAll(request.merchant(), request.path("customer"));
    return listing(request, all, 0, COUNT_MAX);
  }

  private Answer listing(Request request, List<Wallet> all, int offset, int count) {
    var shown = all.stream().skip(offset).limit(count).toList();
    var json = Answer.object();
    json.put("object", "list");
    var list = json.putArray("list");
    shown.forEach(wallet -> list.add(write(request, wallet, Details.BY_VERSION)));
    json.put("count", shown.size());
    json.put("offset", offset);
    json.put("total", all.size());
    return Answer.ok(json);
  }

  private Answer create(Request request) {
    var params = request.params();
    params.require("gateway");
    var code = params.requiredText("gateway", 32);
    var gateway =
        GatewayCode.parse(code)
            .orElseThrow(() -> Params.invalid("gateway", "is not a gateway's name"));
    var creation =
        new WalletCreation.Request(
            gateway, params.text("gateway_reference_id", REFERENCE_LENGTH_MAX), mobile(params));
    var command = params.text("command", 32);
    if (command.isPresent() && !command.get().equals("authenticate")) {
      throw Params.invalid("command", "must be authenticate, or left out");
    }
    var back = new ReturnTarget.ToMerchant(ReturnUrls.read(params, "return_url"));
    var customer = request.path("customer");
    var started =
        command.isPresent()
            ? wallets.createAndAuthenticate(request.caller(), customer, creation, back)
            : new Wallets.Started(
                wallets.create(request.caller(), customer, creation), Optional.empty());
    return started(request, started, Details.BY_SETTING);
  }

  private Answer get(Request request) {
    var command = request.params().text("command", 32);
    if (command.isEmpty()) {
      return answer(request, wallets.get(request.caller(), wallet(request)));
    }
    if (!command.get().equals("refresh")) {
      throw Params.invalid("command", "must be refresh, or left out");
    }
    return answer(request, wallets.refresh(request.caller(), wallet(request)));
  }

  private Answer command(Request request) {
    var params = request.params();
    if (!params.has("command") && (params.has("amount") || params.has("topup_txn_id"))) {
      return topup.handle(request);
    }
    params.require("command");
    return switch (params.requiredText("command", 32)) {
      case "authenticate" ->
          started(
              request,
              wallets.authenticate(
                  request.caller(),
                  wallet(request),
                  params.text("gateway_reference_id", REFERENCE_LENGTH_MAX),
                  new ReturnTarget.ToMerchant(ReturnUrls.read(params, "return_url"))),
              Details.BY_VERSION);
      case "link" -> link(request);
      case "delink" -> {
        request.merchantOnly();
        yield answer(request, wallets.delink(request.caller(), wallet(request)));
      }
      case "refresh" -> {
        request.merchantOnly();
        yield answer(request, wallets.refresh(request.caller(), wallet(request)));
      }
      case "update" -> update(request);
      default ->
          throw Params.invalid("command", "must be authenticate, link, delink, refresh or update");
    };
  }

  private Answer link(Request request) {
    var otp = request.params().secret("otp", 64);
    if (otp.isPresent() && !OTP.matcher(otp.get().reveal()).matches()) {
      throw Params.invalid("otp", "must be 4 to 8 digits");
    }
    return answer(request, wallets.link(request.caller(), wallet(request), otp));
  }

  private Answer started(Request request, Wallets.Started started, Details details) {
    var json = write(request, started.wallet(), details);
    started
        .page()
        .ifPresent(
            page ->
                json.putObject("authentication").put("method", "GET").put("url", page.toString()));
    return Answer.ok(json);
  }

  private Answer update(Request request) {
    request.merchantOnly();
    if (!request.version().isAtLeast(METADATA_SINCE)) {
      throw Params.invalid("command", "update needs version 2019-09-17 or later");
    }
    request.params().require("mobile_number");
    var number = mobile(request.params()).orElseThrow();
    return answer(request, wallets.changeMobileNumber(request.caller(), wallet(request), number));
  }

  private static Optional<String> mobile(Params params) {
    return params.text("mobile_number", MobileNumber.TEXT_LENGTH_MAX);
  }

  private static WalletId wallet(Request request) {
    return WalletId.parse(request.path("wallet"))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private Answer answer(Request request, Wallet wallet) {
    return Answer.ok(write(request, wallet, Details.BY_VERSION));
  }

  /// What makes a wallet show its parts, besides the merchant's setting.
  private enum Details {
    BY_VERSION,
    /// The seed shows the answer to a creation of that version without them.
    BY_SETTING
  }

  private ObjectNode write(Request request, Wallet wallet, Details details) {
    var version = request.version();
    var json = Answer.object();
    json.put("id", wallet.id().value());
    json.put("object", "wallet_account");
    json.put("wallet", wallet.gateway().code());
    json.put("token", tokens.issue(wallet).orElse(null));
    json.put("current_balance", wallet.balance().map(balance -> balance.major()).orElse(null));
    json.put("linked", wallet.isLinked());
    json.put("last_refreshed", wallet.lastRefreshed().map(WalletRoutes::refreshed).orElse(null));
    if (showsMetadata(wallet, version)) {
      json.putObject("metadata").put("mobile_number", wallet.mobileNumber().orElse(null));
      json.put("gateway_reference_id", wallet.gatewayReferenceId().orElse(null));
    }
    boolean asksForDetails =
        details == Details.BY_VERSION
            && version.date().isPresent()
            && version.isAtLeast(DETAILS_SINCE);
    boolean showsDetails = asksForDetails || merchants.clients(request.merchant()).walletDetails();
    if (showsDetails) {
      putDetails(json, wallet);
    }
    return json;
  }

  /// The parts of a wallet; ours have one.
  private static void putDetails(ObjectNode json, Wallet wallet) {
    json.putArray("sub_details")
        .addObject()
        .put("payment_method", wallet.gateway().code())
        .put("payment_method_type", "WALLET")
        .put("last_refreshed", wallet.lastRefreshed().map(WalletRoutes::refreshed).orElse(null))
        .put("current_balance", wallet.balance().map(balance -> balance.major()).orElse(null));
    json.put("juspay_bank_code", "JP_" + wallet.gateway().code());
  }

  /// Without a version the plain seven keys, unless the merchant gave what the others show.
  private static boolean showsMetadata(Wallet wallet, ApiVersion version) {
    boolean given = wallet.mobileNumber().isPresent() || wallet.gatewayReferenceId().isPresent();
    return version.date().isPresent() ? version.isAtLeast(METADATA_SINCE) : given;
  }

  private static String refreshed(Instant at) {
    return REFRESHED.format(at);
  }
}
