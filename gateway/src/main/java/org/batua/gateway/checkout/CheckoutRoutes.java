package org.batua.gateway.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Endpoint;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.wallet.Wallet;

/// The hosted checkout: the pages behind an order's payment links.
///
/// Every form answers with a redirect to a page that shows how things stand, so that going back and
/// sending again is harmless.
public final class CheckoutRoutes {
  static final String START_PATH = "/merchant/start/";
  static final String WINDOW_PATH = "/merchant/pay/";
  private static final int LOOK_AGAIN_SECONDS = 5;
  private static final int RETURN_AFTER_SECONDS = 6;
  private static final int TOKEN_LENGTH_MAX = 128;
  private static final Pattern REF = Pattern.compile("ordeh_[0-9a-f]{32}");
  private static final Pattern OTP = Pattern.compile("[0-9]{4,8}");

  private final Checkouts checkouts;
  private final Merchants merchants;
  private final PaymentOptions offers;
  private final ReturnLinks returns;
  private final Pages pages;
  private final BrowserSessions visits;
  private final BrowserSessions framedVisits;
  private final ConsentPages consents;

  /// Who renders pages, and knows browsers again in a window of their own and in a frame.
  public record Front(Pages pages, BrowserSessions visits, BrowserSessions framedVisits) {}

  public CheckoutRoutes(
      Checkouts checkouts, Merchants merchants, PaymentOptions offers, Front front) {
    this.checkouts = checkouts;
    this.merchants = merchants;
    this.offers = offers;
    this.returns = new ReturnLinks(merchants);
    this.pages = front.pages();
    this.visits = front.visits();
    this.framedVisits = front.framedVisits();
    this.consents = new ConsentPages(checkouts, merchants, offers, front);
  }

  /// A step of the checkout.
  @FunctionalInterface
  private interface Step {
    Answer take(Request request, Embedding frame);
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>(consents.routes());
    routes.add(page(Route.get(START_PATH + "{token}", Access.OPEN, this::start)));
    for (var frame : Embedding.values()) {
      var path = frame.path() + "{order}";
      routes.add(page(Route.get(path, Access.OPEN, in(frame, this::show))));
      routes.add(page(Route.post(path, Access.OPEN, in(frame, this::letIn))));
      routes.add(page(Route.get(path + "/wallets", Access.OPEN, in(frame, this::wallets))));
      routes.add(page(Route.get(path + "/wallet", Access.OPEN, in(frame, this::newWallet))));
      routes.add(page(Route.post(path + "/wallet", Access.OPEN, in(frame, this::sendOtp))));
      routes.add(page(Route.get(path + "/otp", Access.OPEN, in(frame, this::otp))));
      routes.add(page(Route.post(path + "/otp", Access.OPEN, in(frame, this::link))));
      routes.add(page(Route.post(path + "/resend", Access.OPEN, in(frame, this::resend))));
      routes.add(page(Route.post(path + "/pay", Access.OPEN, in(frame, this::pay))));
    }
    return routes;
  }

  private Route page(Route route) {
    return route.withRefusals(pages::refusal);
  }

  private static Endpoint in(Embedding frame, Step step) {
    return request -> step.take(request, frame);
  }

  private Answer start(Request request) {
    var visit = visits.of(request, "");
    var order = checkouts.start(visit, Secret.of(request.path("token")));
    return withCookies(visit, Answer.seeOther(Embedding.NONE.path() + order));
  }

  private Answer letIn(Request request, Embedding frame) {
    var ref = ref(request);
    var visit = visits(frame).of(request, frame.path() + ref);
    var token =
        request
            .params()
            .secret("client_auth_token", TOKEN_LENGTH_MAX)
            .orElseThrow(() -> new Rejected(new Rejection.Unauthenticated()));
    checkouts.letIn(visit, ref, token);
    return withCookies(visit, Answer.seeOther(frame.path() + ref));
  }

  private Answer show(Request request, Embedding frame) {
    var checkout = look(request, frame, "");
    var view = checkout.view();
    return switch (view.order().status()) {
      case CHARGED -> paid(checkout, frame);
      case AUTHORIZING ->
          show(
              checkout,
              "waiting",
              new PayPages.Waiting(bill(checkout)),
              policy(checkout, frame).refreshedAfter(LOOK_AGAIN_SECONDS));
      case PENDING_CUSTOMER -> toAct(checkout, frame);
      case NEW, FAILED, NOT_SENT -> toPay(checkout, frame);
    };
  }

  /// The ways to pay, also in place of a payment that waits for money.
  private Answer wallets(Request request, Embedding frame) {
    var checkout = look(request, frame, "/wallets");
    return checkout.isPayable() ? toPay(checkout, frame) : toCheckout(checkout, frame);
  }

  private Answer toPay(Checkout checkout, Embedding frame) {
    var wallets = checkouts.linkedWallets(checkout);
    return wallets.isEmpty()
        ? numberForm(checkout, frame, "", "")
        : choice(checkout, frame, wallets);
  }

  private Answer choice(Checkout checkout, Embedding frame, List<Wallet> wallets) {
    var choices = WalletOptions.of(checkout, wallets, checkouts, offers);
    var mayAdd = !offered(checkout, wallets).isEmpty();
    var model =
        new CheckoutPages.WalletChoice(
            place(checkout, frame), choices, mayAdd, pages(checkout), notice(checkout));
    return show(checkout, "wallets", model, policy(checkout, frame));
  }

  private Answer newWallet(Request request, Embedding frame) {
    var checkout = look(request, frame, "/wallet");
    return checkout.isPayable() ? numberForm(checkout, frame, "", "") : toCheckout(checkout, frame);
  }

  private Answer numberForm(Checkout checkout, Embedding frame, String number, String problem) {
    return numberForm(checkout, frame, Optional.empty(), number, problem);
  }

  private Answer numberForm(
      Checkout checkout, Embedding frame, Optional<String> chosen, String number, String problem) {
    var wallets = checkouts.linkedWallets(checkout);
    var all = offered(checkout, wallets);
    var outside = outside(checkout, frame, all);
    var offered = all.stream().filter(one -> !outside.offers().contains(one)).toList();
    var shown = number.isEmpty() ? checkouts.usualNumber(checkout).orElse("") : number;
    var first = offered.isEmpty() ? "" : offered.getFirst().code();
    var model =
        new CheckoutPages.NumberForm(
            place(checkout, frame),
            offered,
            outside,
            pages(checkout),
            chosen.orElse(first),
            shown,
            problem,
            notice(checkout),
            !wallets.isEmpty());
    int status = problem.isEmpty() ? 200 : 422;
    return pages.show(checkout.visit(), status, "number", model, policy(checkout, frame));
  }

  private List<CheckoutPages.Offer> offered(Checkout checkout, List<Wallet> wallets) {
    return offers.of(checkout, wallets, checkouts.mayLinkAny(checkout));
  }

  /// A browser that is known in a frame is made known in the window too.
  private CheckoutPages.Outside outside(
      Checkout checkout, Embedding frame, List<CheckoutPages.Offer> offered) {
    var consents = offered.stream().filter(CheckoutPages.Offer::isByConsent).toList();
    if (frame == Embedding.NONE || consents.isEmpty()) {
      return CheckoutPages.Outside.NOTHING;
    }
    var path =
        checkout
            .known()
            .map(customer -> START_PATH + checkouts.startLink(checkout.ref(), customer).reveal())
            .orElse(WINDOW_PATH + checkout.ref() + "/wallet");
    return new CheckoutPages.Outside(consents, path);
  }

  private Answer sendOtp(Request request, Embedding frame) {
    var checkout = submitted(request, frame, "/wallet");
    if (!checkout.isPayable()) {
      return toCheckout(checkout, frame);
    }
    var number = request.params().text("mobile_number", 24).orElse("").replaceAll("[ -]", "");
    var given = request.params().text("gateway", 32);
    var gateway = given.flatMap(GatewayCode::parse);
    try {
      var token =
          checkouts.beginLinking(checkout, gateway.orElseThrow(CheckoutRoutes::noGateway), number);
      var next =
          token
              .map(it -> ConsentPages.onPath(checkout.ref(), it))
              .orElse(frame.path() + checkout.ref() + "/otp");
      return withCookies(checkout.visit(), Answer.seeOther(next));
    } catch (Rejected e) {
      return numberForm(checkout, frame, given, number, problem(checkout, e));
    }
  }

  private Answer otp(Request request, Embedding frame) {
    return otpForm(look(request, frame, "/otp"), frame, "");
  }

  private Answer otpForm(Checkout checkout, Embedding frame, String problem) {
    var wallet = checkouts.waiting(checkout);
    if (wallet.isEmpty() || !checkout.isPayable()) {
      return toCheckout(checkout, frame);
    }
    var linking = checkout.seat().flatMap(CheckoutSession::linking).orElseThrow();
    long wait = Math.max(0, checkouts.resendWait(linking).plusMillis(999).toSeconds());
    var model =
        new CheckoutPages.OtpForm(
            place(checkout, frame),
            offers.name(wallet.get().gateway()),
            checkouts.maskedNumber(checkout, wallet.get()),
            problem,
            wait);
    int status = problem.isEmpty() ? 200 : 422;
    return pages.show(checkout.visit(), status, "otp", model, policy(checkout, frame));
  }

  private Answer link(Request request, Embedding frame) {
    var checkout = submitted(request, frame, "/otp");
    if (checkout.seat().flatMap(CheckoutSession::linking).isEmpty()) {
      // the first press of the button linked it
      return toWallets(checkout, frame);
    }
    var otp = request.params().text("otp", 16).orElse("").replaceAll("[ -]", "");
    try {
      if (!OTP.matcher(otp).matches()) {
        throw new Rejected(Rejection.wallet(WalletError.OTP_INVALID));
      }
      checkouts.link(checkout, Secret.of(otp));
    } catch (Rejected e) {
      return otpForm(checkout, frame, problem(checkout, e));
    }
    return toWallets(checkout, frame);
  }

  private Answer resend(Request request, Embedding frame) {
    var checkout = submitted(request, frame, "/otp");
    try {
      checkouts.resendOtp(checkout);
    } catch (Rejected e) {
      return otpForm(checkout, frame, problem(checkout, e));
    }
    return withCookies(checkout.visit(), Answer.seeOther(frame.path() + checkout.ref() + "/otp"));
  }

  /// Whatever came of it, the checkout shows how the order stands: also when this form was sent
  /// before, and its token is used up.
  private Answer pay(Request request, Embedding frame) {
    var checkout = submitted(request, frame, "");
    var token = request.params().secret("wallet_token", TOKEN_LENGTH_MAX);
    var gateway = request.params().text("gateway", 32).flatMap(GatewayCode::parse);
    try {
      if (token.isPresent() && checkout.known().isPresent()) {
        checkouts.pay(checkout, token.get());
      } else if (token.isEmpty() && gateway.isPresent()) {
        checkouts.payOnPage(checkout, gateway.get());
      }
    } catch (Rejected e) {
      boolean isShown =
          e.rejection() instanceof Rejection.OrderRefused
              || e.rejection() instanceof Rejection.TokenRefused
              || e.rejection() instanceof Rejection.OutcomeNotStored;
      if (!isShown) {
        throw e;
      }
    }
    return toCheckout(checkout, frame);
  }

  private Answer paid(Checkout checkout, Embedding frame) {
    var place = place(checkout, frame);
    var model = new CheckoutPages.Paid(place, offers.walletName(checkout.view()));
    var answer = show(checkout, "paid", model, policy(checkout, frame));
    // a frame may not lead the page around it away without a click
    return place.back().isPresent() && frame == Embedding.NONE
        ? answer.with("Refresh", RETURN_AFTER_SECONDS + "; url=" + place.back().get())
        : answer;
  }

  private Answer toAct(Checkout checkout, Embedding frame) {
    var txn = checkout.view().payment().orElseThrow();
    var start = PayPages.startPath(checkout.merchant(), txn.uuid());
    if (frame == Embedding.NONE) {
      var next = PayPages.actPath(checkout.merchant(), txn);
      return withCookies(checkout.visit(), Answer.seeOther(next));
    }
    var wallet = offers.name(txn.gateway());
    var key = txn.customerUrl().isEmpty() ? "missing" : "confirm";
    var model = new CheckoutPages.CustomerNeeded(place(checkout, frame), key, wallet, start);
    return show(checkout, "missing", model, policy(checkout, frame));
  }

  /// A provider's page asks for a number.
  private List<CheckoutPages.Offer> pages(Checkout checkout) {
    return checkouts.mobileOfPages(checkout).isPresent() ? offers.pages(checkout) : List.of();
  }

  private Checkout look(Request request, Embedding frame, String step) {
    var ref = ref(request);
    return checkouts.open(visits(frame).of(request, frame.path() + ref + step), ref);
  }

  private Checkout submitted(Request request, Embedding frame, String step) {
    var ref = ref(request);
    return checkouts.open(visits(frame).ofForm(request, frame.path() + ref + step), ref);
  }

  private BrowserSessions visits(Embedding frame) {
    return frame == Embedding.NONE ? visits : framedVisits;
  }

  static OrderRef ref(Request request) {
    var text = request.path("order");
    if (!REF.matcher(text).matches()) {
      throw new Rejected(new Rejection.UnknownObject());
    }
    return new OrderRef(text);
  }

  private Answer show(Checkout checkout, String template, Object model, PagePolicy policy) {
    return pages.show(checkout.visit(), 200, template, model, policy);
  }

  private PagePolicy policy(Checkout checkout, Embedding frame) {
    var framers =
        frame == Embedding.MERCHANT ? checkouts.framers(checkout.merchant()) : List.<String>of();
    return new PagePolicy(List.of(), framers, 0);
  }

  private static Answer toCheckout(Checkout checkout, Embedding frame) {
    return withCookies(checkout.visit(), Answer.seeOther(frame.path() + checkout.ref()));
  }

  private static Answer toWallets(Checkout checkout, Embedding frame) {
    return withCookies(checkout.visit(), Answer.seeOther(frame.path() + checkout.walletsPath()));
  }

  static Answer withCookies(PageRequest visit, Answer answer) {
    var all = answer.with("Referrer-Policy", "no-referrer");
    for (var cookie : visit.cookies()) {
      all = all.withCookie(cookie);
    }
    return all;
  }

  private CheckoutPages.Place place(Checkout checkout, Embedding frame) {
    return new CheckoutPages.Place(
        bill(checkout),
        frame.path() + checkout.ref(),
        returns.of(checkout.order()),
        frame == Embedding.MERCHANT);
  }

  private OrderSummary bill(Checkout checkout) {
    return OrderSummary.of(checkout.order(), merchants);
  }

  private String problem(Checkout checkout, Rejected refused) {
    return ErrorTexts.say(pages.texts(checkout.visit().language()), refused.rejection())
        .orElseThrow(() -> refused);
  }

  /// What became of the last attempt to pay, when it did not pay.
  private String notice(Checkout checkout) {
    var texts = pages.texts(checkout.visit().language());
    if (checkout.isShortOfMoney()) {
      return texts.say("notice.short", offers.walletName(checkout.view()));
    }
    return checkout.order().status() == OrderStatus.NEW ? "" : texts.say("notice.not_paid");
  }

  private static Rejected noGateway() {
    return new Rejected(Rejection.wallet(WalletError.GATEWAY_NOT_CONFIGURED));
  }
}
