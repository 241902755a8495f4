package org.batua.simulator.control;

import io.helidon.http.HeaderNames;
import io.helidon.http.NotFoundException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.Account.Standing;
import org.batua.simulator.engine.AccountKey;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.Administration.AccountView;
import org.batua.simulator.engine.Administration.TransactionView;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Faults;
import org.batua.simulator.engine.JournalQuery;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.OtpScenario;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Status;
import tools.jackson.databind.JsonNode;

/// The control API: reads and changes the state of the simulated providers.
public final class ControlRoutes implements HttpService {
  private static final int JOURNAL_LIMIT_MAX = 10_000;
  private static final int JOURNAL_LIMIT_USUAL = 1_000;

  private final Administration administration;
  private final Statement statement;

  public ControlRoutes(Administration administration) {
    this.administration = administration;
    this.statement = new Statement(administration);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/health", (_, response) -> Json.send(response, Map.of("status", "UP")));
    rules.get("/accounts/{phone}", this::account);
    rules.put("/accounts/{phone}", this::changeAccount);
    rules.post("/accounts/{phone}/revoke", this::revoke);
    rules.get("/otp/{phone}", this::otp);
    rules.get("/clock", (_, response) -> sendClock(response));
    rules.post("/clock/advance", this::advanceClock);
    rules.get("/transactions", this::transactions);
    rules.post("/transactions/{ref}/resolve", this::resolve);
    rules.get("/journal", this::journal);
    rules.get("/journal/count", this::journalCount);
    rules.get("/statement", this::statement);
    rules.get("/faults", (_, response) -> sendFaults(response));
    rules.post("/faults", this::setFaults);
    rules.delete("/faults", this::clearFaults);
    rules.post("/merchants", this::addMerchant);
    rules.get("/merchants/{mid}", this::merchant);
    rules.put("/merchants/{mid}", this::nameMerchant);
    rules.get("/ledger", this::ledger);
    rules.post("/reset", this::reset);
  }

  private void account(ServerRequest request, ServerResponse response) {
    Json.send(response, Views.of(administration.account(Parameters.account(request))));
  }

  private void changeAccount(ServerRequest request, ServerResponse response) {
    AccountKey key = Parameters.account(request);
    JsonNode body = Json.read(request);
    String balance = body.path("balance").asString("");
    if (!balance.isEmpty()) {
      Paise wanted =
          Paise.parseRupees(balance).orElseThrow(() -> Parameters.wrong("balance", balance));
      administration.setBalance(key, wanted);
    }
    if (body.has("blocked")) {
      boolean isBlocked = body.path("blocked").asBoolean(false);
      administration.setStanding(key, isBlocked ? Standing.BLOCKED : Standing.ACTIVE);
    }
    Json.send(response, Views.of(administration.account(key)));
  }

  private void revoke(ServerRequest request, ServerResponse response) {
    Json.send(response, Views.of(administration.revokeLinks(Parameters.account(request))));
  }

  private void otp(ServerRequest request, ServerResponse response) {
    AccountView view = administration.account(Parameters.account(request));
    OtpSession last =
        view.otps().stream()
            .max(Comparator.comparing(OtpSession::sentAt))
            .orElseThrow(() -> new NotFoundException("No OTP was sent to this number"));
    Json.send(
        response,
        Map.of(
            "otp", OtpScenario.RIGHT.otp().value(),
            "mid", last.key().mid().value(),
            "sentAt", last.sentAt().toString(),
            "expiresAt", last.expiresAt().toString()));
  }

  private void advanceClock(ServerRequest request, ServerResponse response) {
    long seconds = Json.read(request).path("seconds").asLong(-1);
    if (seconds < 0) {
      throw Parameters.wrong("seconds", "expected a number from 0 on");
    }
    administration.advanceClock(Duration.ofSeconds(seconds));
    sendClock(response);
  }

  private void sendClock(ServerResponse response) {
    Json.send(
        response,
        Map.of(
            "now", administration.now().toString(),
            "aheadSeconds", administration.clockAhead().toSeconds()));
  }

  private void transactions(ServerRequest request, ServerResponse response) {
    Optional<Reference> reference = Parameters.query(request, "ref").map(Reference::new);
    Json.send(response, administration.transactions(reference).stream().map(Views::of).toList());
  }

  private void resolve(ServerRequest request, ServerResponse response) {
    Reference reference = new Reference(request.path().pathParameters().get("ref"));
    String result = Json.read(request).path("result").asString("");
    Status ending =
        switch (result) {
          case "success" -> Status.SUCCEEDED;
          case "failure" -> Status.FAILED;
          default -> throw Parameters.wrong("result", result);
        };
    List<Map<String, Object>> resolved = new ArrayList<>();
    for (TransactionView view : administration.transactions(Optional.of(reference))) {
      resolved.add(Views.of(administration.resolve(view.transaction().key(), ending)));
    }
    if (resolved.isEmpty()) {
      throw new NotFoundException("There is no transaction with this reference");
    }
    Json.send(response, resolved);
  }

  private void journal(ServerRequest request, ServerResponse response) {
    Json.send(
        response, administration.journal(journalQuery(request)).stream().map(Views::of).toList());
  }

  private void journalCount(ServerRequest request, ServerResponse response) {
    Json.send(response, Map.of("count", administration.journalCount(journalQuery(request))));
  }

  private static JournalQuery journalQuery(ServerRequest request) {
    long limit = Parameters.query(request, "limit", Parameters::number).orElse(-1L);
    return new JournalQuery(
        Parameters.query(request, "since", Parameters::number).orElse(0L),
        Parameters.query(request, "ref").map(Reference::new),
        Parameters.query(request, "kind", CallKind::named),
        Parameters.query(request, "phone", Phone::parse).map(Phone::masked),
        limit < 0 ? JOURNAL_LIMIT_USUAL : (int) Math.min(limit, JOURNAL_LIMIT_MAX));
  }

  private void statement(ServerRequest request, ServerResponse response) {
    Instant from = Parameters.query(request, "from", Parameters::instant).orElse(Instant.EPOCH);
    Instant to = Parameters.query(request, "to", Parameters::instant).orElse(Instant.MAX);
    response.header(HeaderNames.CONTENT_TYPE, "text/csv; charset=utf-8");
    response.send(statement.csv(Parameters.provider(request), from, to));
  }

  private void setFaults(ServerRequest request, ServerResponse response) {
    JsonNode body = Json.read(request);
    List<Faults.Kind> kinds = new ArrayList<>();
    for (JsonNode word : body.path("kinds")) {
      String name = word.asString("");
      kinds.add(Faults.Kind.named(name).orElseThrow(() -> Parameters.wrong("kind", name)));
    }
    int percent = body.path("percent").asInt(-1);
    if (percent < 0 || percent > 100 || (percent > 0 && kinds.isEmpty())) {
      throw Parameters.wrong("faults", "expected percent 0 to 100 and at least one kind");
    }
    administration.setFaults(new Faults(body.path("seed").asLong(0), percent, kinds));
    sendFaults(response);
  }

  private void clearFaults(ServerRequest request, ServerResponse response) {
    administration.setFaults(Faults.NONE);
    sendFaults(response);
  }

  private void sendFaults(ServerResponse response) {
    Json.send(response, Views.of(administration.faults()));
  }

  private void addMerchant(ServerRequest request, ServerResponse response) {
    JsonNode body = Json.read(request);
    String mid = body.path("mid").asString("");
    String key = body.path("key").asString("");
    if (mid.isBlank() || key.isBlank()) {
      throw Parameters.wrong("merchant", "expected mid and key");
    }
    // MobiKwik's second key renews tokens, and has had this name from the start.
    String second = body.path("secondKey").asString(body.path("renewalKey").asString(""));
    Optional<String> secondKey = Optional.of(second).filter(k -> !k.isBlank());
    administration.addMerchant(
        new Merchant(Parameters.provider(request), new Mid(mid), key, secondKey, name(body)));
    Json.send(response, Map.of("mid", mid));
  }

  private void merchant(ServerRequest request, ServerResponse response) {
    Mid mid = new Mid(request.path().pathParameters().get("mid"));
    Merchant merchant =
        administration
            .merchant(Parameters.provider(request), mid)
            .orElseThrow(() -> new NotFoundException("There is no such merchant"));
    Json.send(response, Map.of("mid", mid.value(), "name", merchant.shownName()));
  }

  private void nameMerchant(ServerRequest request, ServerResponse response) {
    Mid mid = new Mid(request.path().pathParameters().get("mid"));
    administration.nameMerchant(Parameters.provider(request), mid, name(Json.read(request)));
    merchant(request, response);
  }

  private static Optional<String> name(JsonNode body) {
    return Optional.of(body.path("name").asString("")).filter(name -> !name.isBlank());
  }

  private void ledger(ServerRequest request, ServerResponse response) {
    Map<String, Paise> balances = administration.ledger().balances();
    Paise sum = balances.values().stream().reduce(Paise.ZERO, Paise::plus);
    Map<String, String> shown = new LinkedHashMap<>();
    balances.forEach((name, balance) -> shown.put(name, balance.rupees()));
    Json.send(response, Map.of("balances", shown, "sum", sum.rupees()));
  }

  private void reset(ServerRequest request, ServerResponse response) {
    administration.reset();
    Json.send(response, Map.of("status", "RESET"));
  }
}
