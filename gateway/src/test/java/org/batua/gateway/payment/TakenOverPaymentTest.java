package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.resolution.MoneyMeters;
import org.batua.gateway.resolution.Transition;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A payment whose sender was paused, and which another process has sent again under the same
/// reference meanwhile: what the first sender learns when it wakes up is worth little.
class TakenOverPaymentTest {
  private static final String FIRST = "prc_first";
  private static final String SECOND = "prc_second";

  /// Charged, its answer is lost.
  private static final String TIMEOUT = "7005.00";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Ids ids = new Ids();
  private final Database database = GATEWAY.database();
  private final PaymentStore store =
      new PaymentStore(
          database, ids, DuplicateCharge.REFUND, new MoneyMeters(new SimpleMeterRegistry()));
  private final Till till = Till.open(GATEWAY);
  private final String order = till.order(TIMEOUT);
  private String payment = "";
  private @Nullable Payment first;
  private @Nullable Payment second;

  @BeforeEach
  void sendTwice() {
    payment = till.pay(order).path("txn_uuid").asString();
    execute("update txn set status = 'SENDING', sender = ? where id = ?", FIRST, payment);
    first = stored();
    second = retake(SECOND).orElseThrow();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void the_first_sender_cannot_book_as_never_sent_what_the_second_one_charged() {
    assertThat(move(first, notSent())).isEmpty();
    assertThat(move(second, charged())).isPresent();
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(till.books(order)).containsExactly("DEBIT 700500");
  }

  @Test
  void nor_can_it_refuse_or_leave_unknown_what_the_second_one_is_sending() {
    assertThat(move(first, declined())).isEmpty();
    assertThat(move(first, unknown())).isEmpty();
    assertThat(stored().status()).isEqualTo(PaymentStatus.SENDING);
    assertThat(move(second, unknown())).isPresent();
  }

  @Test
  void what_the_first_sender_charged_is_charged() {
    var moved = store.move(stored(), charged(), "", Optional.empty(), now());
    assertThat(moved).isPresent();
    assertThat(move(second, unknown())).isEmpty();
    assertThat(till.books(order)).containsExactly("DEBIT 700500");
  }

  /// Its first request was refused for its credentials; the second one may have been accepted.
  @Test
  void the_first_sender_cannot_give_it_another_reference() {
    var sent = stored().reference();
    var other = new Reference(ids.ulid(now()));
    assertThat(store.renewReference(stored(), sending(FIRST, other))).isFalse();
    assertThat(stored().reference()).isEqualTo(sent);
  }

  /// It missed its own heartbeats while it was paused, but its thread still waits for the answer.
  @Test
  void a_process_never_takes_over_from_itself() {
    assertThat(retake(SECOND)).isEmpty();
    assertThat(till.moves(order)).containsExactly("SENDING", "UNKNOWN", "SENDING");
  }

  private Optional<Payment> retake(String sender) {
    var orphan = stored();
    return store.retake(orphan, sending(sender, orphan.reference()), Instant.EPOCH);
  }

  private Optional<PaymentStore.Moved> move(
      @Nullable Payment sent, Transition<PaymentStatus> move) {
    var payment = Objects.requireNonNull(sent);
    return store.move(payment, move, "", Optional.of(payment.take()), now());
  }

  private Payment stored() {
    return store.find(payment).orElseThrow();
  }

  private static PaymentStore.Sending sending(String sender, Reference reference) {
    return new PaymentStore.Sending(reference, sender, now(), now().plus(Duration.ofSeconds(30)));
  }

  private static Instant now() {
    return GATEWAY.clock().instant();
  }

  private static Transition<PaymentStatus> charged() {
    return Transition.moved(
        PaymentStatus.CHARGED, "MBK1", ProviderResponse.NONE, Actor.CALL, "charged");
  }

  private static Transition<PaymentStatus> notSent() {
    return ended(PaymentStatus.NOT_SENT, FailureReason.GATEWAY_UNAVAILABLE);
  }

  private static Transition<PaymentStatus> declined() {
    return ended(PaymentStatus.DECLINED, FailureReason.DECLINED_OTHER);
  }

  private static Transition<PaymentStatus> ended(PaymentStatus to, FailureReason reason) {
    return Transition.ended(to, reason, ProviderResponse.NONE, Actor.CALL, "ended");
  }

  private static Transition<PaymentStatus> unknown() {
    return Transition.open(
        PaymentStatus.UNKNOWN, ProviderResponse.NONE, now(), Actor.CALL, "no answer");
  }

  private static void execute(String sql, Object... values) {
    GATEWAY.tables().useHandle(handle -> handle.execute(sql, values));
  }
}
