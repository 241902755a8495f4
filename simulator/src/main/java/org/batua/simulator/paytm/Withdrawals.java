package org.batua.simulator.paytm;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Debits;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Token;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.TransactionKey;
import org.batua.simulator.http.Body;
import org.batua.simulator.http.Content;
import org.batua.simulator.http.Deliverer;

/// Answers the debit: flat JSON with all values as text, the checksum among them.
final class Withdrawals {
  private static final String MESSAGE = "ResponseMessage";

  private static final List<String> REQUIRED =
      List.of("OrderId", "TxnAmount", "SSOToken", "DeviceId", "CustId", "AppIP", "IndustryType");
  private static final Map<String, String> FIXED =
      Map.of("ReqType", "WITHDRAW", "Currency", "INR", "PaymentMode", "PPI", "AuthMode", "USRPWD");

  private final Debits debits;
  private final Administration administration;
  private final Deliverer deliverer;

  Withdrawals(Engine engine, Deliverer deliverer) {
    this.debits = engine.debits();
    this.administration = engine.administration();
    this.deliverer = deliverer;
  }

  void withdraw(ServerRequest request, ServerResponse response) {
    JsonText asked = JsonText.read(Content.text(request)).orElseGet(() -> new JsonText(Map.of()));
    Call call = call(asked);
    Optional<Merchant> merchant =
        asked.get("MID").flatMap(mid -> administration.merchant(Provider.PAYTM, new Mid(mid)));
    if (merchant.isEmpty()) {
      administration.record(call, PgCode.BAD_MID.name(), Delivery.PROMPT.httpStatus());
      deliverer.deliver(response, Delivery.PROMPT, error(PgCode.BAD_MID));
      return;
    }
    Optional<PgCode> refusal = refusal(asked, merchant.get());
    if (refusal.isPresent()) {
      administration.record(call, refusal.get().name(), Delivery.PROMPT.httpStatus());
      Map<String, Object> answer = answer(asked, "TXN_FAILURE", refusal.get());
      Body body = Signed.flat(answer, merchant.get(), Delivery.PROMPT);
      deliverer.deliver(response, Delivery.PROMPT, body);
      return;
    }
    TransactionKey key =
        new TransactionKey(Provider.PAYTM, merchant.get().mid(), call.reference().orElseThrow());
    Token token = new Token(asked.get("SSOToken").orElseThrow());
    Debits.Order order =
        new Debits.Order(key, call.phone().orElseThrow(), token, call.amount().orElseThrow());
    Reply<Debits.Receipt> reply = debits.debit(call, order);
    deliverer.deliver(response, reply.delivery(), body(asked, merchant.get(), reply));
  }

  private static Optional<PgCode> refusal(JsonText asked, Merchant merchant) {
    Map<String, String> signed = new LinkedHashMap<>(asked.members());
    String checksum = Optional.ofNullable(signed.remove("CheckSum")).orElse("");
    if (!Checksum.matches(Checksum.joined(signed), merchant.key(), checksum)) {
      return Optional.of(PgCode.CHECKSUM);
    }
    boolean isComplete =
        REQUIRED.stream().allMatch(name -> asked.get(name).isPresent())
            && FIXED.entrySet().stream()
                .allMatch(f -> asked.get(f.getKey()).equals(Optional.of(f.getValue())));
    Call call = call(asked);
    boolean isRight =
        isComplete
            && asked.get("OrderId").filter(o -> o.matches("[A-Za-z0-9@_.-]{1,50}")).isPresent()
            && call.phone().isPresent()
            && call.amount().filter(Paise::isPositive).isPresent();
    return isRight ? Optional.empty() : Optional.of(PgCode.DECLINED);
  }

  private static Body body(JsonText asked, Merchant merchant, Reply<Debits.Receipt> reply) {
    return switch (reply) {
      case Reply.Done<Debits.Receipt>(Debits.Receipt receipt, Delivery delivery) ->
          Signed.flat(told(answer(asked, receipt.transaction()), delivery), merchant, delivery);
      case Reply.Refused<Debits.Receipt> refused -> {
        PgCode code = PgCode.of(refused.refusal().reason());
        yield code == PgCode.SYSTEM_ERROR
            ? error(code)
            : Signed.flat(
                told(answer(asked, "TXN_FAILURE", code), refused.delivery()),
                merchant,
                refused.delivery());
      }
    };
  }

  private static Map<String, Object> told(Map<String, Object> answer, Delivery delivery) {
    answer.computeIfPresent(MESSAGE, (_, words) -> delivery.words(words.toString()));
    return answer;
  }

  private static Map<String, Object> answer(JsonText asked, Transaction transaction) {
    Map<String, Object> answer =
        switch (transaction.status()) {
          case SUCCEEDED -> answer(asked, "TXN_SUCCESS", PgCode.SUCCESS);
          case PENDING -> answer(asked, "PENDING", PgCode.PENDING);
          case FAILED, CANCELLED -> answer(asked, "TXN_FAILURE", PgCode.DECLINED);
        };
    // Ids are numbers here, and texts in a status answer: a trap of the real API.
    answer.put("TxnId", Long.valueOf(transaction.providerReference().value()));
    answer.put("BankTxnId", transaction.providerReference().value());
    answer.put("TxnAmount", transaction.moved().rupees());
    return answer;
  }

  private static Map<String, Object> answer(JsonText asked, String status, PgCode code) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("TxnId", "");
    answer.put("MID", asked.get("MID").orElse(""));
    answer.put("OrderId", asked.get("OrderId").orElse(""));
    answer.put("TxnAmount", asked.get("TxnAmount").orElse(""));
    answer.put("BankTxnId", "");
    answer.put("ResponseCode", code.code());
    answer.put(MESSAGE, code.message());
    answer.put("Status", status);
    answer.put("PaymentMode", "PPI");
    answer.put("BankName", "WALLET");
    answer.put("CustId", asked.get("CustId").orElse(""));
    answer.put("MBID", "");
    return answer;
  }

  /// The second shape of a refusal, which has neither order nor checksum.
  private static Body error(PgCode code) {
    Map<String, String> answer = Map.of("Error", code.code() + "=" + code.message());
    return new Body("application/json", JsonText.write(answer));
  }

  private static Call call(JsonText asked) {
    return new Call(
        Provider.PAYTM,
        CallKind.DEBIT,
        asked.get("OrderId").map(Reference::new),
        asked.get("DeviceId").flatMap(Phone::parse),
        asked.get("TxnAmount").flatMap(Paise::parseRupees));
  }
}
