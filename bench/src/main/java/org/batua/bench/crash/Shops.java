package org.batua.bench.crash;

import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The merchants whose backends make the load. The second one gives its orders the ids that the
/// first one's have.
///
/// @param first of whom most of it is
record Shops(Shop first, Shop second) {
  private static final int SHOPPERS_OF_SECOND = 2;

  /// How many shoppers each has.
  Map<Shop, Integer> shares(int shoppers) {
    Map<Shop, Integer> shares = new LinkedHashMap<>();
    shares.put(first, shoppers);
    shares.put(second, Math.min(shoppers, SHOPPERS_OF_SECOND));
    return shares;
  }

  AnswerLog log() {
    return first.log();
  }

  /// Servers that they believe to be there.
  void call(List<URI> gateways) {
    Stream.of(first, second).forEach(it -> it.gateways().set(gateways));
  }

  /// Whose order or top-up it is.
  private Shop of(String id) {
    return id.startsWith(SecondMerchant.ID + AnswerLog.SEPARATOR) ? second : first;
  }

  /// Asks for everything that is open, as a merchant does.
  void askForOpen(Facts.Gateway gateway) {
    Set<String> open = new HashSet<>();
    gateway.txns().stream()
        .filter(it -> it.isOpen() || it.isPresumed())
        .map(Facts.Txn::orderRef)
        .forEach(open::add);
    gateway.refunds().stream()
        .filter(Facts.Refund::isOpen)
        .map(Facts.Refund::orderRef)
        .forEach(open::add);
    for (var order : gateway.orders()) {
      if (open.contains(order.ref())) {
        var shop = of(order.id());
        var id = AnswerLog.withoutMerchant(order.id());
        var asked = Instant.now();
        shop.log().seen(id, shop.client().get(shop.server(), "/orders/" + id), asked);
      }
    }
    for (var topup : gateway.topups()) {
      if (topup.isOpen() || topup.isPresumed()) {
        var asked = Instant.now();
        var shop = of(topup.name());
        var name = AnswerLog.withoutMerchant(topup.name());
        var path = "/wallets/" + topup.walletId() + "/topup/" + name;
        shop.log().toppedUp(name, shop.client().get(shop.server(), path), asked);
      }
    }
  }
}
