package org.batua.simulator.phonepe;

import java.util.Optional;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Device;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.TransactionKey;
import tools.jackson.databind.JsonNode;

/// A call whose merchant is known and whose `X-VERIFY` is right.
///
/// @param callback the URL that receives the final status
/// @param origin the address at which the caller reached us
record Request(
    Merchant merchant,
    CallKind kind,
    JsonNode payload,
    Optional<Device> device,
    Optional<String> callback,
    String origin) {
  private static final long PAISE_MAX = 999_999_999_99L;

  /// A text that is not empty.
  Optional<String> text(String name) {
    return payload
        .path(name)
        .asStringOpt()
        .filter(_ -> payload.path(name).isString())
        .filter(text -> !text.isEmpty());
  }

  /// A whole number of paise; a text with digits is none.
  Optional<Paise> paise(String name) {
    JsonNode node = payload.path(name);
    boolean isWhole = node.isIntegralNumber() && node.canConvertToLong();
    return isWhole && node.longValue() >= 0 && node.longValue() <= PAISE_MAX
        ? Optional.of(new Paise(node.longValue()))
        : Optional.empty();
  }

  /// The merchant's own name of a movement, if it is one that PhonePe takes.
  Optional<TransactionKey> key(String name) {
    return text(name)
        .filter(text -> text.matches("[A-Za-z0-9_-]{1,37}"))
        .map(text -> new TransactionKey(Provider.PHONEPE, merchant.mid(), new Reference(text)));
  }

  boolean isOn(Link link) {
    return device.isPresent() && device.equals(link.device());
  }

  Call call(Optional<Phone> phone) {
    return call(kind, payload, phone);
  }

  static Call call(CallKind kind, JsonNode payload, Optional<Phone> phone) {
    Optional<Paise> amount =
        payload.path("amount").isIntegralNumber() && payload.path("amount").canConvertToLong()
            ? Optional.of(new Paise(payload.path("amount").longValue()))
            : Optional.empty();
    return new Call(
        Provider.PHONEPE,
        kind,
        payload.path("transactionId").asStringOpt().map(Reference::new),
        phone,
        amount);
  }
}
