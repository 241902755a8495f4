package org.batua.simulator.gopay;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Row;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.Watcher;
import org.batua.simulator.http.Courier;
import tools.jackson.databind.json.JsonMapper;

/// Tells merchants of payments, refunds and accounts by signed notifications, as Midtrans does.
final class GopayNotices implements Watcher {
  /// Its notifications are repeated, and one that is out of date comes last.
  private static final Paise NOISY = new Paise(7017_00);

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Engine engine;
  private final Courier courier;
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  GopayNotices(Engine engine, Courier courier) {
    this.engine = engine;
    this.courier = courier;
  }

  /// Remembers where a call wants to have the notifications about an order or an account.
  void addressOf(String about, Optional<String> url) {
    url.filter(given -> given.matches("https?://\\S+"))
        .ifPresent(given -> addresses.put(about, given));
  }

  @Override
  public void changed(List<Row> rows) {
    // A token that replaces another one is no news.
    boolean isRotation =
        rows.stream().anyMatch(r -> r instanceof Link l && l.state() == Link.State.REPLACED);
    for (Row row : rows) {
      switch (row) {
        case Transaction t when t.key().provider() == Provider.GOPAY -> changed(t);
        case Refund r when r.debit().provider() == Provider.GOPAY -> changed(r);
        case Link l when l.account().provider() == Provider.GOPAY && !isRotation -> changed(l);
        default -> {}
      }
    }
  }

  private void changed(Transaction transaction) {
    if (transaction.status() == Status.PENDING && transaction.checkout().isEmpty()) {
      return;
    }
    Answer content = MoneyCalls.about(transaction, Delivery.PROMPT);
    send(transaction, content);
    if (transaction.status() == Status.SUCCEEDED && transaction.amount().equals(NOISY)) {
      send(transaction, content);
      send(transaction, content);
      Answer late =
          MoneyCalls.about(transaction, Delivery.PROMPT)
              .with("status_code", Code.PENDING.number())
              .with("transaction_status", "pending");
      send(transaction, late);
    }
  }

  private void changed(Refund refund) {
    if (refund.status() == Status.FAILED) {
      return;
    }
    engine.administration().transactions(Optional.of(refund.debit().reference())).stream()
        .map(view -> view.transaction())
        .filter(transaction -> transaction.key().equals(refund.debit()))
        .forEach(
            transaction ->
                send(
                    transaction,
                    MoneyCalls.about(transaction, Delivery.PROMPT)
                        .with("transaction_status", "partial_refund")
                        .with("refund_amount", Answer.rupiah(refund.amount()))
                        .with("refund_key", refund.reference().map(r -> r.value()).orElse(""))));
  }

  private void send(Transaction transaction, Answer content) {
    Optional<String> key = key(transaction.key().mid());
    String about = transaction.key().reference().value();
    key.ifPresent(
        serverKey ->
            send(
                about,
                new Answer(new java.util.LinkedHashMap<>(content.fields()), Delivery.PROMPT)
                    .with(
                        "signature_key",
                        Signature.of(
                            about,
                            content.text("status_code"),
                            content.text("gross_amount"),
                            serverKey))));
  }

  private void changed(Link link) {
    boolean isLive = link.state() == Link.State.LIVE;
    String status = isLive ? "ENABLED" : "DISABLED";
    String code = isLive ? Code.SUCCESS.number() : Code.UNBOUND.number();
    Optional<String> key = key(link.mid());
    engine
        .consents()
        .newest(link.account(), link.mid())
        .filter(session -> !link.since().isBefore(session.sentAt()))
        .map(session -> session.state().value())
        .ifPresent(
            accountId ->
                key.ifPresent(
                    serverKey ->
                        send(
                            accountId,
                            Answer.of(isLive ? Code.SUCCESS : Code.UNBOUND)
                                .with("account_id", accountId)
                                .with("account_status", status)
                                .with(
                                    "signature_key",
                                    Signature.of(accountId, status, code, serverKey)))));
  }

  private Optional<String> key(Mid mid) {
    return engine.administration().merchant(Provider.GOPAY, mid).map(Merchant::key);
  }

  private void send(String about, Answer content) {
    Optional.ofNullable(addresses.get(about))
        .map(URI::create)
        .or(() -> courier.address(Provider.GOPAY))
        .ifPresent(
            url ->
                courier.take(
                    new Courier.Letter(
                        Provider.GOPAY,
                        about,
                        url,
                        Map.of("Content-Type", "application/json"),
                        MAPPER.writeValueAsString(content.fields()),
                        0)));
  }
}
