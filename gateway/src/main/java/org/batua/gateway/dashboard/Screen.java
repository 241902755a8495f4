package org.batua.gateway.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.batua.gateway.base.Money;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Proposal;
import org.batua.gateway.page.Language;

/// What every template knows: the visit, its language, the files of the layout.
///
/// @param notice what became of the last form, in the page's language; empty for nothing
/// @param warnings that stand on every page
public record Screen(
    Visit visit,
    Speech speech,
    LayoutFiles assets,
    String notice,
    List<String> warnings,
    InstantSource clock) {
  public String say(String key, Object... values) {
    return speech.texts().say(key, values);
  }

  /// The text of a key that may have none, else the plain word.
  public String word(String group, String name) {
    return speech.texts().word(group, name);
  }

  /// The page's language.
  public String tag() {
    return speech.texts().language().tag();
  }

  public String exactTime(Instant at) {
    return speech.exactTime(at);
  }

  public String money(Money amount) {
    return speech.texts().money(amount);
  }

  public String time(Instant at) {
    return speech.time(at);
  }

  public String age(Instant since) {
    return speech.age(java.time.Duration.between(since, clock.instant()));
  }

  /// A status in words; the colour beside it only repeats it.
  public String status(String status) {
    return word("status", status);
  }

  /// The class of a status: what needs somebody, what is good, what is bad, what is open.
  public String tone(String status) {
    return switch (status) {
      case "CHARGED",
          "SUCCEEDED",
          "DONE",
          "LINKED",
          "DELIVERED",
          "APPROVED",
          "APPLIED",
          "ACTIVE",
          "OPEN_FOR_PAYMENTS" ->
          "good";
      case "DECLINED",
          "PRESUMED_FAILED",
          "FAILED",
          "NOT_SENT",
          "REFUSED",
          "EXHAUSTED",
          "FORGED",
          "CONNECTOR_FAILED",
          "DOWN" ->
          "bad";
      case "CLOSED_BY_HAND",
          "MANUAL_REVIEW",
          "UNKNOWN",
          "UNAVAILABLE",
          "FLUCTUATE",
          "PAUSED",
          "DISABLED",
          "HELD" ->
          "heed";
      default -> "open";
    };
  }

  /// What a proposal would do.
  public String proposed(Proposal proposal) {
    return switch (proposal.kind()) {
      case SETTLEMENT -> word("ending", proposal.content("ending"));
      case LARGE_REFUND ->
          money(
              new Money(
                  Long.parseLong(proposal.content("minor")),
                  Currency.getInstance(proposal.content("currency"))));
      case CREDENTIALS -> proposal.content("fields");
      case ADMINISTRATOR -> proposal.content("login");
      case LIMITS -> limits(proposal);
      case BATCH_REFUND -> say("batches.sum", proposal.content("lines"), proposal.content("total"));
    };
  }

  private String limits(Proposal proposal) {
    return List.of("refund", "refunds_a_day", "payment", "payments_a_day").stream()
        .map(name -> say("limits." + name) + ": " + limit(name, proposal.content(name)))
        .collect(Collectors.joining("; "));
  }

  private String limit(String name, String value) {
    if (value.isEmpty()) {
      return "–";
    }
    return name.equals("payments_a_day")
        ? value
        : money(new Money(Long.parseLong(value), Money.INR));
  }

  /// The page of what a proposal is about.
  public String placeOf(Proposal proposal) {
    return link(
        switch (proposal.kind()) {
          case SETTLEMENT, LARGE_REFUND -> "/search?q=" + proposal.object();
          case BATCH_REFUND -> "/refund-batches/" + proposal.object();
          case CREDENTIALS, LIMITS -> "/settings";
          case ADMINISTRATOR -> "/people";
        });
  }

  public boolean may(Permission permission) {
    return visit.may(permission);
  }

  public boolean may(String permission) {
    return Permission.of(permission).map(visit::may).orElse(false);
  }

  public boolean isSignedIn() {
    return visit.current().isPresent() && visit.session().factorAt().isPresent();
  }

  /// The address of a page of the merchant with one parameter.
  public String link(String path, String name, String value) {
    return link(path) + Addresses.query(Map.of(name, value));
  }

  public String link(String path) {
    return visit.link(path);
  }

  public String formToken() {
    return visit.formToken();
  }

  public List<String> languages() {
    return Speech.LANGUAGES.stream().map(Language::tag).toList();
  }
}
