package org.batua.simulator.amazonpay;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.AccountKey;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Debits;
import org.batua.simulator.engine.Debits.Page.WhenShort;
import org.batua.simulator.engine.Debits.Receipt;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Linking;
import org.batua.simulator.engine.Linking.Balance;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Refunds;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Token;
import org.batua.simulator.engine.TopUps;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.Transaction.Kind;
import org.batua.simulator.engine.TransactionKey;

/// Answers the calls that move money, or ask about it.
final class MoneyCalls {
  private final Engine engine;
  private final Gate gate;

  MoneyCalls(Engine engine, Gate gate) {
    this.engine = engine;
    this.gate = gate;
  }

  Answer instruments(Gate.Request request) {
    Optional<Link> link = link(request);
    boolean isAsked = request.text("instrumentTypes").equals("AmazonPayBalance");
    if (link.isEmpty() || !isAsked || !isMerchant(request)) {
      Answer refused = refused(CallKind.BALANCE, request, link, "instrumentTypes");
      return refused;
    }
    AccountKey account = link.get().account();
    Call call = Call.of(Provider.AMAZONPAY, CallKind.BALANCE, account.phone());
    Token token = link.get().token();
    return switch (engine.linking().balance(call, account, link.get().mid(), token)) {
      case Reply.Done<Balance>(Balance balance, Delivery delivery) -> {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("enabled", true);
        shown.put("priority", 0);
        balance
            .available()
            .ifPresent(
                held -> {
                  shown.put("totalBalance", held.rupees());
                  shown.put("redeemableBalance", held.rupees());
                });
        yield Answer.ok(delivery).with("amazonPayBalance", shown);
      }
      case Reply.Refused<Balance> refused -> Answer.refused(refused, CallKind.BALANCE);
    };
  }

  private Answer refused(
      CallKind kind, Gate.Request request, Optional<Link> link, String otherwise) {
    if (!isMerchant(request)) {
      gate.record(kind, Code.INVALID_MERCHANT);
      return Answer.of(Code.INVALID_MERCHANT);
    }
    if (link.isEmpty()) {
      gate.record(kind, Code.INVALID_TOKEN);
      return Answer.of(Code.INVALID_TOKEN);
    }
    gate.record(kind, Code.INVALID_ARGUMENTS);
    return Answer.invalid(otherwise);
  }

  private Optional<Link> link(Gate.Request request) {
    return engine
        .linking()
        .holder(TokenCalls.access(request.text("accessToken")))
        .filter(held -> held.account().provider() == Provider.AMAZONPAY)
        .filter(held -> held.mid().equals(request.merchant().mid()));
  }

  private static boolean isMerchant(Gate.Request request) {
    return request.text("merchantId").equals(request.merchant().mid().value());
  }

  Answer charge(Gate.Request request) {
    Optional<Link> link = link(request);
    Optional<String> fault =
        request.text("intent").equals("Capture") ? orderFault(request) : Optional.of("intent");
    if (fault.isPresent() || link.isEmpty() || !isMerchant(request)) {
      return refused(CallKind.DEBIT, request, link, fault.orElse(""));
    }
    Phone phone = link.get().account().phone();
    Paise amount = amount(request).orElseThrow();
    TransactionKey key = key(request, request.text("chargeId"));
    Debits.Page page = new Debits.Page(request.text("callbackUrl"), Linking.NO_CAP, WhenShort.ASK);
    Debits.Order order =
        new Debits.Order(key, phone, link.get().token(), amount, Optional.of(page));
    return switch (engine.debits().debit(call(CallKind.DEBIT, key, phone, amount), order)) {
      case Reply.Done<Receipt>(Receipt receipt, Delivery delivery) ->
          started(request, receipt.transaction(), delivery);
      case Reply.Refused<Receipt> refused ->
          refused.refusal().reason() == Reason.DECLINED_OTHER
              ? failed(request, amount, refused.delivery())
              : Answer.refused(refused, CallKind.DEBIT);
    };
  }

  Answer topUp(Gate.Request request) {
    Optional<Link> link = link(request);
    Optional<String> fault = orderFault(request);
    if (fault.isPresent() || link.isEmpty() || !isMerchant(request)) {
      return refused(CallKind.TOP_UP, request, link, fault.orElse(""));
    }
    Phone phone = link.get().account().phone();
    Paise amount = amount(request).orElseThrow();
    TransactionKey key = key(request, request.text("chargeId"));
    TopUps.Order order =
        new TopUps.Order(
            key, phone, Optional.of(link.get().token()), amount, request.text("callbackUrl"));
    Call call = call(CallKind.TOP_UP, key, phone, amount);
    return switch (engine.topUps().begin(call, order, Kind.TOP_UP)) {
      case Reply.Done<Transaction>(Transaction begun, Delivery delivery) ->
          about(begun, delivery).with("amazonPayUrl", page(request, begun));
      case Reply.Refused<Transaction> refused -> Answer.refused(refused, CallKind.TOP_UP);
    };
  }

  /// What is wrong with the fields that charges and top-ups share.
  private static Optional<String> orderFault(Gate.Request request) {
    String seconds = request.text("timeoutInSecs");
    boolean isLongEnough =
        seconds.matches("\\d{3}")
            && Integer.parseInt(seconds) >= 300
            && Integer.parseInt(seconds) <= 900;
    if (!request.text("chargeId").matches("[A-Za-z0-9_-]{1,50}")) {
      return Optional.of("chargeId");
    }
    if (amount(request).isEmpty()) {
      return Optional.of("amount");
    }
    if (!request.text("currencyCode").equals("INR")) {
      return Optional.of("currencyCode");
    }
    if (!request.text("callbackUrl").matches("https?://\\S+")) {
      return Optional.of("callbackUrl");
    }
    if (!request.text("attributableProgram").equalsIgnoreCase("S2SPay")) {
      return Optional.of("attributableProgram");
    }
    boolean isReferenced = !request.text("referenceId").isEmpty();
    return isLongEnough && isReferenced
        ? Optional.empty()
        : Optional.of(isReferenced ? "timeoutInSecs" : "referenceId");
  }

  private static Answer started(Gate.Request request, Transaction charged, Delivery delivery) {
    Answer answer = about(charged, delivery);
    boolean isWaiting = charged.status() == Status.PENDING && charged.checkout().isPresent();
    return isWaiting ? answer.with("amazonPayUrl", page(request, charged)) : answer;
  }

  private static String page(Gate.Request request, Transaction transaction) {
    return request.origin() + "/amazonpay/pay/" + transaction.providerReference().value();
  }

  private Answer failed(Gate.Request request, Paise amount, Delivery delivery) {
    return Answer.ok(delivery)
        .with("merchantId", request.merchant().mid().value())
        .with("chargeId", request.text("chargeId"))
        .with("status", "Failed")
        .with("requestedAmount", amount.rupees())
        .with("approvedAmount", Paise.ZERO.rupees())
        .with("currencyCode", "INR")
        .with("updateTime", engine.administration().now().toString());
  }

  /// What the answers about charges and top-ups have in common.
  static Answer about(Transaction transaction, Delivery delivery) {
    return Answer.ok(delivery)
        .with("merchantId", transaction.key().mid().value())
        .with("chargeId", transaction.key().reference().value())
        .with("amazonChargeId", transaction.providerReference().value())
        .with("status", word(transaction.status()))
        .with("requestedAmount", transaction.amount().rupees())
        .with("approvedAmount", transaction.moved().rupees())
        .with("currencyCode", "INR")
        .with("createTime", transaction.createdAt().toString())
        .with("updateTime", transaction.createdAt().toString());
  }

  static String word(Status status) {
    return switch (status) {
      case SUCCEEDED -> "CaptureApproved";
      case PENDING -> "CapturePending";
      case FAILED, CANCELLED -> "Failed";
    };
  }

  Answer status(Gate.Request request) {
    if (!isMerchant(request) || !isByOurId(request)) {
      return refusedId(request);
    }
    TransactionKey key = key(request, request.text("txnId"));
    return switch (engine.inquiries().inquirePayment(inquiry(key), key)) {
      case Reply.Done<Transaction>(Transaction seen, Delivery delivery) -> about(seen, delivery);
      case Reply.Refused<Transaction> refused -> Answer.refused(refused, CallKind.INQUIRY);
    };
  }

  private Answer refusedId(Gate.Request request) {
    Code code = isMerchant(request) ? Code.INVALID_ARGUMENTS : Code.INVALID_MERCHANT;
    gate.record(CallKind.INQUIRY, code);
    return Answer.of(code);
  }

  private static boolean isByOurId(Gate.Request request) {
    return request.text("txnIdType").equals("MerchantTxnId") && !request.text("txnId").isEmpty();
  }

  Answer refund(Gate.Request request) {
    Optional<Paise> amount = amount(request);
    String refundId = request.text("refundId");
    boolean isWhole =
        refundId.matches("[A-Za-z0-9_-]{1,32}")
            && request.text("chargeIdType").equals("MerchantTxnId")
            && request.text("currencyCode").equals("INR");
    if (!isMerchant(request) || amount.isEmpty() || !isWhole) {
      Code code = isMerchant(request) ? Code.INVALID_ARGUMENTS : Code.INVALID_MERCHANT;
      gate.record(CallKind.REFUND, code);
      return Answer.of(code);
    }
    Reference reference = new Reference(refundId);
    Call call =
        new Call(
            Provider.AMAZONPAY, CallKind.REFUND, Optional.of(reference), Optional.empty(), amount);
    Refunds.Order order =
        new Refunds.Order(
            key(request, request.text("chargeId")),
            Optional.of(reference),
            amount.get(),
            Refunds.Extent.PARTIAL);
    return switch (engine.refunds().refund(call, order)) {
      case Reply.Done<Refund>(Refund refund, Delivery delivery) -> about(refund, delivery);
      case Reply.Refused<Refund> refused -> Answer.refused(refused, CallKind.REFUND);
    };
  }

  Answer refundStatus(Gate.Request request) {
    if (!isMerchant(request) || !isByOurId(request)) {
      return refusedId(request);
    }
    TransactionKey key = key(request, request.text("txnId"));
    return switch (engine.inquiries().inquireRefund(inquiry(key), key)) {
      case Reply.Done<Refund>(Refund seen, Delivery delivery) -> about(seen, delivery);
      case Reply.Refused<Refund> refused ->
          refused.refusal().reason() == Reason.NOT_FOUND
              ? Answer.of(Code.INVALID_REFUND, refused.delivery())
              : Answer.refused(refused, CallKind.INQUIRY);
    };
  }

  /// Amounts of refunds are numbers, unlike those of charges.
  private static Answer about(Refund refund, Delivery delivery) {
    String status =
        switch (refund.status()) {
          case SUCCEEDED -> "Approved";
          case PENDING -> "Pending";
          case FAILED, CANCELLED -> "Declined";
        };
    return Answer.ok(delivery)
        .with("refundId", refund.reference().map(Reference::value).orElse(""))
        .with("amazonRefundId", refund.providerReference().value())
        .with("amount", new BigDecimal(refund.amount().rupees()))
        .with("refundedFee", new BigDecimal("0.00"))
        .with("currencyCode", "INR")
        .with("status", status)
        .with("createTime", refund.createdAt().toString())
        .with("updateTime", refund.createdAt().toString());
  }

  private static Call call(CallKind kind, TransactionKey key, Phone phone, Paise amount) {
    return new Call(
        Provider.AMAZONPAY,
        kind,
        Optional.of(key.reference()),
        Optional.of(phone),
        Optional.of(amount));
  }

  private static Call inquiry(TransactionKey key) {
    return new Call(
        Provider.AMAZONPAY,
        CallKind.INQUIRY,
        Optional.of(key.reference()),
        Optional.empty(),
        Optional.empty());
  }

  private static TransactionKey key(Gate.Request request, String id) {
    return new TransactionKey(Provider.AMAZONPAY, request.merchant().mid(), new Reference(id));
  }

  private static Optional<Paise> amount(Gate.Request request) {
    return Paise.parseRupees(request.text("amount")).filter(Paise::isPositive);
  }
}
