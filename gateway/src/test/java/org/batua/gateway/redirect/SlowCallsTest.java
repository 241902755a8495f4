package org.batua.gateway.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.junit.jupiter.api.Test;

class SlowCallsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void a_quick_call_is_answered() {
    try (var calls = calls(HOUR, 1)) {
      assertThat(calls.within(() -> "done")).contains("done");
    }
  }

  @Test
  void a_slow_call_is_not_waited_for_and_goes_on() {
    var provider = new CompletableFuture<String>();
    var done = new CompletableFuture<String>();
    try (var calls = calls(Duration.ofMillis(1), 1)) {
      assertThat(calls.within(() -> done.complete(provider.join()))).isEmpty();
      provider.complete("charged");
      assertThat(done.join()).isEqualTo("charged");
    }
  }

  @Test
  void with_too_many_under_way_a_page_waits_for_the_whole_call() {
    try (var calls = calls(Duration.ZERO, 0)) {
      assertThat(calls.within(() -> "done")).contains("done");
    }
  }

  @Test
  void a_refusal_is_the_callers() {
    try (var calls = calls(HOUR, 1)) {
      assertThatThrownBy(
              () ->
                  calls.within(
                      () -> {
                        throw new Rejected(new Rejection.UnknownObject());
                      }))
          .isInstanceOf(Rejected.class);
      // its place is free again
      assertThat(calls.within(() -> "done")).contains("done");
    }
  }

  private static SlowCalls calls(Duration answer, int many) {
    return new SlowCalls(answer, many);
  }
}
