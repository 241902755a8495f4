package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;

/// What wrong keys and changed messages are worth: of money that has moved they prove nothing.
public abstract class KeyContract extends ConnectorContract {
  protected KeyContract(Wiring wiring) {
    super(wiring);
  }

  private Money amount(long minor) {
    return new Money(minor, connector().profile().currency());
  }

  private DirectDebit.Order newOrder() {
    var mobile = anyone();
    return order(mobile, linked(mobile), amount(500_00));
  }

  private DirectDebit.Order paid() {
    var order = newOrder();
    assertThat(name(debit(order))).isEqualTo("Succeeded");
    return order;
  }

  private Refunding.Order refundOf(DirectDebit.Order order) {
    var theirs = ((Outcome.Succeeded) ((Inquiry.Found) inquire(order)).outcome());
    return new Refunding.Order(
        newReference(),
        order.reference(),
        theirs.providerReference(),
        amount(200_00),
        order.amount(),
        amount(0));
  }

  /// As after a change of keys that one side has not heard of.
  private Call withWrong(Predicate<String> secret) {
    var right = call();
    var account = right.account();
    var secrets =
        account.secrets().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    one -> secret.test(one.getKey()) ? other(one.getValue()) : one.getValue()));
    return new Call(
        new ProviderAccount(account.id(), account.gateway(), account.settings(), secrets),
        right.deviceId(),
        right.timeout(),
        right.transport());
  }

  /// Of the same length and alphabet, so that it can be used as a key.
  private static Secret other(Secret secret) {
    return Secret.of(new StringBuilder(secret.reveal()).reverse().toString());
  }

  private Inquiry inquire(Call call, DirectDebit.Order order) {
    return connector().directDebit().orElseThrow().inquire(call, order);
  }

  private Refunding refunds() {
    return connector().refunds().orElseThrow();
  }

  @Test
  void a_wrong_key_tells_nothing_of_a_debit() {
    var wrong = withWrong(_ -> true);

    assertThat(name(inquire(wrong, paid()))).isEqualTo("CannotTell");
    assertThat(name(inquire(wrong, newOrder()))).isEqualTo("CannotTell");
  }

  @Test
  void a_wrong_key_tells_nothing_of_a_debit_that_failed() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), amount(7020_00));
    assertThat(name(debit(order))).startsWith("Declined");

    assertThat(name(inquire(withWrong(_ -> true), order))).isEqualTo("CannotTell");
  }

  /// One secret of several may have nothing to do with inquiries; then they still tell the truth.
  @Test
  void each_secret_alone_makes_no_failure_of_a_debit() {
    var order = paid();

    for (var secret : call().account().secrets().keySet()) {
      assertThat(name(inquire(withWrong(secret::equals), order)))
          .as(secret)
          .isIn("CannotTell", "Succeeded");
    }
  }

  @Test
  void a_debit_with_a_wrong_key_moves_nothing() {
    var order = newOrder();

    var outcome = connector().directDebit().orElseThrow().debit(withWrong(_ -> true), order);

    assertThat(name(outcome))
        .isIn("Declined PROVIDER_CONFIG", "Declined SIGNATURE_REJECTED", "Unknown INTEGRITY");
    assertThat(name(inquire(order))).isEqualTo("NotFound");
  }

  @Test
  void a_wrong_key_tells_nothing_of_a_refund_and_makes_none() {
    var refund = refundOf(paid());
    var wrong = withWrong(_ -> true);

    assertThat(name(refunds().refund(wrong, refund)))
        .isIn("Declined PROVIDER_CONFIG", "Declined SIGNATURE_REJECTED", "Unknown INTEGRITY");
    assertThat(name(refunds().inquire(call(), refund))).isEqualTo("NotFound");
    assertThat(name(refunds().refund(call(), refund))).isEqualTo("Succeeded");
    assertThat(name(refunds().inquire(wrong, refund))).isEqualTo("CannotTell");
  }

  @Test
  void a_question_changed_on_its_way_tells_nothing_of_a_debit() {
    var order = paid();
    var other = paid().reference();
    var changing = Tampering.requests(bench().transport(), order.reference(), other);

    assertThat(name(inquire(call(changing), order))).isIn("CannotTell", "Unknown INTEGRITY");
  }

  @Test
  void an_answer_changed_on_its_way_is_no_answer_about_a_debit() {
    var order = paid();
    var changing = Tampering.answers(bench().transport(), order.reference(), newReference());

    assertThat(name(inquire(call(changing), order))).isIn("CannotTell", "Unknown INTEGRITY");
  }

  @Test
  void a_refund_changed_on_its_way_gives_nothing_back() {
    var order = paid();
    var refund = refundOf(order);
    var changing = Tampering.requests(bench().transport(), order.reference(), newReference());

    assertThat(name(refunds().refund(call(changing), refund))).isNotIn("Succeeded", "Pending");
    assertThat(name(refunds().inquire(call(), refund))).isEqualTo("NotFound");
  }

  @Test
  void a_wrong_key_tells_nothing_of_a_topup() {
    var mobile = anyone();
    var back = URI.create("https://batua.example/topup/1");
    var order = new HostedTopups.Order(newReference(), amount(50_00), mobile, linked(mobile), back);

    assertThat(connector().topups().map(it -> name(it.inquire(withWrong(_ -> true), order))))
        .isEqualTo(
            switch (connector().profile().topup()) {
              case HOSTED, DEEPLINK -> Optional.of("CannotTell");
              case WITHIN_DEBIT, NONE -> Optional.empty();
            });
  }
}
