package org.batua.simulator.phonepe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Row;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.TransactionKey;
import org.batua.simulator.engine.Watcher;
import org.batua.simulator.http.Courier;
import tools.jackson.databind.json.JsonMapper;

/// Calls merchants back about payments and refunds that have ended, signed by `X-VERIFY`.
final class PhonepeNotices implements Watcher {
  /// Its callback is repeated.
  private static final Paise NOISY = new Paise(7017_00);

  private static final int NOISY_TIMES = 3;
  private static final String FIRST_INDEX = "1";

  private final Engine engine;
  private final Courier courier;
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  PhonepeNotices(Engine engine, Courier courier) {
    this.engine = engine;
    this.courier = courier;
  }

  /// Remembers where a call wants to be called back.
  void addressOf(Reference reference, Optional<String> url) {
    url.filter(given -> given.matches("https?://\\S+"))
        .ifPresent(given -> addresses.put(reference.value(), given));
  }

  @Override
  public void changed(List<Row> rows) {
    for (Row row : rows) {
      switch (row) {
        case Transaction t when t.key().provider() == Provider.PHONEPE -> changed(t);
        case Refund r when r.debit().provider() == Provider.PHONEPE -> changed(r);
        default -> {}
      }
    }
  }

  private void changed(Transaction transaction) {
    if (transaction.status() == Status.PENDING) {
      return;
    }
    int times = transaction.amount().equals(NOISY) ? NOISY_TIMES : 1;
    for (int i = 0; i < times; i++) {
      send(transaction.key(), MoneyCalls.about(transaction, Delivery.PROMPT));
    }
  }

  private void changed(Refund refund) {
    if (refund.status() != Status.PENDING && refund.reference().isPresent()) {
      TransactionKey own =
          new TransactionKey(Provider.PHONEPE, refund.debit().mid(), refund.reference().get());
      send(own, MoneyCalls.about(own, refund, Delivery.PROMPT));
    }
  }

  private void send(TransactionKey named, Answer content) {
    Optional<Merchant> merchant = engine.administration().merchant(Provider.PHONEPE, named.mid());
    Optional<URI> address =
        Optional.ofNullable(addresses.get(named.reference().value()))
            .map(URI::create)
            .or(() -> courier.address(Provider.PHONEPE));
    if (merchant.isPresent() && address.isPresent()) {
      courier.take(letter(merchant.get(), named.reference().value(), address.get(), content));
    }
  }

  private static Courier.Letter letter(
      Merchant merchant, String about, URI address, Answer content) {
    String payload =
        Base64.getEncoder().encodeToString(content.body().text().getBytes(StandardCharsets.UTF_8));
    String index = merchant.secondKey().orElse(FIRST_INDEX);
    return new Courier.Letter(
        Provider.PHONEPE,
        about,
        address,
        Map.of(
            "Content-Type",
            "application/json",
            "X-VERIFY",
            Checksum.of(payload, "", merchant.key(), index)),
        JsonMapper.shared().writeValueAsString(Map.of("response", payload)),
        0);
  }
}
