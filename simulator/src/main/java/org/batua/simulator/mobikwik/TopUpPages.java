package org.batua.simulator.mobikwik;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.batua.simulator.engine.Administration.AccountView;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.ProviderReference;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.TopUpScenario;
import org.batua.simulator.engine.TopUps;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.Transaction.Kind;
import org.batua.simulator.http.Form;
import org.batua.simulator.mobikwik.Endpoint.Signing;
import org.batua.simulator.page.CheckoutPage;
import org.batua.simulator.page.HostedPayments;
import org.batua.simulator.page.Html;
import org.batua.simulator.page.ReturnTarget;

/// Adding money: the customer's browser comes in, decides on a hosted page and is sent back signed.
final class TopUpPages {
  private static final List<Field> REQUIRED =
      List.of(Field.CELL, Field.AMOUNT, Field.ORDER_ID, Field.TOKEN, Field.REDIRECT_URL);

  private final Engine engine;
  private final Gate gate;
  private final HostedPayments pages;

  TopUpPages(Engine engine, Gate gate) {
    this.engine = engine;
    this.gate = gate;
    this.pages = new HostedPayments(Provider.MOBIKWIK, "MobiKwik", engine, this::wayBack);
  }

  void routing(HttpRules rules) {
    rules.any("/addmoneytowallet", this::open);
    rules.any("/walletapis/addmoneytowalletanddebit", this::addAndDebit);
    rules.get("/page/{page}", this::show);
    rules.post("/page/{page}", this::decide);
  }

  private void open(ServerRequest request, ServerResponse response) {
    Form form = Form.of(request);
    Endpoint endpoint = endpoint(_ -> Answer.withMessage(Code.SUCCESS, "", Delivery.PROMPT));
    switch (gate.judge(endpoint, form)) {
      case Gate.Verdict.Passed(Request passed) -> open(passed, response);
      case Gate.Verdict.Failed(Code code, _) -> {
        gate.record(endpoint.kind(), form, code);
        Html.send(response, 400, CheckoutPage.refused(code.description()));
      }
    }
  }

  private void open(Request request, ServerResponse response) {
    switch (begin(request, Kind.TOP_UP)) {
      case Reply.Done<Transaction>(Transaction begun, _) -> {
        boolean isMagic = TopUpScenario.of(begun.amount()).isPresent();
        boolean staysHere = TopUpScenario.of(begun.amount()).equals(never());
        HostedPayments.redirect(
            response, isMagic && !staysHere ? returnUrl(begun) : pagePath(begun));
      }
      case Reply.Refused<Transaction> refused -> refuse(request, response, refused);
    }
  }

  private void refuse(
      Request request, ServerResponse response, Reply.Refused<Transaction> refused) {
    if (refused.delivery() == Delivery.DOWN) {
      Html.send(response, 503, CheckoutPage.refused(Code.UNEXPECTED.description()));
      return;
    }
    Code code = Code.of(refused.refusal().reason());
    Answer answer =
        Answer.withMessage(code, Answer.describe(refused.refusal()), Delivery.PROMPT)
            .with("orderid", request.text(Field.ORDER_ID))
            .with("amount", request.amount().rupees());
    HostedPayments.redirect(
        response,
        withQuery(request.text(Field.REDIRECT_URL), answer.signed(request.merchant().key())));
  }

  private void addAndDebit(ServerRequest request, ServerResponse response) throws Exception {
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    gate.serving(endpoint(passed -> addAndDebit(passed, host))).handle(request, response);
  }

  private Answer addAndDebit(Request request, String host) {
    return switch (begin(request, Kind.TOP_UP_AND_DEBIT)) {
      case Reply.Done<Transaction>(Transaction begun, Delivery delivery) -> {
        AccountView account = engine.administration().account(request.account());
        yield Answer.success(request, delivery)
            .with("orderid", begun.key().reference().value())
            .with("redirect_url", "http://" + host + pagePath(begun))
            .with("wallet_balance", account.account().balance().rupees())
            .with("added_amount", begun.checkout().orElseThrow().toAdd().rupees());
      }
      case Reply.Refused<Transaction> refused -> Answer.refused(request, refused);
    };
  }

  private Reply<Transaction> begin(Request request, Kind kind) {
    TopUps.Order order =
        new TopUps.Order(
            request.order(Field.ORDER_ID),
            request.cell(),
            Optional.of(request.token()),
            request.amount(),
            request.text(Field.REDIRECT_URL));
    return engine.topUps().begin(request.call(), order, kind);
  }

  private void show(ServerRequest request, ServerResponse response) {
    pages.show(page(request), response);
  }

  private void decide(ServerRequest request, ServerResponse response) {
    pages.decide(page(request), Form.of(request).get("decision").orElse(""), response);
  }

  private static ProviderReference page(ServerRequest request) {
    return new ProviderReference(request.path().pathParameters().get("page"));
  }

  private ReturnTarget wayBack(Transaction transaction) {
    return TopUpScenario.of(transaction.amount()).equals(never())
        ? new ReturnTarget.None()
        : new ReturnTarget.Redirect(returnUrl(transaction));
  }

  /// Where the browser goes back to, with the result signed, or forged where the scenario says so.
  private String returnUrl(Transaction transaction) {
    boolean isForged =
        TopUpScenario.of(transaction.amount()).equals(Optional.of(TopUpScenario.FORGED_RETURN))
            && transaction.kind() == Kind.TOP_UP;
    Code code = isForged ? Code.SUCCESS : Code.of(transaction.status());
    Answer answer =
        Answer.withMessage(code, code.description(), isForged ? Delivery.FORGED : Delivery.PROMPT)
            .with("orderid", transaction.key().reference().value())
            .with("amount", transaction.amount().rupees())
            .with("refid", transaction.providerReference().value());
    String key =
        engine
            .administration()
            .merchant(Provider.MOBIKWIK, transaction.key().mid())
            .orElseThrow()
            .key();
    return withQuery(transaction.checkout().orElseThrow().returnUrl(), answer.signed(key));
  }

  private static Optional<TopUpScenario> never() {
    return Optional.of(TopUpScenario.NEVER_RETURNS);
  }

  private static Endpoint endpoint(Endpoint.Handler handler) {
    return new Endpoint(CallKind.TOP_UP, Set.of(), Signing.BY_NAME, REQUIRED, handler);
  }

  private static String pagePath(Transaction transaction) {
    return "/mobikwik/page/" + transaction.providerReference().value();
  }

  private static String withQuery(String url, Map<String, String> fields) {
    String query =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return url + (url.contains("?") ? "&" : "?") + query;
  }
}
