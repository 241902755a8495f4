package org.batua.gateway.redirect;

import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.RefusalPage;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.page.Brand;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.Pages;

/// The pages of what is refused on a customer's way through a payment: back to the payment, and to
/// the shop.
final class PaymentRefusals implements RefusalPage {
  private static final Pattern PATH = Pattern.compile("/pay/[a-z]+/([^/]+)/([^/]+)(?:/[a-z]+)?");
  private static final int FORBIDDEN = 403;

  private final OrderStore store;
  private final Orders orders;
  private final Shops shops;
  private final ReturnLinks returns;
  private final Pages pages;
  private final BrowserSessions sessions;

  PaymentRefusals(OrderStore store, Orders orders, PageServices services) {
    this.store = store;
    this.orders = orders;
    this.shops = services.shops();
    this.returns = services.returns();
    this.pages = services.pages();
    this.sessions = services.sessions();
  }

  @Override
  public Answer show(Answer refusal, Browser browser, At at) {
    var wayOn = at.isLost() ? Optional.<Pages.WayOn>empty() : wayOn(at.path());
    boolean isWithoutCookies =
        refusal.status() == FORBIDDEN && !sessions.isKnown(browser, Embedding.NONE);
    var model =
        isWithoutCookies
            ? new Pages.Refused("cookies", wayOn)
            : Pages.Refused.of(refusal.status(), wayOn);
    return pages.refusal(refusal, browser, at, model, PagePolicy.STRICT);
  }

  /// The refusal may be that the database is away.
  private Optional<Pages.WayOn> wayOn(String path) {
    var named = PATH.matcher(path);
    if (!named.matches() || !MerchantId.isForm(named.group(1))) {
      return Optional.empty();
    }
    var merchant = new MerchantId(named.group(1));
    var payment = named.group(2);
    try {
      return store
          .orderIdOfTxn(merchant, payment)
          .map(order -> orders.find(merchant, order))
          .map(view -> wayOn(view, payment));
    } catch (Rejected e) {
      return Optional.of(
          new Pages.WayOn(
              RedirectPaths.start(merchant, payment), "_self", Optional.empty(), Brand.NONE));
    }
  }

  private Pages.WayOn wayOn(OrderView view, String payment) {
    var merchant = view.order().merchant();
    return new Pages.WayOn(
        RedirectPaths.start(merchant, payment),
        "_self",
        returns.of(view.order()),
        shops.brand(merchant));
  }
}
