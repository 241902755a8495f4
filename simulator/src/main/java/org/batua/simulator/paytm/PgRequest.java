package org.batua.simulator.paytm;

import java.util.Optional;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.TransactionKey;

/// A head/body request whose merchant is known and whose signature is right.
record PgRequest(Merchant merchant, CallKind kind, JsonText body) {

  Optional<String> get(String name) {
    return body.get(name);
  }

  TransactionKey key(String name) {
    return new TransactionKey(
        Provider.PAYTM, merchant.mid(), new Reference(body.get(name).orElse("")));
  }

  Call call(Optional<Phone> phone) {
    return call(kind, body, phone);
  }

  static Call call(CallKind kind, JsonText body, Optional<Phone> phone) {
    return new Call(
        Provider.PAYTM,
        kind,
        body.get("refId").or(() -> body.get("orderId")).map(Reference::new),
        phone,
        body.get("refundAmount").flatMap(Paise::parseRupees));
  }
}
