package org.batua.simulator.freecharge;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Refunds;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.TransactionKey;
import org.batua.simulator.http.Content;
import org.batua.simulator.http.Deliverer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The paths of FreeCharge's checkout.
public final class FreechargeRoutes implements HttpService {
  /// The merchant that is always there; FreeCharge publishes none for tests.
  public static final Merchant DEFAULT_MERCHANT =
      new Merchant(
          Provider.FREECHARGE, new Mid("FCSIM01"), "freecharge-simulator-key", Optional.empty());

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Engine engine;
  private final Deliverer deliverer;
  private final Gate gate;
  private final PaymentPages pages;

  public FreechargeRoutes(Engine engine, Deliverer deliverer) {
    this.engine = engine;
    this.deliverer = deliverer;
    this.gate = new Gate(engine.administration());
    this.pages = new PaymentPages(engine, gate);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/api/v1/co/transaction/status", this::status);
    rules.post("/api/v1/co/refund", this::refund);
    pages.routing(rules);
  }

  private void status(ServerRequest request, ServerResponse response) {
    JsonNode asked = read(request);
    switch (gate.judge(CallKind.INQUIRY, asked, List.of("merchantTxnId", "txnType"))) {
      case Gate.Verdict.Failed(Code code, var merchant) -> refuse(response, code, merchant);
      case Gate.Verdict.Passed(Merchant merchant, Call call) ->
          deliver(response, merchant, status(merchant, call, asked));
    }
  }

  private Answer status(Merchant merchant, Call call, JsonNode asked) {
    TransactionKey key = key(merchant, asked, "merchantTxnId");
    return switch (Gate.text(asked, "txnType")) {
      case "CUSTOMER_PAYMENT" ->
          switch (engine.inquiries().inquirePayment(call, key)) {
            case Reply.Done<Transaction>(Transaction transaction, Delivery delivery) ->
                payment(transaction, delivery);
            case Reply.Refused<Transaction> refused -> Answer.refused(refused);
          };
      case "CANCELLATION_REFUND" ->
          switch (engine.inquiries().inquireRefund(call, key)) {
            case Reply.Done<Refund>(Refund refund, Delivery delivery) ->
                Answer.of(Answer.word(refund.status()), delivery)
                    .with("amount", refund.amount().rupees())
                    .with("merchantTxnId", key.reference().value())
                    .with("txnId", refund.providerReference().value());
            case Reply.Refused<Refund> refused -> Answer.refused(refused);
          };
      default -> Answer.failed(Code.INVALID_REQUEST, Delivery.PROMPT);
    };
  }

  /// What status and the way back from the page say about a payment.
  static Answer payment(Transaction transaction, Delivery delivery) {
    boolean isDone = transaction.status() == Status.SUCCEEDED;
    Answer answer =
        Answer.of(isDone ? "COMPLETED" : Answer.word(transaction.status()), delivery)
            .with("amount", (isDone ? transaction.moved() : transaction.amount()).rupees())
            .with("merchantTxnId", transaction.key().reference().value())
            .with("txnId", transaction.providerReference().value());
    Optional<Code> why =
        switch (transaction.status()) {
          case CANCELLED -> Optional.of(Code.USER_CANCELLED);
          case FAILED -> Optional.of(transaction.reason().map(Code::of).orElse(Code.DECLINED));
          case PENDING, SUCCEEDED -> Optional.empty();
        };
    why.ifPresent(c -> answer.with("errorCode", c.name()).with("errorMessage", c.message()));
    return answer;
  }

  private void refund(ServerRequest request, ServerResponse response) {
    JsonNode asked = read(request);
    List<String> required = List.of("merchantTxnId", "refundMerchantTxnId", "refundAmount");
    switch (gate.judge(CallKind.REFUND, asked, required)) {
      case Gate.Verdict.Failed(Code code, var merchant) -> refuse(response, code, merchant);
      case Gate.Verdict.Passed(Merchant merchant, Call call) ->
          deliver(response, merchant, refund(merchant, call, asked));
    }
  }

  /// INITIATED says only that the refund was taken.
  private Answer refund(Merchant merchant, Call call, JsonNode asked) {
    Refunds.Order order =
        new Refunds.Order(
            key(merchant, asked, "merchantTxnId"),
            call.reference(),
            call.amount().orElseThrow(),
            Refunds.Extent.PARTIAL);
    return switch (engine.refunds().refund(call, order)) {
      case Reply.Done<Refund>(Refund refund, Delivery delivery) ->
          Answer.of(refund.status() == Status.SUCCEEDED ? "SUCCESS" : "INITIATED", delivery)
              .with("refundedAmount", refund.amount().rupees())
              .with("refundMerchantTxnId", Gate.text(asked, "refundMerchantTxnId"))
              .with("txnId", refund.providerReference().value());
      case Reply.Refused<Refund> refused -> Answer.refused(refused);
    };
  }

  private static TransactionKey key(Merchant merchant, JsonNode asked, String name) {
    return new TransactionKey(
        Provider.FREECHARGE, merchant.mid(), new Reference(Gate.text(asked, name)));
  }

  private static JsonNode read(ServerRequest request) {
    try {
      return MAPPER.readTree(Content.bytes(request));
    } catch (JacksonException _) {
      return MAPPER.createObjectNode();
    }
  }

  private void deliver(ServerResponse response, Merchant merchant, Answer answer) {
    deliverer.deliver(response, answer.delivery(), answer.body(merchant.key()));
  }

  private void refuse(ServerResponse response, Code code, Optional<Merchant> merchant) {
    Answer answer = Answer.failed(code, Delivery.PROMPT);
    deliverer.deliver(
        response,
        Delivery.PROMPT,
        merchant.map(m -> answer.body(m.key())).orElseGet(answer::unsigned));
  }
}
