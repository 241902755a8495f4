package org.batua.simulator.freecharge;

import java.util.List;
import java.util.Optional;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reference;
import tools.jackson.databind.JsonNode;

/// Lets a request through when its merchant, checksum and members are right.
final class Gate {
  private final Administration administration;

  Gate(Administration administration) {
    this.administration = administration;
  }

  /// What a request is found to be.
  sealed interface Verdict {
    record Passed(Merchant merchant, Call call) implements Verdict {}

    record Failed(Code code, Optional<Merchant> merchant) implements Verdict {}
  }

  /// Checks in a fixed order: merchant, checksum, then each required member.
  Verdict judge(CallKind kind, JsonNode request, List<String> required) {
    Verdict verdict = verdict(kind, request, required);
    if (verdict instanceof Verdict.Failed(Code code, _)) {
      administration.record(call(kind, request), code.name(), Delivery.PROMPT.httpStatus());
    }
    return verdict;
  }

  private Verdict verdict(CallKind kind, JsonNode request, List<String> required) {
    Optional<Merchant> known =
        administration.merchant(Provider.FREECHARGE, new Mid(text(request, "merchantId")));
    if (known.isEmpty()) {
      return new Verdict.Failed(Code.INVALID_MERCHANT, known);
    }
    String expected = Checksum.of(request, known.get().key());
    if (!Checksum.matches(expected, text(request, "checksum"))) {
      return new Verdict.Failed(Code.INVALID_CHECKSUM, known);
    }
    Call call = call(kind, request);
    boolean isComplete =
        required.stream().noneMatch(name -> text(request, name).isEmpty())
            && (!required.contains("mobile") || call.phone().isPresent())
            && (required.stream().noneMatch(Gate::isAmount) || call.amount().isPresent());
    return isComplete
        ? new Verdict.Passed(known.get(), call)
        : new Verdict.Failed(Code.INVALID_REQUEST, known);
  }

  private static boolean isAmount(String name) {
    return name.equals("amount") || name.equals("refundAmount");
  }

  static String text(JsonNode request, String name) {
    return request.path(name).asString("");
  }

  /// The call for the journal, also of a request that will be refused.
  private static Call call(CallKind kind, JsonNode request) {
    return new Call(
        Provider.FREECHARGE,
        kind,
        first(request, "refundMerchantTxnId", "merchantTxnId").map(Reference::new),
        first(request, "mobile").flatMap(Phone::parse),
        first(request, "refundAmount", "amount").flatMap(Paise::parseRupees));
  }

  private static Optional<String> first(JsonNode request, String... names) {
    for (String name : names) {
      String value = text(request, name);
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
