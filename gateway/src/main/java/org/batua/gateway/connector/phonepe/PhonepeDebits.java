package org.batua.gateway.connector.phonepe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.answer.OutcomeClassifier;

/// Debits by token. Our reference is the transaction id: PhonePe takes each one once.
record PhonepeDebits() implements DirectDebit {
  /// The debit has been refused by then, and its caller is waiting.
  private static final Duration BALANCE_WAIT_MAX = Duration.ofSeconds(3);

  @Override
  public Outcome debit(Call call, DirectDebit.Order order) {
    var wire = PhonepeWire.of(call);
    var reference = order.reference().value();
    var payload = new HashMap<String, Object>();
    payload.put("transactionId", reference);
    payload.put("merchantOrderId", reference);
    payload.put("amount", order.amount().minor());
    payload.put("userAuthToken", order.credentials().value(PhonepeLinking.TOKEN).reveal());
    payload.put("debitType", wire.account().debitType().name());
    wire.account()
        .appVersion()
        .ifPresent(version -> payload.put("deviceContext", deviceContext(version)));
    var outcome =
        answers(wire, order, PhonepeQuestion.DEBIT)
            .outcome(wire.post(Operation.DEBIT, Purpose.MONEY, payload));
    return outcome instanceof Outcome.Declined(var refusal)
            && refusal.error() == ProviderError.DECLINED_OTHER
            && isShort(call, order)
        ? new Outcome.Declined(Refusal.of(ProviderError.INSUFFICIENT_BALANCE, refusal.response()))
        : outcome;
  }

  static Map<String, Object> deviceContext(long version) {
    return Map.of("phonePeVersionCode", version);
  }

  /// PhonePe has no code for a balance that is too small, so it is read after a refusal.
  private static boolean isShort(Call call, DirectDebit.Order order) {
    var wait = call.timeout().compareTo(BALANCE_WAIT_MAX) < 0 ? call.timeout() : BALANCE_WAIT_MAX;
    var reading = new Call(call.account(), call.deviceId(), wait, call.transport());
    return PhonepeLinking.usable(reading, order.credentials(), order.amount())
            instanceof Balances.Result.Spendable(var usable, _)
        && usable.compareTo(order.amount()) < 0;
  }

  @Override
  public Inquiry inquire(Call call, DirectDebit.Order order) {
    var wire = PhonepeWire.of(call);
    return answers(wire, order, PhonepeQuestion.INQUIRY)
        .inquiry(wire.status(order.reference().value()));
  }

  private static OutcomeClassifier answers(
      PhonepeWire wire, DirectDebit.Order order, PhonepeQuestion kind) {
    return new OutcomeClassifier(
        order.reference().value(), order.amount(), answered -> wire.read(kind, answered));
  }
}
