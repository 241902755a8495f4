package org.batua.gateway.topup;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.order.OrderRoutes;
import org.batua.gateway.resolution.FailureReason;
import tools.jackson.databind.node.ObjectNode;

/// Top-ups on the wire.
public final class TopupRoutes {
  private static final String NAME = "topup_txn_id";
  private static final int NAME_LENGTH_MAX = 64;

  private final Topups topups;
  private final Supplier<URI> baseUrl;

  public TopupRoutes(Topups topups, Supplier<URI> baseUrl) {
    this.topups = topups;
    this.baseUrl = baseUrl;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/wallets/{wallet}/topup", Access.KEY, this::create),
        Route.get("/wallets/{wallet}/topup/{topup}", Access.KEY, this::read));
  }

  /// Begins a top-up; also asked for by the wallet's own path, where commands go.
  public Answer create(Request request) {
    var merchant = request.merchantOnly();
    var params = request.params();
    params.require("amount", NAME);
    var name = params.externalId(NAME, NAME_LENGTH_MAX).value();
    var wish =
        new Topups.Wish(
            name,
            currency -> OrderRoutes.amount(params, "amount", currency).orElseThrow(),
            ReturnUrls.read(params, "return_url"));
    return Answer.ok(write(topups.create(merchant, wallet(request), wish), name));
  }

  private Answer read(Request request) {
    var name = request.path("topup");
    var topup = topups.find(request.merchant(), wallet(request), name);
    var json = write(topup, name);
    boolean failed = topup.status().word().equals("FAILURE");
    json.put("amount", topup.amount().major());
    var reason = topup.reason().filter(_ -> failed);
    json.put("error_code", reason.map(FailureReason::code).orElse(""));
    json.put("error_message", reason.map(FailureReason::topupMessage).orElse(""));
    return Answer.ok(json);
  }

  private ObjectNode write(Topup topup, String name) {
    var json = Answer.object();
    json.put(NAME, name);
    json.put("wallet_id", topup.wallet().value());
    json.put("status", topup.status().word());
    json.put("payment_url", baseUrl.get() + "/wallets/topup/start/" + topup.id());
    return json;
  }

  /// Why a top-up failed, for people.
  ///
  /// @param code of a [FailureReason]
  public static String message(String code) {
    return FailureReason.parse(code).map(FailureReason::topupMessage).orElse("");
  }

  private static WalletId wallet(Request request) {
    return WalletId.parse(request.path("wallet"))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }
}
