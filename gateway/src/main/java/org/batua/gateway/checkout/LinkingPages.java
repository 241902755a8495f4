package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.page.Embedding;

/// The steps of the checkout that link a wallet: the mobile number, and the OTP.
public final class LinkingPages {
  private static final Pattern OTP = Pattern.compile("[0-9]{4,8}");

  private final CheckoutPages pages;
  private final CheckoutEntry entry;
  private final CheckoutLinking linking;
  private final CheckoutPayments payments;
  private final PaymentOptions options;
  private final Connectors connectors;

  public LinkingPages(
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

  /// The form that asks for a mobile number.
  ///
  /// @param options providers whose wallets can be linked here
  /// @param outside those that are linked in a window of their own
  /// @param pages providers on whose own pages the order can be paid
  /// @param chosen the code of the chosen option
  /// @param problem with what was sent; empty for none
  /// @param notice what happened before; empty for nothing
  /// @param account whose account a wallet can be kept in; empty for a stranger
  /// @param mayGoBack whether there are wallets to go back to
  public record NumberForm(
      CheckoutPlace place,
      List<ProviderOption> options,
      Outside outside,
      List<ProviderOption> pages,
      String chosen,
      String number,
      String problem,
      String notice,
      boolean mayGoBack,
      Optional<String> account) {
    public NumberForm {
      options = List.copyOf(options);
      pages = List.copyOf(pages);
    }

    /// Selects the text that says what follows the number.
    public String way() {
      long consents = options.stream().filter(ProviderOption::isByConsent).count();
      return consents == 0 ? "otp" : consents == options.size() ? "consent" : "both";
    }
  }

  /// Providers that cannot be linked in a frame.
  ///
  /// @param path where they are linked
  public record Outside(List<ProviderOption> options, String path) {
    static final Outside NOTHING = new Outside(List.of(), "");

    public Outside {
      options = List.copyOf(options);
    }
  }

  /// The form that asks for an OTP.
  ///
  /// @param number masked
  /// @param waitSeconds until another OTP may be sent; 0 when it may
  /// @param isKept whether the wallet is linked for later orders too
  /// @param account whose account keeps it; empty for a stranger
  public record OtpForm(
      CheckoutPlace place,
      String wallet,
      String number,
      String problem,
      long waitSeconds,
      boolean isKept,
      Optional<String> account) {}

  Answer newWallet(Request request, Embedding embedding) {
    var checkout = pages.open(request, embedding, "/wallet");
    var only = request.params().text("gateway", 32).flatMap(GatewayCode::parse);
    return checkout.isPayable()
        ? numberForm(checkout, only.map(GatewayCode::code), "", "", only)
        : pages.toCheckout(checkout);
  }

  Answer numberForm(Checkout checkout) {
    return numberForm(checkout, Optional.empty(), "", "");
  }

  private Answer numberForm(
      Checkout checkout, Optional<String> chosen, String number, String problem) {
    return numberForm(checkout, chosen, number, problem, Optional.empty());
  }

  /// @param only the gateway that the shop chose for this payment
  private Answer numberForm(
      Checkout checkout,
      Optional<String> chosen,
      String number,
      String problem,
      Optional<GatewayCode> only) {
    var wallets = payments.linkedWallets(checkout);
    var all =
        options.linkable(checkout, wallets).stream()
            .filter(one -> only.map(gateway -> gateway.code().equals(one.code())).orElse(true))
            .toList();
    var outside = outside(checkout, all);
    var inside = all.stream().filter(one -> !outside.options().contains(one)).toList();
    var shown = number.isEmpty() ? linking.usualNumber(checkout).orElse("") : number;
    var first = inside.isEmpty() ? "" : inside.getFirst().code();
    var model =
        new NumberForm(
            pages.place(checkout),
            inside,
            outside,
            only.isEmpty() ? providerPages(checkout) : List.of(),
            chosen.orElse(first),
            shown,
            problem,
            pages.notice(checkout),
            !wallets.isEmpty(),
            linking.accountName(checkout));
    return show(checkout, "number", model, problem);
  }

  /// The providers on whose own pages the order can be paid; such a page asks for a number.
  List<ProviderOption> providerPages(Checkout checkout) {
    return payments.mobileForPages(checkout).isPresent() ? options.pages(checkout) : List.of();
  }

  /// A browser that is known in a frame is made known in the window too.
  private Outside outside(Checkout checkout, List<ProviderOption> linkable) {
    var consents = linkable.stream().filter(ProviderOption::isByConsent).toList();
    if (!checkout.isFramed() || consents.isEmpty()) {
      return Outside.NOTHING;
    }
    var path =
        checkout
            .provenCustomer()
            .map(customer -> CheckoutPaths.start(entry.startLink(checkout.ref(), customer)))
            .orElse(CheckoutPaths.window(checkout.ref()) + "/wallet");
    return new Outside(consents, path);
  }

  Answer sendOtp(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "/wallet");
    if (!checkout.isPayable()) {
      return pages.toCheckout(checkout);
    }
    var number =
        request.params().text("mobile_number", MobileNumber.TEXT_LENGTH_MAX).orElse("").strip();
    var chosen = request.params().text("gateway", 32);
    var keep =
        request.params().text("keep", 8).filter("yes"::equals).isPresent()
            ? CheckoutLinking.Keep.FOR_LATER
            : CheckoutLinking.Keep.THIS_ORDER;
    try {
      var gateway =
          chosen.flatMap(GatewayCode::parse).orElseThrow(LinkingPages::gatewayNotConfigured);
      var consent = linking.begin(checkout, gateway, number, keep);
      return pages.to(
          checkout,
          consent
              .map(token -> CheckoutPaths.consent(checkout.ref(), token))
              .orElse(checkout.path() + "/otp"));
    } catch (Rejected e) {
      return numberForm(checkout, chosen, number, pages.problem(checkout, e));
    }
  }

  Answer otp(Request request, Embedding embedding) {
    return otpForm(pages.open(request, embedding, "/otp"), "");
  }

  private Answer otpForm(Checkout checkout, String problem) {
    var wallet = linking.walletAwaitingOtp(checkout);
    if (wallet.isEmpty() || !checkout.isPayable()) {
      return pages.toCheckout(checkout);
    }
    var begun = checkout.session().flatMap(CheckoutSession::linking).orElseThrow();
    long wait = Math.max(0, linking.resendWait(begun).plusMillis(999).toSeconds());
    var model =
        new OtpForm(
            pages.place(checkout),
            connectors.name(wallet.get().gateway()),
            linking.maskedNumber(checkout, wallet.get()),
            problem,
            wait,
            !checkout.isGuest(begun.owner()),
            linking.accountName(checkout));
    return show(checkout, "otp", model, problem);
  }

  Answer link(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "/otp");
    if (checkout.session().flatMap(CheckoutSession::linking).isEmpty()) {
      // the first press of the button linked it
      return pages.toWallets(checkout);
    }
    var otp = digits(request, "otp", 16);
    try {
      if (!OTP.matcher(otp).matches()) {
        throw new Rejected(Rejection.wallet(WalletError.OTP_INVALID));
      }
      var wallet = linking.link(checkout, Secret.of(otp));
      if (request.params().text("then", 8).filter("pay"::equals).isPresent()) {
        payments.payWithLinked(checkout, wallet);
        return pages.toCheckout(checkout);
      }
    } catch (Rejected e) {
      return otpForm(checkout, pages.problem(checkout, e));
    }
    return pages.toWallets(checkout);
  }

  Answer resend(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "/otp");
    try {
      linking.resendOtp(checkout);
    } catch (Rejected e) {
      return otpForm(checkout, pages.problem(checkout, e));
    }
    return pages.to(checkout, checkout.path() + "/otp");
  }

  private Answer show(Checkout checkout, String template, Object model, String problem) {
    int status = problem.isEmpty() ? 200 : 422;
    return pages.show(checkout, status, template, model, pages.policy(checkout));
  }

  /// A field of digits, which people write with spaces and hyphens.
  private static String digits(Request request, String field, int lengthMax) {
    return request.params().text(field, lengthMax).orElse("").replaceAll("[ -]", "");
  }

  private static Rejected gatewayNotConfigured() {
    return new Rejected(Rejection.wallet(WalletError.GATEWAY_NOT_CONFIGURED));
  }
}
