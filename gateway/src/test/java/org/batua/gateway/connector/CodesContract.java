package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;

/// What an account's `codes` change, and what they cannot change.
public abstract class CodesContract {
  protected static final Reference REFERENCE = new Reference("01JD0000000000000000000001");
  protected static final Reference REFUND = new Reference("01JD0000000000000000000002");
  private static final Credentials LINKED =
      new Credentials(
          Map.of(
              "access_token", Secret.of("T"),
              "refresh_token", Secret.of("T"),
              "user_auth_token", Secret.of("T"),
              "account_id", Secret.of("T"),
              "token", Secret.of("T")),
          Optional.empty(),
          Optional.empty());

  private final Connector connector;
  private final Playback playback;
  private final Example example;

  /// What there is to try it with.
  ///
  /// @param refusal the body of a refused debit or refund with a code
  /// @param unlisted a code that the provider's table does not have
  /// @param listed one of its codes of refusal
  /// @param fixed codes that may stand beside money that moved
  public record Example(
      UnaryOperator<String> refusal, String unlisted, String listed, List<String> fixed) {}

  protected CodesContract(Connector connector, Playback playback, Example example) {
    this.connector = connector;
    this.playback = playback;
    this.example = example;
  }

  private Money amount() {
    return new Money(100_00, connector.profile().currency());
  }

  private DirectDebit.Order order() {
    return new DirectDebit.Order(
        REFERENCE,
        amount(),
        new MobileNumber("91", "9000000001"),
        LINKED,
        "customer-1",
        URI.create("https://batua.example/return"));
  }

  /// What a debit, or a refund where there is no debit, makes of an answer with a code.
  private String told(String codes, String code) {
    playback.setting("codes", codes).answering(example.refusal().apply(code));
    var call = playback.call();
    var outcome =
        connector
            .directDebit()
            .map(debits -> debits.debit(call, order()))
            .orElseGet(() -> connector.refunds().orElseThrow().refund(call, refund()));
    return outcome instanceof Outcome.Declined(var refusal)
        ? "Declined " + refusal.error()
        : outcome.getClass().getSimpleName();
  }

  private Refunding.Order refund() {
    return new Refunding.Order(
        REFUND, REFERENCE, "P1", amount(), amount(), new Money(0, amount().currency()));
  }

  /// What asking about the debit makes of an answer.
  protected String asked(String codes, String body) {
    playback.setting("codes", codes).answering(body);
    var inquiry = connector.directDebit().orElseThrow().inquire(playback.call(), order());
    return inquiry instanceof Inquiry.Found(Outcome.Declined(var refusal))
        ? "Declined " + refusal.error()
        : inquiry.getClass().getSimpleName();
  }

  private List<String> problems(String codes) {
    return connector.problems(playback.setting("codes", codes).account());
  }

  @Test
  void a_code_that_no_table_has_is_unknown_until_the_account_says_what_it_means() {
    var code = example.unlisted();

    assertThat(told("", code)).isEqualTo("Unknown");
    assertThat(told(example.listed() + "=TOKEN_INVALID, " + code + "=LIMIT_EXCEEDED", code))
        .isEqualTo("Declined LIMIT_EXCEEDED");
  }

  @Test
  void what_an_account_says_goes_before_the_table() {
    var code = example.listed();

    assertThat(told("", code)).startsWith("Declined");
    assertThat(told(code + "=LIMIT_EXCEEDED", code)).isEqualTo("Declined LIMIT_EXCEEDED");
    assertThat(told(code + "=UNKNOWN", code)).isEqualTo("Unknown");
  }

  @Test
  void what_is_said_about_linking_refuses_no_money() {
    assertThat(told(example.unlisted() + "=OTP_INVALID", example.unlisted())).isEqualTo("Unknown");
  }

  @Test
  void a_code_that_may_stand_beside_moved_money_is_given_no_meaning() {
    for (var code : example.fixed()) {
      assertThat(problems(code + "=DECLINED_OTHER"))
          .containsExactly(
              "codes: "
                  + code
                  + "=DECLINED_OTHER (expected: only codes that can refuse, and "
                  + code
                  + " cannot)");
    }
  }

  @Test
  void codes_in_another_form_are_refused_with_what_is_expected() {
    var code = example.listed();
    for (var wrong :
        List.of(
            "nonsense",
            code + "=",
            code + "=NO_SUCH_WORD",
            code + "=declined_other",
            code + "=TIMEOUT",
            code + "=PROVIDER_DOWN",
            code + "=DECLINED_OTHER,",
            code + "=DECLINED_OTHER;" + example.unlisted() + "=DECLINED_OTHER")) {
      assertThat(problems(wrong))
          .as(wrong)
          .singleElement()
          .asString()
          .startsWith(
              "codes: " + wrong + " (expected: CODE=WORD,CODE=WORD with a WORD of ACCOUNT_BLOCKED,")
          .endsWith("UNKNOWN, USER_DECLINED)");
    }
    assertThat(problems(code + "=DECLINED_OTHER," + code + "=TOKEN_INVALID"))
        .singleElement()
        .asString()
        .endsWith("(expected: each code once, and " + code + " is there twice)");
  }

  @Test
  void an_account_without_codes_or_with_good_ones_has_no_problem() {
    assertThat(problems("")).isEmpty();
    assertThat(problems(example.unlisted() + "=DECLINED_OTHER")).isEmpty();
  }
}
