package org.batua.simulator.development;

import java.util.List;
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
import tools.jackson.databind.JsonNode;

/// One call as it was received, not yet found right.
record Request(Provider provider, CallKind kind, Optional<Merchant> merchant, JsonNode body) {

  /// Whether these members are there and can be read as what they are.
  boolean has(List<String> required) {
    return required.stream()
        .allMatch(
            name ->
                switch (name) {
                  case "mobile" -> Phone.parse(text(name)).isPresent();
                  case "amount" -> Paise.parseRupees(text(name)).isPresent();
                  default -> !text(name).isEmpty();
                });
  }

  String text(String name) {
    return body.path(name).asString("");
  }

  Mid mid() {
    return merchant.orElseThrow().mid();
  }

  Phone mobile() {
    return Phone.parse(text("mobile")).orElseThrow();
  }

  AccountKey account() {
    return new AccountKey(provider, mobile());
  }

  Token token() {
    return new Token(text("token"));
  }

  Paise amount() {
    return Paise.parseRupees(text("amount")).orElseThrow();
  }

  TransactionKey key(String name) {
    return new TransactionKey(provider, mid(), new Reference(text(name)));
  }

  /// The call for the journal, also of a request that will be refused.
  Call call() {
    return new Call(
        provider,
        kind,
        Optional.of(text("reference")).filter(r -> !r.isEmpty()).map(Reference::new),
        Phone.parse(text("mobile")),
        Paise.parseRupees(text("amount")));
  }
}
