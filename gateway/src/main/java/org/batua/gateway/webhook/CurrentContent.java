package org.batua.gateway.webhook;

import java.util.Optional;
import org.batua.gateway.http.ApiVersion;
import org.batua.gateway.order.OrderView;
import tools.jackson.databind.node.ObjectNode;

/// What events tell, read anew for each attempt: a late webhook shows how things stand when it is
/// sent.
public final class CurrentContent implements EventContent {
  private final OrderViewStore orders;
  private final WalletContentStore wallets;
  private final OrderContent json;

  public CurrentContent(OrderViewStore orders, WalletContentStore wallets, OrderContent json) {
    this.orders = orders;
    this.wallets = wallets;
    this.json = json;
  }

  @Override
  public Optional<ObjectNode> read(Event event, ApiVersion version) {
    return switch (event.subject()) {
      case Event.OfOrder of -> ofOrder(event, of, version);
      case Event.OfTopup(var topup) ->
          wallets.topup(topup).map(one -> OrderContent.content("topup", one));
      case Event.OfWallet(var wallet) ->
          wallets.wallet(wallet).map(one -> OrderContent.content("wallet", one));
    };
  }

  private Optional<ObjectNode> ofOrder(Event event, Event.OfOrder of, ApiVersion version) {
    if (event.name().content() == EventName.Content.TXN) {
      return of.payment()
          .flatMap(orders::findOfPayment)
          .filter(view -> view.payment().isPresent())
          .map(view -> json.txn(view, version));
    }
    Optional<OrderView> view = orders.find(of.order());
    return view.map(one -> json.order(one, event.name(), version));
  }
}
