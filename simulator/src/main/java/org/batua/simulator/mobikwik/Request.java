package org.batua.simulator.mobikwik;

import java.util.Optional;
import org.batua.simulator.engine.AccountKey;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Token;
import org.batua.simulator.engine.TransactionKey;
import org.batua.simulator.http.Form;

/// A request whose merchant is known and whose checksum and required fields are right.
record Request(Merchant merchant, CallKind kind, Form form) {

  String text(Field field) {
    return form.get(field.parameter())
        .orElseThrow(() -> new IllegalStateException(field + " was not required"));
  }

  Optional<String> optional(Field field) {
    return form.get(field.parameter());
  }

  Mid mid() {
    return merchant.mid();
  }

  Phone cell() {
    return new Phone(text(Field.CELL));
  }

  AccountKey account() {
    return new AccountKey(Provider.MOBIKWIK, cell());
  }

  Paise amount() {
    return Paise.parseRupees(text(Field.AMOUNT)).orElseThrow();
  }

  Token token() {
    return new Token(text(Field.TOKEN));
  }

  TransactionKey order(Field field) {
    return new TransactionKey(Provider.MOBIKWIK, mid(), new Reference(text(field)));
  }

  Call call() {
    return call(kind, form);
  }

  /// The call for the journal, also of a request that will be refused.
  static Call call(CallKind kind, Form form) {
    return new Call(
        Provider.MOBIKWIK,
        kind,
        form.get("orderid").or(() -> form.get("txid")).map(Reference::new),
        form.get("cell").flatMap(Phone::parse),
        form.get("amount").flatMap(Paise::parseRupees));
  }
}
