package org.batua.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.batua.conformance.DeviatingProxy.Came;
import org.batua.conformance.DeviatingProxy.Sent;
import org.batua.conformance.kit.Account;

/// Mistakes that real servers make, each with the check that has to find it.
enum SeededDeviation {
  FLOAT_AMOUNT(
      "amount.without_needless_decimals",
      body(it -> it.replaceAll("\"amount\":(\\d+)([,}])", "\"amount\":$1.0$2"))),
  LINKED_AS_TEXT("link.linked", body(it -> it.replace("\"linked\":true", "\"linked\":\"true\""))),
  BALANCE_AS_TEXT(
      "balance.refresh",
      body(it -> it.replaceAll("\"current_balance\":([\\d.]+)", "\"current_balance\":\"$1\""))),
  TOKEN_WORKS_TWICE(
      "pay.a_token_works_once",
      (proxy, sent) -> {
        var came = proxy.ask(sent);
        boolean isUsed = sent.target().equals("/txns") && came.body().contains("WALLET_TOKEN");
        return isUsed ? came.withStatus(200).withBody("{\"status\":\"CHARGED\"}") : came;
      }),
  WRONG_OTP_UNLINKS(
      "link.wrong_otp_unlinks_nothing",
      (proxy, sent) -> {
        var came = proxy.ask(sent);
        if (came.body().contains("OTP_INVALID")) {
          proxy.ask(sent.withBody("command=delink"));
        }
        return came;
      }),
  EMPTY_GATEWAY_ID(
      "status.paid_types", body(it -> it.replaceAll("\"gateway_id\":\\d+", "\"gateway_id\":\"\""))),
  REFUND_NOT_COUNTED(
      "refund.pending_counts",
      body(it -> it.replaceAll("\"amount_refunded\":[\\d.]+", "\"amount_refunded\":0"))),
  REFUNDED_TOO_EARLY(
      "refund.in_parts",
      body(
          it ->
              it.matches("(?s).*\"amount_refunded\":[1-9].*")
                  ? it.replace("\"refunded\":false", "\"refunded\":true")
                  : it)),
  REFUND_ID_IGNORED(
      "refund.same_again",
      (proxy, sent) ->
          sent.target().endsWith("/refunds")
              ? proxy.ask(
                  sent.withBody(
                      sent.body().replace("unique_request_id=", "unique_request_id=" + next())))
              : proxy.ask(sent)),
  EMPTY_KEY_IS_SOMEBODY(
      "auth.empty_key_is_none",
      (proxy, sent) ->
          proxy.ask(
              sent.headers().getOrDefault("Authorization", "").equals(Account.basic(":"))
                  ? sent.withHeader("Authorization", Account.basic(proxy.apiKey() + ":"))
                  : sent)),
  CLIENT_TOKEN_READS_ALL(
      "token.reads_nobody_else",
      (proxy, sent) ->
          proxy.ask(
              sent.target().contains("client_auth_token=")
                  ? new Sent(
                          sent.method(),
                          sent.target().replaceAll("\\?.*", ""),
                          sent.headers(),
                          sent.body())
                      .withHeader("Authorization", Account.basic(proxy.apiKey() + ":"))
                  : sent)),
  UNKNOWN_CUSTOMER_IS_BAD_REQUEST(
      "customer.unknown",
      (proxy, sent) -> {
        var came = proxy.ask(sent);
        return came.status() == 404 ? came.withStatus(400) : came;
      }),
  UNKNOWN_URL_IS_AN_UNKNOWN_OBJECT(
      "address.unknown", body(it -> it.replace("url_not_found", "object_not_found"))),
  RETURN_SIGNED_WITH_ANOTHER_KEY(
      "return.is_signed",
      (proxy, sent) -> {
        var came = proxy.ask(sent);
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(came.headers());
        headers.computeIfPresent(
            "Location",
            (_, values) ->
                List.of(values.getFirst().replaceAll("signature=[^&]+", "signature=AAAA")));
        return new Came(came.status(), headers, came.body());
      }),
  WALLET_KEYS_IN_ANOTHER_ORDER(
      "wallet.seven_keys",
      body(
          it -> it.replaceAll("(\"id\":\"wlt_[^\"]+\"),(\"object\":\"wallet_account\")", "$2,$1"))),
  LIST_WITHOUT_TOKENS(
      "token.by_list", body(it -> it.replaceAll("\"token\":\"tok_[^\"]+\"", "\"token\":null"))),
  TIMEOUT_BOOKED_AS_FAILURE(
      "pay.unknown_outcome",
      body(it -> it.replace("\"status\":\"AUTHORIZING\"", "\"status\":\"AUTHORIZATION_FAILED\""))),
  CHANGED_ORDER_ACCEPTED(
      "order.other_content",
      (proxy, sent) -> {
        var came = proxy.ask(sent);
        return came.body().contains("DUPLICATE_REQUEST") ? came.withStatus(200) : came;
      }),
  NO_REQUEST_ID(
      "headers.ids_in_every_answer",
      (proxy, sent) -> {
        var came = proxy.ask(sent);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(came.headers());
        headers.remove("x-request-id");
        return new Came(came.status(), headers, came.body());
      }),
  WITHOUT_A_TOKEN_NOTHING_BEGINS(
      "pay.without_a_token_is_there_at_once",
      body(it -> it.replaceAll("\"txn_uuid\":\"[^\"]+\"", "\"txn_uuid\":\"\""))),
  EVERY_PAGE_MAY_CALL(
      "origin.no_preflight_for_a_stranger",
      (proxy, sent) -> {
        var came = proxy.ask(sent);
        if (!sent.method().equals("OPTIONS")) {
          return came;
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(came.headers());
        headers.put("Access-Control-Allow-Origin", List.of("*"));
        return new Came(204, headers, "");
      }),
  WRONG_KEY_IS_A_BAD_REQUEST(
      "encrypted.unknown_kid",
      (proxy, sent) -> {
        var came = proxy.ask(sent);
        return sent.target().startsWith("/v4/") ? came.withStatus(400) : came;
      }),
  RETURN_ANYWHERE(
      "return_url.that_could_not_be_used",
      (proxy, sent) -> {
        var came = proxy.ask(sent);
        return sent.body().contains("return_url") ? came.withStatus(200) : came;
      }),
  NO_AUTHENTICATION_URL(
      "pay.authentication_in_every_answer",
      body(it -> it.replace("\"authentication\":", "\"auth\":")));

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String check;

  // the functions hold nothing
  @SuppressWarnings("ImmutableEnumChecker")
  private final Mistake mistake;

  SeededDeviation(String check, Mistake mistake) {
    this.check = check;
    this.mistake = mistake;
  }

  /// The check that has to fail.
  String check() {
    return check;
  }

  Came answer(DeviatingProxy proxy, Sent sent) {
    return mistake.answer(proxy, sent);
  }

  /// What the server between does.
  @FunctionalInterface
  private interface Mistake {
    Came answer(DeviatingProxy proxy, Sent sent);
  }

  private static Mistake body(UnaryOperator<String> change) {
    return (proxy, sent) -> {
      var came = proxy.ask(sent);
      return came.withBody(change.apply(came.body()));
    };
  }

  private static int next() {
    return NUMBERS.incrementAndGet();
  }
}
