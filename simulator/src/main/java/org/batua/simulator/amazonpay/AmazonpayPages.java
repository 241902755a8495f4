package org.batua.simulator.amazonpay;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.batua.simulator.engine.AccountKey;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Consents.Decision;
import org.batua.simulator.engine.Consents.Grant;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Persona;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.ProviderReference;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.TopUpScenario;
import org.batua.simulator.engine.TopUps;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.Transaction.Kind;
import org.batua.simulator.http.Form;
import org.batua.simulator.page.CheckoutPage;
import org.batua.simulator.page.ConsentPage;
import org.batua.simulator.page.Html;
import org.batua.simulator.page.ReturnTarget;

/// The page of Login with Amazon, and the one on which a customer adds money.
final class AmazonpayPages {
  private static final String NAME = "Amazon Pay";
  private static final String SCOPE = "payments::conduct_silentpay";

  private final Engine engine;
  private final Gate gate;
  private final Map<String, String> redirectUris = new ConcurrentHashMap<>();

  AmazonpayPages(Engine engine, Gate gate) {
    this.engine = engine;
    this.gate = gate;
  }

  void routing(HttpRules rules) {
    rules.get("/ap/oa", this::showConsent);
    rules.post("/ap/oa", this::decideConsent);
    rules.get("/pay/{page}", this::open);
    rules.get("/page/pay/{page}", this::show);
    rules.post("/page/pay/{page}", this::decide);
  }

  /// Where the code was sent, which the token call has to repeat; forgotten by a restart.
  Optional<String> redirectUri(String code) {
    return Optional.ofNullable(redirectUris.get(code));
  }

  private void showConsent(ServerRequest request, ServerResponse response) {
    Form form = Form.of(request);
    Optional<Merchant> merchant = merchant(form);
    if (merchant.isEmpty()) {
      Html.send(response, 400, CheckoutPage.refused("An unknown client or an unfit parameter."));
    } else {
      Html.send(response, 200, ConsentPage.askingWho(NAME, merchant.get()));
    }
  }

  private Optional<Merchant> merchant(Form form) {
    boolean isFit =
        form.get("response_type").filter("code"::equals).isPresent()
            && form.get("scope").filter(SCOPE::equals).isPresent()
            && form.get("redirect_uri").filter(url -> url.matches("https?://\\S+")).isPresent();
    return isFit
        ? engine.administration().merchants(Provider.AMAZONPAY).stream()
            .filter(m -> form.get("client_id").equals(Optional.of(AmazonpayRoutes.clientId(m))))
            .findFirst()
        : Optional.empty();
  }

  private void decideConsent(ServerRequest request, ServerResponse response) {
    Form form = Form.of(request);
    Optional<Merchant> merchant = merchant(form);
    Optional<Phone> phone = form.get("phone").flatMap(Phone::parse);
    if (merchant.isPresent() && phone.isEmpty() && !isApproved(form)) {
      // who declines need not say who it is
      redirect(response, withQuery(form.get("redirect_uri").orElseThrow(), declined(form)));
      return;
    }
    if (merchant.isEmpty() || phone.isEmpty()) {
      Html.send(response, 400, CheckoutPage.refused("There is no such customer."));
      return;
    }
    Persona persona = Persona.of(phone.get());
    if (persona == Persona.REDIRECT_NEVER_RETURNS) {
      Html.send(response, 200, ConsentPage.leaving(NAME));
      return;
    }
    boolean isApproved =
        persona == Persona.REDIRECT_ACCEPTS
            || (persona != Persona.REDIRECT_DECLINES && isApproved(form));
    Call call = Call.of(Provider.AMAZONPAY, CallKind.CONSENT, phone.get());
    AccountKey account = new AccountKey(Provider.AMAZONPAY, phone.get());
    switch (engine.consents().begin(call, account, merchant.get().mid())) {
      case Reply.Done<OtpSession>(OtpSession asked, _) -> {
        Call decision = Call.of(Provider.AMAZONPAY, CallKind.CONSENT_DECISION, phone.get());
        engine
            .consents()
            .decide(decision, asked, isApproved ? Decision.APPROVE : Decision.DECLINE, Grant.CODE);
        String uri = form.get("redirect_uri").orElseThrow();
        redirectUris.put(asked.state().value(), uri);
        redirect(response, withQuery(uri, outcome(form, asked, isApproved)));
      }
      case Reply.Refused<OtpSession> refused ->
          Html.send(
              response,
              refused.delivery() == Delivery.DOWN ? 503 : 400,
              CheckoutPage.refused("This account cannot be used."));
    }
  }

  private static Map<String, String> outcome(Form form, OtpSession asked, boolean isApproved) {
    Map<String, String> outcome = new LinkedHashMap<>();
    if (isApproved) {
      outcome.put("code", asked.state().value());
      outcome.put("scope", SCOPE);
      form.get("state").ifPresent(state -> outcome.put("state", state));
      return outcome;
    }
    return declined(form);
  }

  private static Map<String, String> declined(Form form) {
    Map<String, String> outcome = new LinkedHashMap<>();
    outcome.put("error", "access_denied");
    outcome.put("error_description", "Access not permitted.");
    form.get("state").ifPresent(state -> outcome.put("state", state));
    return outcome;
  }

  private void open(ServerRequest request, ServerResponse response) {
    Optional<Transaction> found = find(request);
    if (found.isEmpty()) {
      Html.send(response, 404, CheckoutPage.refused("This payment is not known."));
      return;
    }
    boolean goesBack = found.get().kind() == Kind.TOP_UP && isPlayed(found.get());
    String page = "/amazonpay/page/pay/" + found.get().providerReference().value();
    redirect(response, goesBack ? returnUrl(request, found.get()) : page);
  }

  /// Whether a magic amount has decided in the customer's place; one of them never comes back.
  private static boolean isPlayed(Transaction transaction) {
    return TopUpScenario.of(transaction.amount())
        .filter(scenario -> scenario != TopUpScenario.NEVER_RETURNS)
        .isPresent();
  }

  private void show(ServerRequest request, ServerResponse response) {
    Optional<Transaction> found = find(request);
    if (found.isEmpty()) {
      Html.send(response, 404, CheckoutPage.refused("This payment is not known."));
    } else if (found.get().status() == Status.PENDING) {
      Html.send(response, 200, CheckoutPage.asking(NAME, merchant(found.get()), found.get()));
    } else {
      Html.send(
          response,
          200,
          CheckoutPage.decided(
              NAME,
              merchant(found.get()),
              found.get(),
              new ReturnTarget.Redirect(returnUrl(request, found.get()))));
    }
  }

  private Merchant merchant(Transaction transaction) {
    return engine
        .administration()
        .merchant(Provider.AMAZONPAY, transaction.key().mid())
        .orElseThrow();
  }

  private void decide(ServerRequest request, ServerResponse response) {
    TopUps.Decision decision =
        switch (Form.of(request).get("decision").orElse("")) {
          case "approve" -> TopUps.Decision.APPROVE;
          case "decline" -> TopUps.Decision.DECLINE;
          default -> TopUps.Decision.CANCEL;
        };
    Optional<Transaction> decided =
        find(request)
            .flatMap(
                found ->
                    engine
                        .topUps()
                        .decide(decisionCall(found), found.providerReference(), decision));
    if (decided.isEmpty()) {
      Html.send(response, 404, CheckoutPage.refused("This payment is not known."));
    } else {
      redirect(response, returnUrl(request, decided.get()));
    }
  }

  private static Call decisionCall(Transaction transaction) {
    return new Call(
        Provider.AMAZONPAY,
        CallKind.TOP_UP_DECISION,
        Optional.of(transaction.key().reference()),
        Optional.of(transaction.phone()),
        Optional.of(transaction.amount()));
  }

  private Optional<Transaction> find(ServerRequest request) {
    String page = request.path().pathParameters().get("page");
    return engine
        .topUps()
        .find(new ProviderReference(page))
        .filter(transaction -> transaction.key().provider() == Provider.AMAZONPAY);
  }

  /// Where the browser goes back to, with the result signed as an answer would be, or forged where
  /// the scenario says so.
  private String returnUrl(ServerRequest request, Transaction transaction) {
    boolean isForged =
        transaction.kind() == Kind.TOP_UP
            && TopUpScenario.of(transaction.amount())
                .equals(Optional.of(TopUpScenario.FORGED_RETURN));
    Map<String, String> content = new LinkedHashMap<>();
    MoneyCalls.about(transaction, Delivery.PROMPT)
        .fields()
        .forEach((name, value) -> content.put(name, String.valueOf(value)));
    if (isForged) {
      content.put("status", MoneyCalls.word(Status.SUCCEEDED));
    }
    String key = merchant(transaction).key();
    String kind = transaction.kind() == Kind.TOP_UP ? "topup" : "charge";
    String place = Gate.host(request) + "/amazonpay/v1/payments/" + kind;
    Map<String, String> stamp =
        gate.stamp("GET", place, Map.copyOf(content), isForged ? "forged" : key);
    content.putAll(stamp);
    return withQuery(transaction.checkout().orElseThrow().returnUrl(), content);
  }

  private static boolean isApproved(Form form) {
    return form.get("decision").filter("approve"::equals).isPresent();
  }

  private static String withQuery(String url, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return url + (url.contains("?") ? "&" : "?") + query;
  }

  private static void redirect(ServerResponse response, String location) {
    response.status(303);
    response.header(HeaderNames.LOCATION, location);
    response.send();
  }
}
