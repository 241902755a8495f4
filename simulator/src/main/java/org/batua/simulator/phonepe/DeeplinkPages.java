package org.batua.simulator.phonepe;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.UUID;
import org.batua.simulator.engine.Debits;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.ProviderReference;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.TopUps;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.Transaction.Kind;
import org.batua.simulator.engine.TransactionKey;
import org.batua.simulator.http.Form;
import org.batua.simulator.page.HostedPayments;
import org.batua.simulator.page.ReturnTarget;

/// Deeplinks into PhonePe's app. A page plays the app here; nothing leads back from it.
final class DeeplinkPages {
  private static final String RESPONSE_TYPE = "WALLET_TOPUP_DEEPLINK";

  private final Engine engine;
  private final Gate gate;
  private final LinkingCalls links;
  private final HostedPayments pages;

  DeeplinkPages(Engine engine, Gate gate, LinkingCalls links) {
    this.engine = engine;
    this.gate = gate;
    this.links = links;
    this.pages =
        new HostedPayments(Provider.PHONEPE, "PhonePe", engine, _ -> new ReturnTarget.None());
  }

  void routing(HttpRules rules) {
    rules.get("/page/{page}", (request, response) -> pages.show(page(request), response));
    rules.post(
        "/page/{page}",
        (request, response) ->
            pages.decide(page(request), Form.of(request).get("decision").orElse(""), response));
  }

  private static ProviderReference page(ServerRequest request) {
    return new ProviderReference(request.path().pathParameters().get("page"));
  }

  /// A top-up has no name that its merchant could ask by later.
  Answer topUp(Request request) {
    Optional<Paise> amount = request.paise("amount").filter(Paise::isPositive);
    if (amount.isEmpty() || !request.text("linkType").equals(Optional.of(RESPONSE_TYPE))) {
      return gate.refuse(request, Code.BAD_REQUEST);
    }
    Optional<Link> link = links.link(request);
    if (link.isEmpty()) {
      return gate.refuse(request, Code.INVALID_USER_AUTH_TOKEN);
    }
    Paise toAdd = adjusted(request, link.get(), amount.get());
    if (!toAdd.isPositive()) {
      return gate.refuse(request, Code.BAD_REQUEST);
    }
    Reference unnamed = new Reference("TOPUP-" + UUID.randomUUID());
    TransactionKey key = new TransactionKey(Provider.PHONEPE, request.merchant().mid(), unnamed);
    return begin(request, order(key, link.get(), toAdd), Kind.TOP_UP);
  }

  /// By default PhonePe takes the amount for the balance that the wallet shall have.
  private Paise adjusted(Request request, Link link, Paise amount) {
    if (request.payload().path("adjustAmount").asBoolean(true)) {
      return amount.minus(engine.administration().account(link.account()).account().balance());
    }
    return amount;
  }

  private static TopUps.Order order(TransactionKey key, Link link, Paise amount) {
    return new TopUps.Order(key, link.account().phone(), Optional.of(link.token()), amount, "");
  }

  /// Lets the customer add what a payment lacks, and pay.
  Answer addAndPay(Request request, Debits.Order debit) {
    TopUps.Order order =
        new TopUps.Order(
            debit.key(), debit.phone(), Optional.of(debit.token()), debit.amount(), "");
    return begin(request, order, Kind.TOP_UP_AND_DEBIT)
        .with("transactionId", debit.key().reference().value());
  }

  private Answer begin(Request request, TopUps.Order order, Kind kind) {
    Reply<Transaction> reply =
        engine.topUps().begin(request.call(Optional.of(order.phone())), order, kind);
    return switch (reply) {
      case Reply.Done<Transaction>(Transaction begun, Delivery delivery) ->
          Answer.of(Code.SUCCESS, delivery)
              .with("responseType", RESPONSE_TYPE)
              .with(
                  "redirectUrl",
                  request.origin() + "/phonepe/page/" + begun.providerReference().value());
      case Reply.Refused<Transaction> refused -> Answer.refused(refused);
    };
  }
}
