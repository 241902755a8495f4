package org.batua.gateway.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.db.Database;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.resolution.Transition;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A refund whose sender was paused, and which another process has sent again under the same
/// reference meanwhile: only a success of the first sending says anything.
class TakenOverRefundTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Ids ids = new Ids();
  private final Database database = GATEWAY.database();
  private final RefundStore store = new RefundStore(database, ids);
  private final Till till = Till.at(GATEWAY, GATEWAY.newShop("PAYTM"), Shop.newPhone());
  private final String order = till.paid("100");
  private String id = "";
  private @Nullable Refund first;
  private @Nullable Refund second;

  @BeforeEach
  void sendTwice() {
    till.refund(order, "r1", "71.03").ok();
    till.refundSent(order);
    id = idOf(order);
    execute(
        "update refund set status = 'QUEUED', sent_at = null, next_check_at = now() where id = ?",
        id);
    var taken = store.take(stored(), RefundStore.Alone.NO, sending("prc_first")).orElseThrow();
    first = taken;
    second = store.retake(taken, sending("prc_second"), Instant.EPOCH).orElseThrow();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// Its amount would be free for another refund while the second sending gives it back.
  @Test
  void the_first_sender_cannot_refuse_it_or_queue_it_again() {
    assertThat(moveIfSender(first, declined())).isFalse();
    assertThat(moveIfSender(first, open(RefundStatus.QUEUED))).isFalse();
    assertThat(moveIfSender(first, open(RefundStatus.UNKNOWN))).isFalse();
    assertThat(stored().status()).isEqualTo(RefundStatus.SENDING);
    assertThat(moveIfSender(second, open(RefundStatus.UNKNOWN))).isTrue();
  }

  @Test
  void what_the_first_sender_gave_back_is_given_back() {
    assertThat(store.move(Objects.requireNonNull(first), succeeded(), now())).isTrue();
    assertThat(moveIfSender(second, declined())).isFalse();
    assertThat(till.books(order)).containsExactly("DEBIT 10000", "REFUND 7103");
  }

  @Test
  void a_process_never_takes_over_from_itself() {
    assertThat(store.retake(stored(), sending("prc_second"), Instant.EPOCH)).isEmpty();
  }

  private boolean moveIfSender(@Nullable Refund refund, Transition<RefundStatus> move) {
    var sent = Objects.requireNonNull(refund);
    return store.move(sent, move, Optional.of(sent.take()), now());
  }

  private static String idOf(String order) {
    var sql =
        "select r.id from refund r join merchant_order o on o.id = r.order_ref"
            + " where o.order_id = ?";
    return GATEWAY
        .tables()
        .withHandle(handle -> handle.select(sql, order).mapTo(String.class).one());
  }

  private Refund stored() {
    return store.find(id).orElseThrow();
  }

  private static RefundStore.Sending sending(String sender) {
    return new RefundStore.Sending(sender, now(), now().plus(Duration.ofSeconds(30)));
  }

  private static Instant now() {
    return GATEWAY.clock().instant();
  }

  private static Transition<RefundStatus> succeeded() {
    return Transition.moved(
        RefundStatus.SUCCEEDED, "PTM1", ProviderResponse.NONE, Actor.CALL, "given back");
  }

  private static Transition<RefundStatus> declined() {
    return Transition.ended(
        RefundStatus.DECLINED,
        FailureReason.DECLINED_OTHER,
        ProviderResponse.NONE,
        Actor.CALL,
        "refused");
  }

  private static Transition<RefundStatus> open(RefundStatus to) {
    return Transition.open(to, ProviderResponse.NONE, now(), Actor.CALL, "open");
  }

  private static void execute(String sql, Object... values) {
    GATEWAY.tables().useHandle(handle -> handle.execute(sql, values));
  }
}
