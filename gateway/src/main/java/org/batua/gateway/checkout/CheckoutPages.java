package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.RefusalPage;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.page.Brand;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.page.ErrorTexts;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.PageRequest;
import org.batua.gateway.page.Pages;
import org.batua.gateway.redirect.OrderSummary;
import org.batua.gateway.redirect.PageServices;
import org.batua.gateway.redirect.RedirectPaths;

/// What the pages of the checkout have in common: opens the checkout that a request is about, and
/// renders its pages with the policy of its embedding.
public final class CheckoutPages {
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /// In place of an order that there is not.
  private static final String NO_ORDER = "unknown";

  private final Checkouts checkouts;
  private final FrameOrigins frameOrigins;
  private final PageServices services;
  private final Pages pages;
  private final BrowserSessions sessions;

  public CheckoutPages(Checkouts checkouts, FrameOrigins frameOrigins, PageServices services) {
    this.checkouts = checkouts;
    this.frameOrigins = frameOrigins;
    this.services = services;
    this.pages = services.pages();
    this.sessions = services.sessions();
  }

  /// A page whose refusals are pages too, with the same embedding and ways on.
  Route page(Route route, Embedding embedding) {
    return route.withRefusals((refusal, browser, at) -> refusal(refusal, browser, at, embedding));
  }

  /// Where the customer goes on, and where back.
  private Answer refusal(Answer refusal, Browser browser, RefusalPage.At at, Embedding embedding) {
    var named = CheckoutPaths.orderIn(at.path());
    var order = at.isLost() ? Optional.<Order>empty() : named.flatMap(this::orderIfKnown);
    if (order.isEmpty()) {
      return named.isPresent() && isForNow(refusal)
          ? away(refusal, browser, at, CheckoutPaths.of(embedding) + named.get(), embedding)
          : lost(refusal, browser, at, embedding);
    }
    boolean isWithoutCookies =
        refusal.status() == FORBIDDEN && !sessions.isKnown(browser, embedding);
    var ref = order.get().ref();
    // browsers that block cookies in frames keep them in windows
    var path = isWithoutCookies ? CheckoutPaths.window(ref) : CheckoutPaths.of(embedding) + ref;
    var isNewWindow = isWithoutCookies && embedding == Embedding.MERCHANT;
    var wayOn =
        new Pages.WayOn(
            path,
            isNewWindow ? "_blank" : "_self",
            services.returns().of(order.get()),
            services.shops().brand(order.get().merchant()));
    var model =
        isWithoutCookies
            ? new Pages.Refused(isNewWindow ? "frame_cookies" : "cookies", Optional.of(wayOn))
            : Pages.Refused.of(refusal.status(), Optional.of(wayOn));
    // another language is chosen in the frame, though the way on leads out of it
    var shown = isNewWindow ? at(CheckoutPaths.of(embedding) + ref, at) : at;
    return pages.refusal(refusal, browser, shown, model, policy(order.get().merchant(), embedding));
  }

  /// Whether the page may be there a moment later.
  private static boolean isForNow(Answer refusal) {
    return refusal.status() == TOO_MANY || refusal.status() >= SERVER_ERROR;
  }

  /// A page that names no order cannot know whose page may show it in a frame.
  private Answer lost(Answer refusal, Browser browser, RefusalPage.At at, Embedding embedding) {
    return pages.refusal(
        refusal,
        browser,
        at(CheckoutPaths.of(embedding) + NO_ORDER, at),
        Pages.Refused.of(refusal.status(), Optional.empty()),
        anybodys(embedding));
  }

  private static RefusalPage.At at(String path, RefusalPage.At at) {
    return new RefusalPage.At("GET", path, at.query(), /* isLost= */ false);
  }

  /// Of a page that tells of nobody, holds nothing of what was sent and has no form, so that
  /// anybody's page may show it in a frame: an empty frame would only say less.
  private static PagePolicy anybodys(Embedding embedding) {
    var origins = embedding == Embedding.MERCHANT ? List.of("*") : List.<String>of();
    return new PagePolicy(List.of(), origins, 0);
  }

  /// Nothing was looked up, or the database is away, and with it whose page may show the checkout
  /// in a frame.
  private Answer away(
      Answer refusal, Browser browser, RefusalPage.At at, String path, Embedding embedding) {
    var again = new Pages.WayOn(path, "_self", Optional.empty(), Brand.NONE);
    var model = Pages.Refused.of(refusal.status(), Optional.of(again));
    return pages.refusal(refusal, browser, at(path, at), model, anybodys(embedding));
  }

  /// The refusal may be that the database is away.
  private Optional<Order> orderIfKnown(OrderRef ref) {
    try {
      return checkouts.find(ref);
    } catch (Rejected e) {
      return Optional.empty();
    }
  }

  /// @param step the page's path below the checkout's
  Checkout open(Request request, Embedding embedding, String step) {
    var ref = CheckoutPaths.order(request);
    var path = CheckoutPaths.of(embedding) + ref + step;
    return checkouts.open(sessions.of(request, path, embedding), embedding, ref);
  }

  /// As [#open], for a form that a browser sent.
  Checkout openForm(Request request, Embedding embedding, String step) {
    var ref = CheckoutPaths.order(request);
    var path = CheckoutPaths.of(embedding) + ref + step;
    return checkouts.open(sessions.ofForm(request, path, embedding), embedding, ref);
  }

  /// For a page that asks for a session first.
  Checkout openWithoutSession(PageRequest page, Embedding embedding, OrderRef ref) {
    return checkouts.open(page, embedding, ref);
  }

  /// Where the order's payment waits for its customer; empty when it does not, or is not asked for.
  ///
  /// @param then what the customer asked for
  Optional<String> waitingPayment(OrderRef ref, String then) {
    return switch (then) {
      case CheckoutPaths.PAYMENT -> waitingPayment(ref, RedirectPaths::start);
      case RedirectPaths.ADD -> waitingPayment(ref, RedirectPaths::startToAdd);
      default -> Optional.empty();
    };
  }

  private Optional<String> waitingPayment(
      OrderRef ref, BiFunction<MerchantId, String, String> path) {
    return checkouts
        .view(ref)
        .filter(view -> view.order().status() == OrderStatus.PENDING_CUSTOMER)
        .flatMap(view -> view.payment().map(it -> path.apply(view.order().merchant(), it.uuid())));
  }

  Answer unchanged() {
    return pages.nothingNew();
  }

  Answer show(Checkout checkout, String template, Object model) {
    return show(checkout, 200, template, model, policy(checkout));
  }

  Answer show(Checkout checkout, int status, String template, Object model, PagePolicy policy) {
    return pages.show(checkout.page(), status, template, model, policy);
  }

  PagePolicy policy(Checkout checkout) {
    return policy(checkout.merchant(), checkout.embedding());
  }

  PagePolicy policy(MerchantId merchant, Embedding embedding) {
    var origins = embedding == Embedding.MERCHANT ? frameOrigins.of(merchant) : List.<String>of();
    return new PagePolicy(List.of(), origins, 0);
  }

  Answer toCheckout(Checkout checkout) {
    return to(checkout, checkout.path());
  }

  Answer toWallets(Checkout checkout) {
    return to(checkout, checkout.walletsPath());
  }

  /// Redirects a browser, or a script that looks again.
  Answer leave(Checkout checkout, String path) {
    return checkout.page().isScript() ? pages.leave(checkout.page(), path) : to(checkout, path);
  }

  Answer to(Checkout checkout, String path) {
    return pages.seeOther(checkout.page(), path);
  }

  CheckoutPlace place(Checkout checkout) {
    return new CheckoutPlace(
        summary(checkout),
        checkout.path(),
        services.returns().of(checkout.order()),
        checkout.isFramed());
  }

  OrderSummary summary(Checkout checkout) {
    return services.shops().summary(checkout.order());
  }

  /// Why a step was refused, in words for the customer.
  ///
  /// @param status of the answer that tells
  /// @throws Rejected when the customer cannot correct it
  Problem problem(Checkout checkout, Rejected refused, int status) {
    var texts = pages.texts(checkout.page().language());
    return new Problem(
        ErrorTexts.say(texts, refused.rejection()).orElseThrow(() -> refused),
        ErrorTexts.newCode(texts, refused.rejection()),
        status);
  }

  /// What the customer has to know about what happened before: how the last attempt to pay ended,
  /// or that the browser's session did. Empty for nothing.
  String notice(Checkout checkout) {
    var texts = pages.texts(checkout.page().language());
    if (checkout.isShortOfMoney()) {
      return texts.say("notice.short", walletName(checkout));
    }
    if (checkout.order().status() != OrderStatus.NEW && checkout.chosenGateway().isEmpty()) {
      var payment = checkout.view().payment();
      return payment
          .flatMap(OrderView.Payment::reason)
          .map(reason -> texts.say(PaymentNotices.key(reason), walletName(checkout)))
          .orElseGet(() -> texts.say("notice.not_paid"));
    }
    return checkouts.hasExpiredSession(checkout) ? texts.say("notice.session_ended") : "";
  }

  String say(Checkout checkout, String key, Object... values) {
    return pages.texts(checkout.page().language()).say(key, values);
  }

  /// The wallet of the latest payment, by its provider's name; empty without a payment.
  String walletName(Checkout checkout) {
    return checkout.view().payment().map(it -> services.connectors().name(it.gateway())).orElse("");
  }
}
