package org.batua.gateway.checkout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.wallet.Wallet;

/// The page on which a customer chooses how to pay, with the number and the OTP of a new wallet in
/// place.
public final class ChoicePages {
  private static final String FIELD = "mobile_number";

  private final CheckoutPages pages;
  private final CheckoutEntry entry;
  private final CheckoutLinking linking;
  private final CheckoutPayments payments;
  private final PaymentOptions options;
  private final Connectors connectors;

  public ChoicePages(
      CheckoutPages pages,
      CheckoutEntry entry,
      CheckoutLinking linking,
      CheckoutPayments payments,
      PaymentOptions options,
      Connectors connectors) {
    this.pages = pages;
    this.entry = entry;
    this.linking = linking;
    this.payments = payments;
    this.options = options;
    this.connectors = connectors;
  }

  /// The ways to pay an order.
  ///
  /// @param notice what happened before; empty for nothing
  /// @param isFailed whether the last payment failed
  /// @param isWrong whether what was sent has to be corrected
  /// @param account whose account a wallet can be kept in; empty for a stranger
  public record Choice(
      CheckoutPlace place,
      List<Way> ways,
      String notice,
      boolean isFailed,
      boolean isWrong,
      Optional<String> account)
      implements CheckoutPage {
    public Choice {
      ways = List.copyOf(ways);
    }

    /// Whether a code is awaited.
    public boolean isOtp() {
      return ways.stream().anyMatch(Way.AwaitingOtp.class::isInstance);
    }
  }

  /// What the customer was at.
  ///
  /// @param gateway whose row is open
  /// @param only the gateway that the shop chose for this payment
  record Attempt(
      Optional<GatewayCode> gateway,
      boolean isNewWallet,
      Optional<GatewayCode> only,
      String number,
      Problem problem) {
    static final Attempt NONE =
        new Attempt(Optional.empty(), /* isNewWallet= */ false, Optional.empty(), "", Problem.NONE);

    /// A wallet that is linked first.
    static Attempt ofNewWallet(Optional<GatewayCode> only) {
      return new Attempt(only, /* isNewWallet= */ true, only, "", Problem.NONE);
    }

    static Attempt wrongNumber(Optional<GatewayCode> gateway, String number, Problem problem) {
      return new Attempt(gateway, /* isNewWallet= */ true, Optional.empty(), number, problem);
    }
  }

  Answer show(Checkout checkout) {
    return show(checkout, Attempt.NONE);
  }

  /// After a step that is not seen otherwise, which the request names.
  Answer show(Checkout checkout, Request request) {
    return said(checkout, request)
        .map(notice -> show(checkout, ways(checkout, Attempt.NONE), Problem.NONE, notice))
        .orElseGet(() -> show(checkout));
  }

  private Optional<String> said(Checkout checkout, Request request) {
    if (CheckoutPaths.isAgain(request) && checkout.order().status() == OrderStatus.NEW) {
      return Optional.of(pages.say(checkout, "problem.WALLET_TOKEN_INVALID"));
    }
    return CheckoutPaths.forgotten(request)
        .filter(gateway -> connectors.find(gateway).isPresent())
        .map(gateway -> pages.say(checkout, "notice.forgotten", connectors.name(gateway)));
  }

  Answer show(Checkout checkout, Attempt attempt) {
    var notice = attempt.problem().text().isEmpty() ? pages.notice(checkout) : "";
    return show(checkout, ways(checkout, attempt), attempt.problem(), notice);
  }

  /// With the OTP of the wallet that is being linked.
  Answer otp(Checkout checkout, Wallet wallet, Problem problem) {
    var begun = checkout.session().flatMap(CheckoutSession::linking).orElseThrow();
    long wait = Math.max(0, linking.resendWait(begun).plusMillis(999).toSeconds());
    List<Way> ways = new ArrayList<>();
    ways.add(
        new Way.AwaitingOtp(
            wallet.gateway().code(),
            connectors.name(wallet.gateway()),
            /* isOpen= */ true,
            linking.maskedNumber(checkout, wallet),
            problem.beside(wait),
            wait,
            !checkout.isGuest(begun.owner())));
    ways(checkout, Attempt.NONE).stream()
        .filter(way -> !(way instanceof Way.Linkable && way.code().equals(wallet.gateway().code())))
        .map(ChoicePages::closed)
        .forEach(ways::add);
    // who has a code to enter knows how an earlier payment ended
    return show(checkout, ways, problem, "");
  }

  private Answer show(Checkout checkout, List<Way> ways, Problem problem, String notice) {
    boolean isWrong = !problem.text().isEmpty();
    var model =
        new Choice(
            pages.place(checkout),
            ways,
            notice,
            hasFailed(checkout),
            isWrong,
            linking.accountName(checkout));
    return pages.show(checkout, problem.status(), "choice", model, pages.policy(checkout));
  }

  private List<Way> ways(Checkout checkout, Attempt attempt) {
    var wallets = payments.linkedWallets(checkout);
    var shown = wallets.stream().filter(wallet -> isMeant(attempt, wallet.gateway())).toList();
    List<Way> ways = new ArrayList<>();
    shown.stream()
        .filter(wallet -> !isUseless(wallet, checkout))
        .sorted(usableFirst(checkout))
        .forEach(
            wallet -> ways.add(linked(checkout, wallet, ways.isEmpty() && !attempt.isNewWallet())));
    addLinkable(ways, checkout, wallets, attempt);
    shown.stream()
        .filter(wallet -> isUseless(wallet, checkout))
        .forEach(wallet -> ways.add(linked(checkout, wallet, /* isOpen= */ false)));
    return ways.stream().anyMatch(Way::isOpen) || ways.isEmpty() ? ways : firstOpened(ways);
  }

  private static boolean isMeant(Attempt attempt, GatewayCode gateway) {
    return attempt.only().map(gateway::equals).orElse(true);
  }

  private void addLinkable(
      List<Way> ways, Checkout checkout, List<Wallet> linked, Attempt attempt) {
    var pageOptions = providerPages(checkout, attempt);
    var number =
        attempt.number().isEmpty() ? linking.usualNumber(checkout).orElse("") : attempt.number();
    for (var option : options.linkable(checkout, linked)) {
      boolean isAnother =
          linked.stream().anyMatch(wallet -> wallet.gateway().code().equals(option.code()));
      boolean isOpen =
          attempt.isNewWallet()
              && attempt.gateway().map(one -> one.code().equals(option.code())).orElse(false);
      if (attempt.only().map(one -> one.code().equals(option.code())).orElse(true)) {
        ways.add(
            new Way.Linkable(
                option.code(),
                option.name(),
                isOpen,
                hasLinkable(ways) ? FIELD + "_" + option.code() : FIELD,
                isAnother ? attempt.number() : number,
                isOpen ? attempt.problem().text() : "",
                option.isByConsent(),
                outside(checkout, option),
                pageOptions.stream().anyMatch(page -> page.code().equals(option.code())),
                isAnother));
      }
    }
    pageOptions.stream()
        .filter(page -> ways.stream().noneMatch(way -> isOf(way, page)))
        .forEach(
            page -> ways.add(new Way.ProviderPage(page.code(), page.name(), /* isOpen= */ false)));
  }

  private static boolean hasLinkable(List<Way> ways) {
    return ways.stream().anyMatch(Way.Linkable.class::isInstance);
  }

  private static boolean isOf(Way way, ProviderOption page) {
    return way instanceof Way.Linkable && way.code().equals(page.code());
  }

  /// The providers on whose own pages the order can be paid; such a page asks for a number.
  private List<ProviderOption> providerPages(Checkout checkout, Attempt attempt) {
    return attempt.only().isEmpty() && payments.mobileForPages(checkout).isPresent()
        ? options.pages(checkout)
        : List.of();
  }

  /// A browser that is known in a frame is made known in the window too.
  private Optional<String> outside(Checkout checkout, ProviderOption option) {
    if (!checkout.isFramed() || !option.isByConsent()) {
      return Optional.empty();
    }
    return Optional.of(
        checkout
            .provenCustomer()
            .map(customer -> CheckoutPaths.start(entry.startLink(checkout.ref(), customer)))
            .orElse(CheckoutPaths.window(checkout.ref()) + "/wallet"));
  }

  private Way linked(Checkout checkout, Wallet wallet, boolean isOpen) {
    var amount = checkout.order().amount();
    return new Way.Linked(
        wallet.gateway().code(),
        connectors.name(wallet.gateway()),
        isOpen,
        payments.tokenOf(wallet),
        linking.lastDigits(checkout, wallet),
        wallet.balance().filter(one -> one.currency().equals(amount.currency())),
        missing(wallet, amount));
  }

  /// The first wallet with enough money comes first, and the one that failed before comes last.
  private static Comparator<Wallet> usableFirst(Checkout checkout) {
    var amount = checkout.order().amount();
    return Comparator.comparing((Wallet wallet) -> hasFailed(wallet, checkout))
        .thenComparing(wallet -> missing(wallet, amount).isPresent());
  }

  private static boolean hasFailed(Wallet wallet, Checkout checkout) {
    return failure(wallet, checkout).isPresent();
  }

  private static boolean hasFailed(Checkout checkout) {
    return switch (checkout.order().status()) {
      case FAILED, NOT_SENT -> true;
      case NEW, PENDING_CUSTOMER, AUTHORIZING, CHARGED -> false;
    };
  }

  /// A wallet that can only fail again is not proposed again; one that only lacks money, and is
  /// known to, can be filled.
  private static boolean isUseless(Wallet wallet, Checkout checkout) {
    boolean canBeFilled = missing(wallet, checkout.order().amount()).isPresent();
    return failure(wallet, checkout)
        .filter(
            it ->
                it.status().isShortOfMoney()
                    ? !canBeFilled
                    : it.reason()
                        .filter(reason -> PaymentNotices.isUseless(reason, canBeFilled))
                        .isPresent())
        .isPresent();
  }

  /// The order's last payment, if it failed or waits for money at the provider of this wallet.
  private static Optional<OrderView.Payment> failure(Wallet wallet, Checkout checkout) {
    return checkout
        .view()
        .payment()
        .filter(_ -> hasFailed(checkout) || checkout.isShortOfMoney())
        .filter(it -> it.gateway().equals(wallet.gateway()));
  }

  private static Optional<Money> missing(Wallet wallet, Money amount) {
    return wallet
        .balance()
        .filter(balance -> balance.currency().equals(amount.currency()))
        .filter(balance -> balance.compareTo(amount) < 0)
        .map(amount::minus);
  }

  private static List<Way> firstOpened(List<Way> ways) {
    var first =
        ways.stream().filter(Way.Linkable.class::isInstance).findFirst().orElse(ways.getFirst());
    return ways.stream()
        .map(way -> way.equals(first) ? with(way, /* isOpen= */ true) : way)
        .toList();
  }

  private static Way closed(Way way) {
    return with(way, /* isOpen= */ false);
  }

  private static Way with(Way way, boolean isOpen) {
    return switch (way) {
      case Way.Linked it ->
          new Way.Linked(
              it.code(), it.name(), isOpen, it.token(), it.number(), it.balance(), it.missing());
      case Way.Linkable it ->
          new Way.Linkable(
              it.code(),
              it.name(),
              isOpen,
              it.id(),
              it.number(),
              it.problem(),
              it.isByConsent(),
              it.outside(),
              it.hasPage(),
              it.isAnother());
      case Way.ProviderPage it -> new Way.ProviderPage(it.code(), it.name(), isOpen);
      case Way.AwaitingOtp it -> it;
    };
  }
}
