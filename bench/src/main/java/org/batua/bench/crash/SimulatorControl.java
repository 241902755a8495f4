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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.batua.bench.crash.Facts.Account;
import org.batua.bench.crash.Facts.Addition;
import org.batua.bench.crash.Facts.PaidBack;
import org.batua.bench.crash.Facts.Payment;
import org.batua.bench.crash.Facts.Reference;
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
  private static final int NOTICES_AGAIN = 4;
  private static final int NOTICE_TIMES_MAX = 3;
  private static final JsonMapper JSON = new JsonMapper();

  /// From a linked wallet, and on the provider's page.
  private static final Set<String> DEBITS = Set.of("DEBIT", "TOP_UP_AND_DEBIT");

  private static final List<String> LIES =
      List.of(
          "late",
          "timeout_after",
          "timeout_before",
          "error_after",
          "duplicate",
          "bad_signature",
          "garbage",
          "late_success",
          "dirty_text",
          "stale_inquiry",
          "contradicting_inquiry",
          "inquiry_down");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  /// A wallet at a provider, and what was in it before the first payment.
  record Purse(WalletGateway gateway, String phone, long startPaise) {}

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

  /// Lets providers send their latest notifications again, several times and in another order.
  void notifyAgain(SplittableRandom random) {
    var notices = json("/notices");
    int from = Math.max(0, notices.size() - NOTICES_AGAIN);
    for (int i = from; i < notices.size(); i++) {
      var again =
          JSON.createObjectNode()
              .put("about", notices.get(i).path("about").asString())
              .put("times", random.nextInt(1, NOTICE_TIMES_MAX + 1))
              .put("reversed", random.nextBoolean());
      send("POST", "/notices/again", again.toString());
    }
  }

  void setBalance(Purse purse) {
    var balance = BigDecimal.valueOf(purse.startPaise(), 2).toPlainString();
    var change = JSON.createObjectNode().put("balance", balance);
    send("PUT", "/accounts/" + purse.phone() + "?provider=" + purse.gateway(), change.toString());
  }

  /// What it knows, read at a moment at which nothing moved.
  ///
  /// @param purses of all customers
  Facts.Provider read(List<Purse> purses) {
    var gateways = purses.stream().map(Purse::gateway).distinct().toList();
    for (int i = 0; i < READS_MAX; i++) {
      var before = json("/ledger");
      var transactions = json("/transactions");
      List<StatementLine> statement = new ArrayList<>();
      gateways.forEach(it -> statement.addAll(statement(it)));
      var debits = calls("debit");
      var refunds = calls("refund");
      if (json("/ledger").equals(before)) {
        return new Facts.Provider(
            payments(transactions),
            additions(transactions),
            statement,
            debits,
            refunds,
            accounts(purses, before),
            sums(before));
      }
    }
    throw new IllegalStateException("the simulator's ledger does not come to rest");
  }

  private static List<Account> accounts(List<Purse> purses, JsonNode ledger) {
    var balances = ledger.path("balances");
    return purses.stream()
        .map(
            it ->
                new Account(
                    it.gateway().name(),
                    lastDigits(it.phone()),
                    it.startPaise(),
                    paise(balances, it.gateway() + ":WALLET:" + it.phone())))
        .toList();
  }

  /// An account's name begins with its provider.
  private static Map<String, Long> sums(JsonNode ledger) {
    Map<String, Long> sums = new HashMap<>();
    for (var account : ledger.path("balances").properties()) {
      var provider = account.getKey().substring(0, account.getKey().indexOf(':'));
      sums.merge(provider, paise(account.getValue().asString()), Long::sum);
    }
    return sums;
  }

  private static List<Payment> payments(JsonNode transactions) {
    List<Payment> payments = new ArrayList<>();
    for (var shown : transactions) {
      if (!DEBITS.contains(shown.path("kind").asString())) {
        continue;
      }
      List<PaidBack> refunds = new ArrayList<>();
      for (var refund : shown.path("refunds")) {
        refunds.add(
            new PaidBack(
                refund.path("reference").asString(""),
                paise(refund, "amount"),
                refund.path("status").asString()));
      }
      payments.add(
          new Payment(
              reference(shown, "reference"),
              lastDigits(shown.path("phone").asString()),
              paise(shown, "moved"),
              paise(shown, "added"),
              shown.path("status").asString(),
              refunds));
    }
    return payments;
  }

  private static List<Addition> additions(JsonNode transactions) {
    List<Addition> additions = new ArrayList<>();
    for (var shown : transactions) {
      if (shown.path("kind").asString().equals("TOP_UP")) {
        additions.add(
            new Addition(
                reference(shown, "reference"),
                lastDigits(shown.path("phone").asString()),
                paise(shown, "moved"),
                shown.path("status").asString()));
      }
    }
    return additions;
  }

  private List<StatementLine> statement(WalletGateway gateway) {
    return send("GET", "/statement?provider=" + gateway, "")
        .lines()
        .skip(1)
        .map(it -> it.split(",", -1))
        .map(
            it ->
                new StatementLine(
                    new Reference(gateway.name(), it[1]), type(it[2]), paise(it[3]), it[4]))
        .toList();
  }

  private Map<Reference, Long> calls(String kind) {
    Map<Reference, Long> calls = new HashMap<>();
    long since = 0;
    while (true) {
      var page = json("/journal?kind=" + kind + "&limit=" + JOURNAL_PAGE + "&since=" + since);
      for (var entry : page) {
        if (!entry.path("ref").asString("").isEmpty()) {
          calls.merge(reference(entry, "ref"), 1L, Long::sum);
        }
        since = entry.path("sequence").asLong();
      }
      if (page.size() < JOURNAL_PAGE) {
        return calls;
      }
    }
  }

  private static String type(String shown) {
    return DEBITS.contains(shown.toUpperCase(Locale.ROOT)) ? "debit" : shown;
  }

  private static Reference reference(JsonNode shown, String name) {
    return new Reference(shown.path("provider").asString(), shown.path(name).asString());
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

  private static long paise(String rupees) {
    return new BigDecimal(rupees).movePointRight(2).longValueExact();
  }
}
