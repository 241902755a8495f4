package org.batua.bench.crash;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.batua.bench.crash.MerchantClient.Reply;
import org.batua.bench.process.Await;

/// A merchant's top-up, and its customer who goes to the provider's page, decides there, and on
/// some days closes the window before or after.
final class AddingMoney {
  private static final String RETURN_URL = "https://shop.example/topped-up";
  private static final int TRIES_MAX = 4;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(250);
  private static final int CLOSES_WINDOW_PERCENT = 10;
  private static final List<String> DECISIONS =
      List.of("approve", "approve", "approve", "approve", "approve", "decline", "cancel");

  private final Shop shop;
  private final SplittableRandom random;
  private final Browser browser = new Browser();

  AddingMoney(Shop shop, SplittableRandom random) {
    this.shop = shop;
    this.random = random;
  }

  void add(String name, Shop.Wallet wallet, String amount) {
    var path = "/wallets/" + wallet.id() + "/topup";
    var form = Map.of("topup_txn_id", name, "amount", amount, "return_url", RETURN_URL);
    var begun = begin(name, path, form);
    if (begun.isGood()) {
      var page = URI.create(begun.body().path("payment_url").asString());
      var decision = DECISIONS.get(random.nextInt(DECISIONS.size()));
      browser.visit(page, Map.of("decision", decision), this::staysOpen);
      var asked = Instant.now();
      shop.log().toppedUp(name, shop.client().get(server(), path + "/" + name), asked);
    }
  }

  /// Goes to a provider's page and decides there.
  void goTo(URI page, Shop.Wallet wallet) {
    var decision = DECISIONS.get(random.nextInt(DECISIONS.size()));
    var answers = Map.of("decision", decision, "phone", wallet.customer().phone());
    browser.visit(page, answers, this::staysOpen);
  }

  private Reply begin(String name, String path, Map<String, String> form) {
    for (int i = 1; ; i++) {
      var asked = Instant.now();
      var reply = shop.client().post(server(), path, form);
      shop.log().toppedUp(name, reply, asked);
      if (!reply.leavesOpen() || i == TRIES_MAX) {
        return reply;
      }
      Await.pause(RETRY_PAUSE);
    }
  }

  private boolean staysOpen() {
    return random.nextInt(100) >= CLOSES_WINDOW_PERCENT;
  }

  private URI server() {
    return shop.anyGateway(random);
  }
}
