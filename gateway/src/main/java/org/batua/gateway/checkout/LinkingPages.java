package org.batua.gateway.checkout;

import java.util.Optional;
import java.util.function.Supplier;
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
import org.batua.gateway.wallet.Wallet;

/// The steps of the checkout that link a wallet: the mobile number, and the OTP. A slow provider is
/// not waited for.
public final class LinkingPages {
  private static final Pattern OTP = Pattern.compile("[0-9]{4,8}");
  private static final int LOOK_AGAIN_SECONDS = 3;
  private static final int OK = 200;
  private static final int WRONG = 422;

  private final CheckoutPages pages;
  private final CheckoutLinking linking;
  private final CheckoutPayments payments;
  private final ChoicePages choices;
  private final LinkSteps steps;
  private final Connectors connectors;

  public LinkingPages(
      CheckoutPages pages,
      CheckoutLinking linking,
      CheckoutPayments payments,
      ChoicePages choices,
      LinkSteps steps,
      Connectors connectors) {
    this.pages = pages;
    this.linking = linking;
    this.payments = payments;
    this.choices = choices;
    this.steps = steps;
    this.connectors = connectors;
  }

  /// A step that the provider has not answered yet.
  ///
  /// @param kind selects the texts: `SEND` or `VERIFY`
  public record Step(CheckoutPlace place, String kind, String wallet) implements CheckoutPage {}

  /// The ways to pay, or the step that is under way.
  Answer show(Request request, Checkout checkout) {
    return steps.isUnderWay(checkout) ? toOtp(checkout) : choices.show(checkout, request);
  }

  Answer newWallet(Request request, Embedding embedding) {
    var checkout = pages.open(request, embedding, "/wallet");
    var only = request.params().text("gateway", 32).flatMap(GatewayCode::parse);
    return checkout.isPayable()
        ? choices.show(checkout, ChoicePages.Attempt.ofNewWallet(only))
        : pages.toCheckout(checkout);
  }

  Answer sendOtp(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "/wallet");
    if (!checkout.isPayable()) {
      return pages.toCheckout(checkout);
    }
    if (steps.isUnderWay(checkout)) {
      return toOtp(checkout);
    }
    var number =
        latin(request.params().text("mobile_number", MobileNumber.TEXT_LENGTH_MAX).orElse(""))
            .strip();
    var gateway = request.params().text("gateway", 32).flatMap(GatewayCode::parse);
    var keep =
        request.params().text("keep", 8).filter("yes"::equals).isPresent()
            ? CheckoutLinking.Keep.FOR_LATER
            : CheckoutLinking.Keep.THIS_ORDER;
    try {
      var chosen = gateway.orElseThrow(LinkingPages::gatewayNotConfigured);
      return take(checkout, LinkStep.Kind.SEND, () -> begin(checkout, chosen, number, keep));
    } catch (Rejected e) {
      return wrongNumber(checkout, gateway, number, problem(checkout, e));
    }
  }

  private String begin(
      Checkout checkout, GatewayCode gateway, String number, CheckoutLinking.Keep keep) {
    return linking
        .begin(checkout, gateway, number, keep)
        .map(token -> CheckoutPaths.consent(checkout.ref(), token))
        .orElseGet(() -> otpPath(checkout));
  }

  private Answer wrongNumber(
      Checkout checkout, Optional<GatewayCode> gateway, String number, Problem problem) {
    return choices.show(checkout, ChoicePages.Attempt.wrongNumber(gateway, number, problem));
  }

  /// To where a step leads, or to the page that shows what becomes of it.
  private Answer take(Checkout checkout, LinkStep.Kind kind, Supplier<String> step) {
    return pages.to(checkout, steps.take(checkout, kind, step).orElse(otpPath(checkout)));
  }

  Answer otp(Request request, Embedding embedding) {
    var checkout = pages.open(request, embedding, "/otp");
    return steps
        .of(checkout)
        .filter(_ -> checkout.isPayable())
        .map(step -> show(checkout, step))
        .orElseGet(() -> otpForm(checkout, Problem.NONE));
  }

  private Answer show(Checkout checkout, LinkStep step) {
    if (step.end().isEmpty()) {
      return underWay(checkout, step.kind());
    }
    steps.forget(checkout);
    return switch (step.end().get()) {
      case LinkStep.End.Done(var path) -> pages.leave(checkout, path);
      case LinkStep.End.Refused refused -> {
        var rejected = new Rejected(refused.rejection());
        var problem = pages.problem(checkout, rejected, OK);
        var wallet = linking.wallet(checkout);
        yield step.kind() == LinkStep.Kind.VERIFY
            ? otpForm(checkout, problem)
            : wrongNumber(checkout, wallet.map(Wallet::gateway), "", problem);
      }
    };
  }

  private Answer underWay(Checkout checkout, LinkStep.Kind kind) {
    if (checkout.page().isScript()) {
      return pages.unchanged();
    }
    var wallet = linking.wallet(checkout).map(it -> connectors.name(it.gateway())).orElse("");
    var model = new Step(pages.place(checkout), kind.name(), wallet);
    var policy = pages.policy(checkout).refreshedAfter(LOOK_AGAIN_SECONDS);
    return pages.show(checkout, 200, "step", model, policy);
  }

  private Answer otpForm(Checkout checkout, Problem problem) {
    var wallet = linking.walletAwaitingOtp(checkout);
    return wallet.isEmpty() || !checkout.isPayable()
        ? pages.toCheckout(checkout)
        : choices.otp(checkout, wallet.get(), problem);
  }

  Answer link(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "/otp");
    if (steps.isUnderWay(checkout)) {
      return toOtp(checkout);
    }
    if (checkout.session().flatMap(CheckoutSession::linking).isEmpty()) {
      // the first press of the button linked it
      return pages.toWallets(checkout);
    }
    var otp = digits(request, "otp", 16);
    boolean isPaying = request.params().text("then", 8).filter("pay"::equals).isPresent();
    try {
      if (!OTP.matcher(otp).matches()) {
        throw new Rejected(Rejection.wallet(WalletError.OTP_INVALID));
      }
      return take(checkout, LinkStep.Kind.VERIFY, () -> link(checkout, Secret.of(otp), isPaying));
    } catch (Rejected e) {
      return otpForm(checkout, problem(checkout, e));
    }
  }

  private String link(Checkout checkout, Secret otp, boolean isPaying) {
    var wallet = linking.link(checkout, otp);
    if (!isPaying) {
      return checkout.walletsPath();
    }
    payments.payWithLinked(checkout, wallet);
    return checkout.path();
  }

  Answer resend(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "/otp");
    if (steps.isUnderWay(checkout)) {
      return toOtp(checkout);
    }
    try {
      return take(
          checkout,
          LinkStep.Kind.SEND,
          () -> {
            linking.resendOtp(checkout);
            return otpPath(checkout);
          });
    } catch (Rejected e) {
      return otpForm(checkout, problem(checkout, e));
    }
  }

  private Problem problem(Checkout checkout, Rejected refused) {
    return pages.problem(checkout, refused, WRONG);
  }

  private Answer toOtp(Checkout checkout) {
    return pages.to(checkout, otpPath(checkout));
  }

  private static String otpPath(Checkout checkout) {
    return checkout.path() + "/otp";
  }

  /// A field of digits, which people write with spaces and hyphens, and in the digits of their
  /// language.
  private static String digits(Request request, String field, int lengthMax) {
    return latin(request.params().text(field, lengthMax).orElse("")).replaceAll("[ -]", "");
  }

  private static String latin(String text) {
    return text.codePoints()
        .map(it -> Character.isDigit(it) ? '0' + Character.digit(it, 10) : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Rejected gatewayNotConfigured() {
    return new Rejected(Rejection.wallet(WalletError.GATEWAY_NOT_CONFIGURED));
  }
}
