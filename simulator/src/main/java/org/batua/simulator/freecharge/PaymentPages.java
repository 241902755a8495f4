package org.batua.simulator.freecharge;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.ProviderReference;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.TopUpScenario;
import org.batua.simulator.engine.TopUps;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.Transaction.Kind;
import org.batua.simulator.engine.TransactionKey;
import org.batua.simulator.http.Form;
import org.batua.simulator.page.CheckoutPage;
import org.batua.simulator.page.HostedPayments;
import org.batua.simulator.page.Html;
import org.batua.simulator.page.ReturnTarget;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The hosted page: the customer's browser posts a signed form, decides, and is sent back signed.
final class PaymentPages {
  /// What `productInfo` says when the money is for the wallet and not for the merchant.
  private static final String WALLET_LOAD = "WALLET_LOAD";

  private static final List<String> REQUIRED =
      List.of("merchantTxnId", "amount", "channel", "currency", "surl", "furl", "mobile");

  private final Engine engine;
  private final Gate gate;
  private final HostedPayments pages;

  PaymentPages(Engine engine, Gate gate) {
    this.engine = engine;
    this.gate = gate;
    this.pages = new HostedPayments(Provider.FREECHARGE, "FreeCharge", engine, this::wayBack);
  }

  void routing(HttpRules rules) {
    rules.post("/api/v1/co/pay/init", this::open);
    rules.get("/page/{page}", (request, response) -> pages.show(page(request), response));
    rules.post(
        "/page/{page}",
        (request, response) ->
            pages.decide(page(request), Form.of(request).get("decision").orElse(""), response));
  }

  private void open(ServerRequest request, ServerResponse response) {
    JsonNode form = JsonMapper.shared().valueToTree(Form.of(request).values());
    switch (gate.judge(CallKind.TOP_UP, form, REQUIRED)) {
      case Gate.Verdict.Failed(Code code, _) ->
          Html.send(response, 400, CheckoutPage.refused(code.message()));
      case Gate.Verdict.Passed(Merchant merchant, Call call) ->
          begin(merchant, call, form, response);
    }
  }

  private void begin(Merchant merchant, Call call, JsonNode form, ServerResponse response) {
    TopUps.Order order =
        new TopUps.Order(
            new TransactionKey(Provider.FREECHARGE, merchant.mid(), call.reference().orElseThrow()),
            call.phone().orElseThrow(),
            Optional.empty(),
            call.amount().orElseThrow(),
            Gate.text(form, "surl"));
    boolean isLoad = Gate.text(form, "productInfo").equals(WALLET_LOAD);
    Kind kind = isLoad ? Kind.TOP_UP : Kind.TOP_UP_AND_DEBIT;
    switch (engine.topUps().begin(call, order, kind)) {
      case Reply.Done<Transaction>(Transaction begun, _) -> {
        boolean isMagic = TopUpScenario.of(begun.amount()).isPresent();
        HostedPayments.redirect(
            response, isMagic && returns(begun) ? returnUrl(begun) : pagePath(begun));
      }
      case Reply.Refused<Transaction> refused -> {
        int httpStatus = refused.delivery() == Delivery.DOWN ? 503 : 400;
        String why = Code.of(refused.refusal().reason()).message();
        Html.send(response, httpStatus, CheckoutPage.refused(why));
      }
    }
  }

  private static ProviderReference page(ServerRequest request) {
    return new ProviderReference(request.path().pathParameters().get("page"));
  }

  private ReturnTarget wayBack(Transaction transaction) {
    return returns(transaction)
        ? new ReturnTarget.Redirect(returnUrl(transaction))
        : new ReturnTarget.None();
  }

  /// Where the browser goes back to, with the result signed, or forged where the scenario says so.
  private String returnUrl(Transaction transaction) {
    boolean isForged = isPlaying(transaction, TopUpScenario.FORGED_RETURN);
    Answer answer =
        isForged
            ? Answer.of("COMPLETED", Delivery.FORGED)
                .with("amount", transaction.amount().rupees())
                .with("merchantTxnId", transaction.key().reference().value())
                .with("txnId", transaction.providerReference().value())
            : FreechargeRoutes.payment(transaction, Delivery.PROMPT);
    String key =
        engine
            .administration()
            .merchant(Provider.FREECHARGE, transaction.key().mid())
            .orElseThrow()
            .key();
    return withQuery(transaction.checkout().orElseThrow().returnUrl(), answer.signed(key));
  }

  private static boolean returns(Transaction transaction) {
    return !isPlaying(transaction, TopUpScenario.NEVER_RETURNS);
  }

  private static boolean isPlaying(Transaction transaction, TopUpScenario scenario) {
    return TopUpScenario.of(transaction.amount()).equals(Optional.of(scenario));
  }

  private static String pagePath(Transaction transaction) {
    return "/freecharge/page/" + transaction.providerReference().value();
  }

  private static String withQuery(String url, Map<String, String> fields) {
    String query =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return url + (url.contains("?") ? "&" : "?") + query;
  }
}
