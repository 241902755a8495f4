package org.batua.simulator.gopay;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Consents;
import org.batua.simulator.engine.Consents.Decision;
import org.batua.simulator.engine.Consents.Grant;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Persona;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.ProviderReference;
import org.batua.simulator.engine.Token;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.http.Form;
import org.batua.simulator.page.CheckoutPage;
import org.batua.simulator.page.ConsentPage;
import org.batua.simulator.page.HostedPayments;
import org.batua.simulator.page.Html;
import org.batua.simulator.page.ReturnTarget;

/// The pages on which a customer links the wallet or confirms a payment, each with its way back.
final class GopayPages {
  private final Engine engine;
  private final AccountCalls accounts;
  private final HostedPayments pins;

  GopayPages(Engine engine, AccountCalls accounts) {
    this.engine = engine;
    this.accounts = accounts;
    this.pins = new HostedPayments(Provider.GOPAY, "GoPay", engine, GopayPages::wayBack);
  }

  void routing(HttpRules rules) {
    rules.get("/page/link/{page}", this::showLink);
    rules.post("/page/link/{page}", this::decideLink);
    rules.get("/page/pin/{page}", (request, response) -> pins.show(page(request), response));
    rules.post(
        "/page/pin/{page}",
        (request, response) ->
            pins.decide(page(request), Form.of(request).get("decision").orElse(""), response));
  }

  private void showLink(ServerRequest request, ServerResponse response) {
    Optional<OtpSession> asked = asked(request);
    if (asked.isEmpty()) {
      Html.send(response, 404, CheckoutPage.refused("This link is not known."));
      return;
    }
    switch (Persona.of(asked.get().key().account().phone())) {
      case REDIRECT_ACCEPTS -> decide(response, asked.get(), Decision.APPROVE);
      case REDIRECT_DECLINES -> decide(response, asked.get(), Decision.DECLINE);
      case REDIRECT_NEVER_RETURNS -> Html.send(response, 200, ConsentPage.leaving("GoPay"));
      default ->
          Html.send(
              response,
              200,
              ConsentPage.asking(
                  "GoPay", merchant(asked.get()), asked.get().key().account().phone()));
    }
  }

  private Merchant merchant(OtpSession asked) {
    return engine.administration().merchant(Provider.GOPAY, asked.key().mid()).orElseThrow();
  }

  private void decideLink(ServerRequest request, ServerResponse response) {
    Optional<OtpSession> asked = asked(request);
    if (asked.isEmpty()) {
      Html.send(response, 404, CheckoutPage.refused("This link is not known."));
      return;
    }
    boolean isApproved = isApproved(request);
    decide(response, asked.get(), isApproved ? Decision.APPROVE : Decision.DECLINE);
  }

  private void decide(ServerResponse response, OtpSession asked, Decision decision) {
    Call call = Call.of(Provider.GOPAY, CallKind.CONSENT_DECISION, asked.key().account().phone());
    Consents.State state = engine.consents().decide(call, asked, decision, Grant.LINK);
    back(response, accounts.redirectUrl(asked.state().value()), AccountCalls.word(state));
  }

  private Optional<OtpSession> asked(ServerRequest request) {
    return engine.consents().find(new Token(request.path().pathParameters().get("page")));
  }

  private static ReturnTarget wayBack(Transaction transaction) {
    return url(transaction)
        .<ReturnTarget>map(ReturnTarget.Redirect::new)
        .orElseGet(ReturnTarget.None::new);
  }

  private static Optional<String> url(Transaction transaction) {
    return transaction
        .checkout()
        .map(Transaction.Checkout::returnUrl)
        .filter(url -> url.matches("https?://\\S+"));
  }

  private static ProviderReference page(ServerRequest request) {
    return new ProviderReference(request.path().pathParameters().get("page"));
  }

  private static boolean isApproved(ServerRequest request) {
    return Form.of(request).get("decision").filter("approve"::equals).isPresent();
  }

  private static void back(ServerResponse response, Optional<String> url, String word) {
    if (url.isEmpty()) {
      Html.send(response, 200, ConsentPage.ended("GoPay", word));
    } else {
      response.status(303);
      response.header(HeaderNames.LOCATION, url.get());
      response.send();
    }
  }
}
