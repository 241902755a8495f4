package org.batua.simulator.paytm;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.ProviderReference;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Token;
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

/// Adding money: the browser posts a signed form, and takes a signed form back to the merchant.
final class AddMoneyPages {
  private static final String CHECKSUM = "CHECKSUMHASH";
  private static final List<String> REQUIRED =
      List.of(
          "MID",
          "ORDER_ID",
          "CUST_ID",
          "TXN_AMOUNT",
          "CHANNEL_ID",
          "INDUSTRY_TYPE_ID",
          "WEBSITE",
          "SSO_TOKEN",
          "CALLBACK_URL");

  private final Engine engine;
  private final HostedPayments pages;

  AddMoneyPages(Engine engine) {
    this.engine = engine;
    this.pages = new HostedPayments(Provider.PAYTM, "Paytm", engine, this::wayBack);
  }

  void routing(HttpRules rules) {
    rules.post("/oltp-web/processTransaction", this::open);
    rules.get("/page/{page}", (request, response) -> pages.show(page(request), response));
    rules.post(
        "/page/{page}",
        (request, response) ->
            pages.decide(page(request), Form.of(request).get("decision").orElse(""), response));
  }

  private static ProviderReference page(ServerRequest request) {
    return new ProviderReference(request.path().pathParameters().get("page"));
  }

  private void open(ServerRequest request, ServerResponse response) {
    Form form = Form.of(request);
    Optional<Merchant> merchant =
        form.get("MID")
            .flatMap(mid -> engine.administration().merchant(Provider.PAYTM, new Mid(mid)));
    Optional<Link> link = form.get("SSO_TOKEN").map(Token::new).flatMap(engine.linking()::holder);
    Call call = call(form, link);
    Optional<PgCode> refusal = refusal(form, merchant, call);
    if (refusal.isPresent()) {
      engine.administration().record(call, refusal.get().name(), Delivery.PROMPT.httpStatus());
      Html.send(response, 400, CheckoutPage.refused(refusal.get().message()));
    } else if (link.isEmpty()) {
      engine
          .administration()
          .record(call, PgCode.TOKEN_INVALID.name(), Delivery.PROMPT.httpStatus());
      Html.send(response, 400, CheckoutPage.refused(PgCode.TOKEN_INVALID.message()));
    } else {
      begin(form, merchant.orElseThrow(), link.get(), call, response);
    }
  }

  private static Optional<PgCode> refusal(Form form, Optional<Merchant> merchant, Call call) {
    if (merchant.isEmpty()) {
      return Optional.of(PgCode.BAD_MID);
    }
    Map<String, String> signed = new LinkedHashMap<>(form.values());
    String checksum = Optional.ofNullable(signed.remove(CHECKSUM)).orElse("");
    if (!Checksum.matches(Checksum.joined(signed), merchant.get().key(), checksum)) {
      return Optional.of(PgCode.CHECKSUM);
    }
    boolean isRight =
        REQUIRED.stream().allMatch(name -> form.get(name).isPresent())
            && form.get("REQUEST_TYPE").equals(Optional.of("ADD_MONEY"))
            && call.amount().filter(Paise::isPositive).isPresent();
    return isRight ? Optional.empty() : Optional.of(PgCode.DECLINED);
  }

  private void begin(Form form, Merchant merchant, Link link, Call call, ServerResponse response) {
    TopUps.Order order =
        new TopUps.Order(
            new TransactionKey(Provider.PAYTM, merchant.mid(), call.reference().orElseThrow()),
            link.account().phone(),
            Optional.of(link.token()),
            call.amount().orElseThrow(),
            form.get("CALLBACK_URL").orElseThrow());
    switch (engine.topUps().begin(call, order, Kind.TOP_UP)) {
      case Reply.Done<Transaction>(Transaction begun, _) -> {
        if (TopUpScenario.of(begun.amount()).isPresent()) {
          pages.sendBack(begun, response);
        } else {
          String page = "/paytm/page/" + begun.providerReference().value();
          HostedPayments.redirect(response, page);
        }
      }
      case Reply.Refused<Transaction>(var refusal, Delivery delivery) -> {
        int status = delivery == Delivery.DOWN ? 503 : 400;
        String why = PgCode.of(refusal.reason()).message();
        Html.send(response, status, CheckoutPage.refused(why));
      }
    }
  }

  private ReturnTarget wayBack(Transaction transaction) {
    Optional<TopUpScenario> scenario = TopUpScenario.of(transaction.amount());
    if (scenario.equals(Optional.of(TopUpScenario.NEVER_RETURNS))) {
      return new ReturnTarget.None();
    }
    boolean isForged = scenario.equals(Optional.of(TopUpScenario.FORGED_RETURN));
    PgCode code =
        switch (transaction.status()) {
          case SUCCEEDED -> PgCode.SUCCESS;
          case PENDING -> PgCode.PENDING;
          case CANCELLED -> PgCode.CANCELLED;
          case FAILED -> isForged ? PgCode.SUCCESS : PgCode.DECLINED;
        };
    Merchant merchant =
        engine.administration().merchant(Provider.PAYTM, transaction.key().mid()).orElseThrow();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("MID", merchant.mid().value());
    fields.put("ORDERID", transaction.key().reference().value());
    fields.put("TXNID", transaction.providerReference().value());
    fields.put("TXNAMOUNT", transaction.amount().rupees());
    fields.put("STATUS", PgAnswer.word(isForged ? Status.SUCCEEDED : transaction.status()));
    fields.put("RESPCODE", code.code());
    fields.put("RESPMSG", code.message());
    String key = isForged ? "0000000000000000" : merchant.key();
    fields.put(CHECKSUM, Checksum.sign(Checksum.joined(fields), key));
    return new ReturnTarget.Post(transaction.checkout().orElseThrow().returnUrl(), fields);
  }

  private static Call call(Form form, Optional<Link> link) {
    return new Call(
        Provider.PAYTM,
        CallKind.TOP_UP,
        form.get("ORDER_ID").map(Reference::new),
        link.map(l -> l.account().phone()),
        form.get("TXN_AMOUNT").flatMap(Paise::parseRupees));
  }
}
