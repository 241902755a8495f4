package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.webhook.SendQueue.Sign;
import org.junit.jupiter.api.Test;

class SendQueuesTest {
  private static final Instant NOW = Instant.parse("2026-02-11T04:30:09Z");
  private static final int SLOW_MS = 1000;
  private static final int QUICK_MS = 2;

  private final SendQueues queues = new SendQueues(400, 32);

  @Test
  void a_queue_begins_with_two_places_and_earns_more_by_succeeding() {
    assertThat(queues.room(NOW).of("a")).isEqualTo(2);
    succeed("a", 50, SLOW_MS);
    assertThat(queues.room(NOW).ofProven()).containsEntry("a", 32);
  }

  @Test
  void a_queue_that_times_out_keeps_one_place() {
    for (int i = 0; i < 3; i++) {
      take("a", 1);
      queues.sent("a", Sign.OVERLOAD, SLOW_MS, NOW);
      queues.forget(1);
    }
    assertThat(queues.room(NOW).of("a")).isEqualTo(1);
    take("a", 1);
    assertThat(queues.room(NOW).of("a")).isZero();
  }

  @Test
  void queues_without_a_success_share_a_quarter_of_all_places() {
    for (int i = 0; i < 49; i++) {
      take("hangs" + i, 2);
    }
    assertThat(queues.room(NOW).ofAllUnproven()).isEqualTo(2);
    take("hangs49", 2);
    var room = queues.room(NOW);
    assertThat(room.total()).isEqualTo(300);
    assertThat(room.ofAllUnproven()).isZero();
    succeed("well", 1, SLOW_MS);
    assertThat(queues.room(NOW).ofProven()).containsOnlyKeys("well").containsEntry("well", 3);
  }

  @Test
  void queues_in_which_nothing_is_due_take_no_place_from_new_ones() {
    for (int i = 0; i < 300; i++) {
      take("failed" + i, 1);
      queues.sent("failed" + i, Sign.FAILURE, QUICK_MS, NOW);
      queues.forget(1);
    }
    var room = queues.room(NOW);
    assertThat(room.ofAllUnproven()).isEqualTo(100);
    assertThat(room.of("new")).isEqualTo(2);
  }

  @Test
  void a_success_counts_for_five_minutes() {
    succeed("a", 1, SLOW_MS);
    take("hangs", 100);
    assertThat(queues.room(NOW).ofProven()).containsEntry("a", 3);
    assertThat(queues.room(NOW.plusSeconds(301)).ofProven()).isEmpty();
  }

  @Test
  void a_queue_that_is_answered_quickly_is_claimed_ahead() {
    succeed("a", 50, QUICK_MS);
    assertThat(queues.room(NOW).of("a")).isEqualTo(32 + 8 * 32);
    succeed("a", 1, 50);
    assertThat(queues.room(NOW).of("a")).isEqualTo(32 + 2 * 32);
    succeed("a", 1, SLOW_MS);
    assertThat(queues.room(NOW).of("a")).isEqualTo(32);
  }

  @Test
  void what_waits_is_sent_in_its_order_as_places_become_free() {
    succeed("a", 2, QUICK_MS);
    assertThat(numbers(take("a", 7))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(queues.underWay()).isEqualTo(4);
    assertThat(numbers(queues.sent("a", Sign.FAILURE, QUICK_MS, NOW).started()))
        .containsExactly(5L);
    // a place more
    assertThat(numbers(queues.sent("a", Sign.SUCCESS, QUICK_MS, NOW).started()))
        .containsExactly(6L, 7L);
    assertThat(queues.underWay()).isEqualTo(7);
  }

  @Test
  void a_queue_that_is_overloaded_gives_back_what_waits() {
    succeed("a", 2, QUICK_MS);
    take("a", 7);
    var next = queues.sent("a", Sign.OVERLOAD, QUICK_MS, NOW);
    assertThat(numbers(next.returned())).containsExactly(5L, 6L, 7L);
    assertThat(next.started()).isEmpty();
    assertThat(queues.room(NOW).of("a")).isZero();
  }

  @Test
  void what_has_waited_for_too_long_is_given_back_and_never_sent() {
    succeed("a", 2, QUICK_MS);
    take("a", 6);
    assertThat(queues.takeWaiting(NOW)).isEmpty();
    var late = NOW.plus(SendQueues.WAIT_MAX).plusMillis(1);
    var next = queues.sent("a", Sign.SUCCESS, QUICK_MS, late);
    assertThat(next.started()).isEmpty();
    assertThat(numbers(next.returned())).containsExactly(5L, 6L);
    take("a", 3);
    assertThat(queues.takeWaiting(Instant.MAX)).isNotEmpty();
  }

  @Test
  void a_claim_is_worth_its_cost_when_more_is_due_and_half_of_what_waited_is_gone() {
    var ofFour = new SendQueues(400, 4);
    succeed(ofFour, "a", 2, QUICK_MS);
    var all = claims("a", ofFour.room(NOW).of("a"));
    ofFour.add(all, ofFour.room(NOW));
    int sent = 0;
    while (!ofFour.sent("a", Sign.SUCCESS, QUICK_MS, NOW).isWorthClaiming()) {
      sent++;
    }
    assertThat(sent).isEqualTo(15);
    var room = ofFour.room(List.of(), NOW).orElseThrow();
    assertThat(room.of()).containsExactly("a");
    assertThat(ofFour.room(List.of(), NOW)).isEmpty();
  }

  @Test
  void a_queue_that_fails_in_a_row_keeps_one_place_and_rests_after_each_attempt() {
    succeed("a", 20, QUICK_MS);
    fail("a", 5);
    assertThat(queues.room(NOW).ofProven()).isEmpty();
    assertThat(queues.room(NOW).of("a")).isZero();
    assertThat(queues.room(NOW.plusMillis(10)).of("a")).isOne();
    succeed("a", 1, QUICK_MS);
    assertThat(queues.room(NOW).ofProven().get("a")).isGreaterThan(SendQueue.FIRST);
  }

  @Test
  void failing_queues_share_a_hundred_attempts_a_second() {
    for (int i = 0; i < 200; i++) {
      fail("fails" + i, 5);
    }
    var last = "fails199";
    assertThat(queues.room(NOW.plusMillis(1999)).of(last)).isZero();
    assertThat(queues.room(NOW.plusMillis(2000)).of(last)).isOne();
    assertThat(queues.room(NOW).of("new")).isEqualTo(SendQueue.FIRST);
  }

  @Test
  void a_queue_that_begins_to_fail_gives_back_what_waits() {
    succeed("a", 2, QUICK_MS);
    take("a", 12);
    for (int i = 0; i < 4; i++) {
      queues.sent("a", Sign.FAILURE, QUICK_MS, NOW);
    }
    var next = queues.sent("a", Sign.FAILURE, QUICK_MS, NOW);
    assertThat(numbers(next.returned())).containsExactly(9L, 10L, 11L, 12L);
    assertThat(next.started()).isEmpty();
  }

  @Test
  void a_failing_queue_that_has_rested_is_claimed_from_when_more_is_due_in_it() {
    fail("a", 4);
    var room = queues.room(List.of("a"), NOW).orElseThrow();
    queues.add(claims("a", 1), room);
    queues.sent("a", Sign.FAILURE, QUICK_MS, NOW);
    assertThat(queues.isRested(NOW)).isFalse();
    var rested = NOW.plusMillis(10);
    assertThat(queues.isRested(rested)).isFalse();
    take("a", 0);
    queues.add(claims("a", 1), queues.room(List.of("a"), rested).orElseThrow());
    queues.sent("a", Sign.FAILURE, QUICK_MS, rested);
    assertThat(queues.isRested(rested)).isFalse();
    assertThat(queues.isRested(rested.plusMillis(20))).isTrue();
    assertThat(queues.room(List.of(), rested.plusMillis(20)).orElseThrow().of())
        .containsExactly("a");
  }

  @Test
  void a_failing_queue_waits_for_room_among_those_without_a_success() {
    fail("a", 5);
    take("hangs", 100);
    assertThat(queues.isRested(NOW.plusSeconds(1))).isFalse();
    queues.sent("hangs", Sign.OVERLOAD, SLOW_MS, NOW);
    assertThat(queues.isRested(NOW.plusSeconds(1))).isTrue();
  }

  @Test
  void a_claim_of_some_queues_leaves_the_others_as_they_are() {
    succeed("a", 2, QUICK_MS);
    succeed("b", 2, QUICK_MS);
    queues.add(claims("a", queues.room(NOW).of("a")), queues.room(NOW));
    var room = queues.room(List.of("b", "new"), NOW).orElseThrow();
    assertThat(room.ofProven()).containsOnlyKeys("b");
    assertThat(room.of("new")).isEqualTo(SendQueue.FIRST);
    assertThat(numbers(queues.add(claims("new", 1), room))).containsExactly(1L);
    while (!queues.sent("a", Sign.SUCCESS, QUICK_MS, NOW).isWorthClaiming()) {
      queues.forget(1);
    }
    assertThat(queues.room(List.of(), NOW).orElseThrow().of()).containsExactly("a");
  }

  @Test
  void no_claim_is_worth_its_cost_when_the_last_one_left_room() {
    succeed("a", 2, QUICK_MS);
    take("a", 5);
    for (int i = 0; i < 5; i++) {
      assertThat(queues.sent("a", Sign.FAILURE, QUICK_MS, NOW).isWorthClaiming()).isFalse();
    }
  }

  @Test
  void a_claim_begins_after_the_queue_that_ended_a_full_one() {
    List<String> names = new ArrayList<>();
    for (int i = 10; i < 99; i++) {
      names.add("q" + i);
    }
    Collections.shuffle(names);
    names.forEach(name -> succeed(name, 10, SLOW_MS));
    var room = queues.room(NOW);
    List<Claim> all = new ArrayList<>();
    for (int i = 10; all.size() < room.total(); i++) {
      all.addAll(claims("q" + i, 10));
    }
    queues.add(all, room);
    assertThat(queues.room(NOW).turns().afterProven()).isEqualTo("q49");
    all.forEach(claim -> queues.sent(claim.queue(), Sign.SUCCESS, SLOW_MS, NOW));
    assertThat(queues.forget(1)).isTrue();
    queues.forget(all.size() - 1);
    room = queues.room(NOW);
    all.clear();
    for (int i = 0; all.size() < room.total(); i++) {
      all.addAll(claims("q" + (i + 50 < 99 ? i + 50 : i + 50 - 99 + 10), 10));
    }
    queues.add(all, room);
    assertThat(queues.room(NOW).turns().afterProven()).isEqualTo("q89");
  }

  @Test
  void what_is_not_recorded_yet_counts_among_all() {
    succeed("a", 1, SLOW_MS);
    take("a", 2);
    queues.sent("a", Sign.SUCCESS, SLOW_MS, NOW);
    assertThat(queues.room(NOW).total()).isEqualTo(398);
    queues.forget(1);
    assertThat(queues.room(NOW).total()).isEqualTo(399);
  }

  private List<Claim> take(String queue, int count) {
    return queues.add(claims(queue, count), queues.room(NOW));
  }

  private void succeed(String queue, int times, int tookMs) {
    succeed(queues, queue, times, tookMs);
  }

  private static void succeed(SendQueues of, String queue, int times, int tookMs) {
    for (int i = 0; i < times; i++) {
      of.add(claims(queue, 1), of.room(NOW));
      of.sent(queue, Sign.SUCCESS, tookMs, NOW);
      of.forget(1);
    }
  }

  private void fail(String queue, int times) {
    for (int i = 0; i < times; i++) {
      take(queue, 1);
      queues.sent(queue, Sign.FAILURE, QUICK_MS, NOW);
      queues.forget(1);
    }
  }

  private static List<Claim> claims(String queue, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> claim(queue, number)).toList();
  }

  static Claim claim(String queue, long number) {
    var subject = new Event.OfWallet(new WalletId("wlt_0000000000000000"));
    var event =
        new Event(
            number, "evt_" + number, new MerchantId("shop"), EventName.WALLET_LINKED, subject, NOW);
    return new Claim(
        event, "whe_1", queue, Optional.empty(), 1, 0, NOW, NOW, "lse_1", Optional.empty());
  }

  private static List<Long> numbers(List<Claim> claims) {
    return claims.stream().map(claim -> claim.event().number()).toList();
  }
}
