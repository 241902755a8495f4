package org.batua.bench.crash;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.bench.crash.Facts.Account;
import org.batua.bench.crash.Facts.PaidBack;
import org.batua.bench.crash.Facts.Payment;
import org.batua.bench.crash.Facts.StatementLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The simulator's control API: how it shall lie, and what it has really done.
final class SimulatorControl {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int JOURNAL_PAGE = 10_000;
  private static final int READS_MAX = 20;
  private static final int DIGITS_SHOWN = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private static final List<String> LIES =
      List.of(
          "late",
          "timeout_after",
          "timeout_before",
          "error_after",
          "duplicate",
          "bad_signature",
          "garbage",
          "late_success");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  SimulatorControl(URI simulator) {
    this.base = URI.create(simulator + "/control");
  }

  void lie(long seed, int percent) {
    var faults = JSON.createObjectNode().put("seed", seed).put("percent", percent);
    ArrayNode kinds = faults.putArray("kinds");
    LIES.forEach(kinds::add);
    send("POST", "/faults", faults.toString());
  }

  void tellTheTruth() {
    send("DELETE", "/faults", "");
  }

  void setBalance(String phone, String rupees) {
    var change = JSON.createObjectNode().put("balance", rupees);
    send("PUT", "/accounts/" + phone, change.toString());
  }

  long balance(String phone) {
    return paise(json("/accounts/" + phone).path("balance").asString());
  }

  /// What it knows, read at a moment at which nothing moved.
  ///
  /// @param startPaise what each customer had, by phone
  Facts.Provider read(Map<String, Long> startPaise) {
    for (int i = 0; i < READS_MAX; i++) {
      var before = json("/ledger");
      var payments = payments();
      var statement = statement();
      var calls = debitCalls();
      if (json("/ledger").equals(before)) {
        return new Facts.Provider(
            payments, statement, calls, accounts(startPaise, before), paise(before, "sum"));
      }
    }
    throw new IllegalStateException("the simulator's ledger does not come to rest");
  }

  private List<Account> accounts(Map<String, Long> startPaise, JsonNode ledger) {
    var balances = ledger.path("balances");
    return startPaise.entrySet().stream()
        .map(
            it ->
                new Account(
                    lastDigits(it.getKey()),
                    it.getValue(),
                    paise(balances, "MOBIKWIK:WALLET:" + it.getKey())))
        .toList();
  }

  private List<Payment> payments() {
    List<Payment> payments = new ArrayList<>();
    for (var shown : json("/transactions")) {
      if (!shown.path("kind").asString().equals("DEBIT")) {
        continue;
      }
      List<PaidBack> refunds = new ArrayList<>();
      for (var refund : shown.path("refunds")) {
        refunds.add(new PaidBack(paise(refund, "amount"), refund.path("status").asString()));
      }
      payments.add(
          new Payment(
              shown.path("reference").asString(),
              lastDigits(shown.path("phone").asString()),
              paise(shown, "moved"),
              shown.path("status").asString(),
              refunds));
    }
    return payments;
  }

  private List<StatementLine> statement() {
    return send("GET", "/statement", "")
        .lines()
        .skip(1)
        .map(it -> it.split(",", -1))
        .map(it -> new StatementLine(it[1], it[2], paise(it[3]), it[4]))
        .toList();
  }

  private Map<String, Long> debitCalls() {
    Map<String, Long> calls = new HashMap<>();
    long since = 0;
    while (true) {
      var page = json("/journal?kind=debit&limit=" + JOURNAL_PAGE + "&since=" + since);
      for (var entry : page) {
        calls.merge(entry.path("ref").asString(""), 1L, Long::sum);
        since = entry.path("sequence").asLong();
      }
      if (page.size() < JOURNAL_PAGE) {
        calls.remove("");
        return calls;
      }
    }
  }

  private JsonNode json(String path) {
    return JSON.readTree(send("GET", path, ""));
  }

  private String send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "simulator: "
                + method
                + " "
                + path
                + ": "
                + response.statusCode()
                + " (expected: 200)");
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException("simulator: " + method + " " + path + ": no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }

  private static String lastDigits(String phone) {
    return phone.substring(phone.length() - DIGITS_SHOWN);
  }

  private static long paise(JsonNode node, String name) {
    return paise(node.path(name).asString("0"));
  }

  static long paise(String rupees) {
    return new BigDecimal(rupees).movePointRight(2).longValueExact();
  }
}
