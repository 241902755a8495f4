package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.Main;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;

/// An operator at the shell beside a running server, and a shop whose customers pay and get money
/// back.
final class Operator {
  private static final AtomicInteger ORDERS = new AtomicInteger();

  private final GatewayFixture fixture;
  private final Path directory;
  private final Shop shop;

  Operator(GatewayFixture fixture, Path directory) {
    this.fixture = fixture;
    this.directory = directory;
    this.shop = fixture.newShop();
  }

  /// What a command did.
  record Outcome(int status, String output) {
    Outcome exits(int expected) {
      assertThat(status).as(output).isEqualTo(expected);
      return this;
    }
  }

  Outcome run(String... command) {
    return run(databaseUrl(), config(), command);
  }

  /// As [#run], with another database.
  Outcome runOn(String database, String... command) {
    return run(database, config(), command);
  }

  /// As [#run], with another database and other settings.
  Outcome runOn(String database, Path config, String... command) {
    return run(database, config, command);
  }

  /// As [#run], with other settings.
  Outcome runWith(Path config, String... command) {
    return run(databaseUrl(), config, command);
  }

  private Outcome run(String database, Path config, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--database-url", database, "--config", config.toString()));
    all.addAll(List.of("--data-dir", directory.resolve("data").toString()));
    var text = new StringWriter();
    int status = Main.run(new PrintWriter(text, true), all.toArray(String[]::new));
    return new Outcome(status, text.toString());
  }

  private String databaseUrl() {
    try (var handle = fixture.tables().open()) {
      return handle.getConnection().getMetaData().getURL();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path config() {
    var ring = directory.resolve("ring");
    if (!Files.exists(ring)) {
      fixture.keyRing().write(ring);
    }
    return file("config.yaml", "port: 0\nkey_ring_file: " + ring + "\n");
  }

  Path file(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shop shop() {
    return shop;
  }

  /// A new order that a new customer has tried to pay.
  ///
  /// @return the merchant's id of it
  String pay(String amount) {
    var order = "sale_" + ORDERS.incrementAndGet();
    var customer = shop.customer(Shop.newPhone());
    var token = shop.linked(shop.walletOf(customer)).path("token").asString();
    shop.api().post("/orders").form("order_id", order, "amount", amount).ok();
    shop.api()
        .post("/txns")
        .form(
            "order_id",
            order,
            "payment_method_type",
            "WALLET",
            "direct_wallet_token",
            token,
            "format",
            "json")
        .ok();
    return order;
  }

  /// Asks for a refund and waits until the provider was asked for it.
  void refund(String order, String request, String amount) {
    shop.api()
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", request, "amount", amount)
        .ok();
    Eventually.until(
        "the refund is sent",
        () -> !List.of("QUEUED", "SENDING").contains(refundStatus(order, request)));
  }

  String refundStatus(String order, String request) {
    return one(
        "select r.status from refund r join merchant_order o on o.id = r.order_ref"
            + " where o.order_id = ? and r.unique_request_id = ?",
        order,
        request);
  }

  /// Status of an order as its merchant sees it; asks the provider when something is open.
  String status(String order) {
    return shop.api().get("/orders/" + order).ok().path("status").asString();
  }

  String txn(String order) {
    return one(
        "select t.id from txn t join merchant_order o on o.id = t.order_ref where o.order_id = ?",
        order);
  }

  String reference(String order) {
    return one(
        "select t.reference from txn t join merchant_order o on o.id = t.order_ref"
            + " where o.order_id = ?",
        order);
  }

  String refundId(String order) {
    return one(
        "select r.id from refund r join merchant_order o on o.id = r.order_ref"
            + " where o.order_id = ?",
        order);
  }

  /// What the books say of an order: kind, paise and the provider's reference.
  List<String> books(String order) {
    return all(
        "select j.kind || ' ' || j.amount_minor || ' ' || j.provider_reference"
            + " from money_journal j join merchant_order o on o.id = j.order_ref"
            + " where o.order_id = ? order by j.id",
        order);
  }

  String one(String sql, String... arguments) {
    return all(sql, arguments).getFirst();
  }

  List<String> all(String sql, String... arguments) {
    return fixture
        .tables()
        .withHandle(handle -> handle.select(sql, (Object[]) arguments).mapTo(String.class).list());
  }
}
