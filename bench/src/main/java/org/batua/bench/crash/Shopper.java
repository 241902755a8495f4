package org.batua.bench.crash;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.batua.bench.crash.MerchantClient.Reply;
import org.batua.bench.crash.Shop.Waiting;
import org.batua.bench.crash.Shop.Wallet;
import org.batua.bench.crash.WalletGateway.Land;
import org.batua.bench.process.Await;

/// One thread of the merchant's backend: orders, pays, asks again after errors, gives back.
final class Shopper implements Runnable {
  private static final int TRIES_MAX = 4;
  private static final int STATUS_CALLS_MAX = 3;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(250);
  private static final Duration STATUS_PAUSE = Duration.ofMillis(500);
  private static final int THINK_MILLIS_MAX = 40;
  private static final long PAISE_MIN = 100;
  private static final long PAISE_MAX = 60_00;
  private static final int DOUBLE_CLICK_PERCENT = 8;
  private static final int ONE_CALL_PERCENT = 15;
  private static final int SAME_TOKEN_PERCENT = 10;
  private static final int REFUND_PERCENT = 15;
  private static final int TOPUP_PERCENT = 15;
  private static final int WHOLE_REFUND_PERCENT = 40;
  private static final int RACING_REFUND_PERCENT = 20;
  private static final int LOOK_AGAIN_PERCENT = 25;
  private static final int PAGE_PERCENT = 8;
  private static final int FORGERY_PERCENT = 2;

  private final Shop shop;
  private final String name;
  private final SplittableRandom random;
  private final BooleanSupplier goesOn;
  private final AddingMoney addingMoney;
  private final List<Bought> bought = new ArrayList<>();
  private int orders;
  private int refunds;
  private int topups;

  /// Something that can be given back.
  private record Bought(String orderId, long paise, Land land) {}

  /// @param name the beginning of its order ids
  Shopper(Shop shop, String name, SplittableRandom random, BooleanSupplier goesOn) {
    this.shop = shop;
    this.name = name;
    this.random = random;
    this.goesOn = goesOn;
    this.addingMoney = new AddingMoney(shop, random);
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      if (!bought.isEmpty() && happens(REFUND_PERCENT)) {
        giveBack(bought.remove(random.nextInt(bought.size())));
      } else if (happens(LOOK_AGAIN_PERCENT) && !shop.waiting().isEmpty()) {
        lookAgain();
      } else if (happens(PAGE_PERCENT) && shop.can(WalletGateway.Can.PAY_ON_PAGE)) {
        payOnPage();
      } else if (happens(FORGERY_PERCENT)) {
        shop.forger().forge(gateway(), name, random);
      } else if (happens(TOPUP_PERCENT) && shop.can(WalletGateway.Can.ADD_MONEY)) {
        addMoney();
      } else {
        buy();
      }
      Await.pause(Duration.ofMillis(random.nextInt(THINK_MILLIS_MAX)));
    }
  }

  private void buy() {
    var orderId = name + "_" + ++orders;
    var wallet = shop.anyWallet(_ -> true, random);
    long paise = amount(wallet.gateway().land(), PAISE_MAX);
    shop.log().willAsk(orderId, paise);
    boolean inOneCall = happens(ONE_CALL_PERCENT);
    if (!inOneCall && !order(orderId, paise, wallet)) {
      return;
    }
    var token = token(wallet);
    if (token.isEmpty()) {
      return;
    }
    var form = payment(orderId, wallet, token.get());
    if (inOneCall) {
      form.remove("order_id");
      form.put("order.order_id", orderId);
      form.put("order.amount", rupees(paise));
      form.put("order.currency", wallet.gateway().land().currency());
      form.put("order.customer_id", wallet.customer().id());
    }
    var reply = happens(DOUBLE_CLICK_PERCENT) ? twice(orderId, form, wallet) : pay(orderId, form);
    reply = afterErrors(orderId, form, wallet, reply);
    if (happens(SAME_TOKEN_PERCENT)) {
      payAnotherWith(token.get(), wallet);
    }
    if (status(reply).equals("CHARGED")) {
      bought.add(new Bought(orderId, paise, wallet.gateway().land()));
    } else if (status(reply).equals("AUTHORIZING")) {
      ask(new Waiting(orderId, paise, wallet));
    } else if (status(reply).startsWith("PENDING")) {
      goOn(reply, new Waiting(orderId, paise, wallet));
    } else {
      Await.pause(RETRY_PAUSE);
    }
  }

  /// A backend that keeps a token: it must not pay a second order, whoever was killed meanwhile.
  private void payAnotherWith(String usedToken, Wallet wallet) {
    var orderId = name + "_" + ++orders;
    long paise = amount(wallet.gateway().land(), PAISE_MAX);
    shop.log().willAsk(orderId, paise);
    if (order(orderId, paise, wallet)) {
      pay(orderId, payment(orderId, wallet, usedToken));
    }
  }

  private void addMoney() {
    var wallet = shop.anyWallet(it -> it.can(WalletGateway.Can.ADD_MONEY), random);
    var id = name + "_t" + ++topups;
    long paise = amount(wallet.gateway().land(), PAISE_MAX);
    shop.log().willAsk(id, paise);
    addingMoney.add(id, wallet, rupees(paise));
  }

  private boolean order(String orderId, long paise, Wallet wallet) {
    var form =
        Map.of(
            "order_id",
            orderId,
            "amount",
            rupees(paise),
            "currency",
            wallet.gateway().land().currency(),
            "customer_id",
            wallet.customer().id());
    for (int i = 0; i < TRIES_MAX; i++) {
      var asked = Instant.now();
      var reply = shop.client().post(gateway(), "/orders", form);
      shop.log().created(orderId, reply, asked);
      if (!reply.leavesOpen()) {
        return reply.isGood();
      }
      Await.pause(RETRY_PAUSE);
    }
    return false;
  }

  private Optional<String> token(Wallet wallet) {
    var path = "/customers/" + wallet.customer().id() + "/wallets";
    for (int i = 0; i < TRIES_MAX; i++) {
      for (var listed : shop.client().get(gateway(), path).body().path("list")) {
        var token = listed.path("token").asString("");
        if (listed.path("id").asString().equals(wallet.id()) && !token.isEmpty()) {
          return Optional.of(token);
        }
      }
      Await.pause(RETRY_PAUSE);
    }
    return Optional.empty();
  }

  private Map<String, String> payment(String orderId, Wallet wallet, String token) {
    Map<String, String> form = new HashMap<>();
    form.put("order_id", orderId);
    form.put("merchant_id", shop.merchant());
    form.put("payment_method_type", "WALLET");
    form.put("format", "json");
    payWith(form, wallet, token);
    return form;
  }

  private static void payWith(Map<String, String> form, Wallet wallet, String token) {
    form.put("payment_method", wallet.gateway().name());
    form.put("direct_wallet_token", token);
  }

  private Reply pay(String orderId, Map<String, String> form) {
    return pay(gateway(), orderId, form);
  }

  private Reply pay(URI gateway, String orderId, Map<String, String> form) {
    var asked = Instant.now();
    var reply = shop.client().post(gateway, "/txns", form);
    shop.log().paid(orderId, reply, asked);
    return reply;
  }

  /// Two payments of one order at the same moment, each with a token of its own, perhaps of wallets
  /// at two gateways.
  private Reply twice(String orderId, Map<String, String> form, Wallet wallet) {
    Map<String, String> second = new HashMap<>(form);
    var another = shop.anotherWallet(wallet, random);
    token(another).ifPresent(it -> payWith(second, another, it));
    var gateway = gateway();
    var done = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                pay(gateway, orderId, second);
              } finally {
                done.countDown();
              }
            });
    var reply = pay(orderId, form);
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return reply;
  }

  /// Some backends send the same once more; careful ones ask first and take a new token, of another
  /// wallet when the customer has lost patience with this one.
  private Reply afterErrors(String orderId, Map<String, String> form, Wallet wallet, Reply first) {
    var reply = first;
    for (int i = 0; i < TRIES_MAX && reply.leavesOpen(); i++) {
      Await.pause(RETRY_PAUSE);
      if (random.nextBoolean()) {
        reply = pay(orderId, form);
      } else {
        reply = look(orderId);
        if (status(reply).equals("NEW")) {
          var another = shop.anotherWallet(wallet, random);
          token(another).ifPresent(it -> payWith(form, another, it));
          reply = pay(orderId, form);
        }
      }
    }
    return reply;
  }

  /// The customer adds the money that the payment needs, and it goes on.
  private void goOn(Reply reply, Waiting order) {
    var page = reply.body().at("/payment/authentication/url").asString("");
    if (!page.isEmpty()) {
      addingMoney.goTo(URI.create(page), order.wallet());
    }
    ask(order);
  }

  private void ask(Waiting order) {
    for (int i = 0; i < STATUS_CALLS_MAX && goesOn.getAsBoolean(); i++) {
      Await.pause(STATUS_PAUSE);
      if (isCharged(order)) {
        return;
      }
    }
    shop.waiting().add(order);
  }

  private boolean isCharged(Waiting order) {
    boolean charged = status(look(order.orderId())).equals("CHARGED");
    if (charged) {
      bought.add(new Bought(order.orderId(), order.paise(), order.wallet().gateway().land()));
    }
    return charged;
  }

  /// A customer who was told that it failed pays again, perhaps from another wallet. What had only
  /// been given up may have been charged all the same.
  private void lookAgain() {
    var order = shop.waiting().poll();
    if (order == null) {
      return;
    }
    var told = look(order.orderId());
    switch (status(told)) {
      case "CHARGED" ->
          bought.add(new Bought(order.orderId(), order.paise(), order.wallet().gateway().land()));
      case "AUTHORIZATION_FAILED", "JUSPAY_DECLINED" -> {
        var wallet = shop.anotherWallet(order.wallet(), random);
        token(wallet)
            .map(it -> pay(order.orderId(), payment(order.orderId(), wallet, it)))
            .filter(it -> !status(it).equals("CHARGED"))
            .ifPresent(_ -> shop.waiting().add(order));
      }
      default -> shop.waiting().add(order);
    }
  }

  /// Pays without a token, on the provider's page.
  private void payOnPage() {
    var orderId = name + "_" + ++orders;
    var wallet = shop.anyWallet(it -> it.can(WalletGateway.Can.PAY_ON_PAGE), random);
    long paise = amount(wallet.gateway().land(), PAISE_MAX);
    shop.log().willAsk(orderId, paise);
    if (order(orderId, paise, wallet)) {
      var form = payment(orderId, wallet, "");
      form.remove("direct_wallet_token");
      var page = pay(orderId, form).body().at("/payment/authentication/url").asString("");
      if (!page.isEmpty()) {
        addingMoney.goTo(URI.create(page), wallet);
        ask(new Waiting(orderId, paise, wallet));
      }
    }
  }

  private Reply look(String orderId) {
    var asked = Instant.now();
    var reply = shop.client().get(gateway(), "/orders/" + orderId);
    shop.log().seen(orderId, reply, asked);
    return reply;
  }

  private void giveBack(Bought one) {
    var requestId = name + "_r" + ++refunds;
    Map<String, String> form = new HashMap<>();
    form.put("unique_request_id", requestId);
    if (!happens(WHOLE_REFUND_PERCENT)) {
      form.put("amount", rupees(amount(one.land(), one.paise() + 1)));
    }
    if (happens(RACING_REFUND_PERCENT)) {
      race(one, form);
    }
    for (int i = 0; i < TRIES_MAX; i++) {
      var asked = Instant.now();
      var reply = shop.client().post(gateway(), "/orders/" + one.orderId() + "/refunds", form);
      shop.log().refunded(one.orderId(), requestId, reply, asked);
      if (!reply.leavesOpen()) {
        return;
      }
      Await.pause(RETRY_PAUSE);
    }
  }

  /// Another refund of all that is left, at the same moment.
  private void race(Bought one, Map<String, String> form) {
    var requestId = name + "_r" + ++refunds;
    Map<String, String> whole = new HashMap<>(form);
    whole.remove("amount");
    whole.put("unique_request_id", requestId);
    var gateway = gateway();
    Thread.ofVirtual()
        .start(
            () -> {
              var asked = Instant.now();
              var reply =
                  shop.client().post(gateway, "/orders/" + one.orderId() + "/refunds", whole);
              shop.log().refunded(one.orderId(), requestId, reply, asked);
            });
  }

  private URI gateway() {
    return shop.anyGateway(random);
  }

  private boolean happens(int percent) {
    return random.nextInt(100) < percent;
  }

  /// Below a bound, in amounts that are paid there.
  private long amount(Land land, long bound) {
    long unit = land.unit();
    return unit * random.nextLong(PAISE_MIN / unit, Math.ceilDiv(bound, unit));
  }

  private static String status(Reply reply) {
    return reply.body().path("status").asString("");
  }

  private static String rupees(long paise) {
    return BigDecimal.valueOf(paise, 2).toPlainString();
  }
}
