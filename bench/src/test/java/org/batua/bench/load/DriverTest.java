package org.batua.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriverTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  /// Every call takes ten milliseconds.
  private static final class Slow implements Worker {
    @Override
    public void once() throws InterruptedException {
      Thread.sleep(10); // real time: what is measured is time
    }

    @Override
    public void close() {}
  }

  @Test
  void an_open_loop_counts_the_wait_for_a_free_worker() {
    var measured = Driver.open(List.of(new Slow()), 500, SHORT);
    assertThat(measured.maxMillis()).isGreaterThan(100);
  }

  @Test
  void a_closed_loop_does_not() {
    var measured = Driver.closed(List.of(new Slow()), SHORT);
    assertThat(measured.millis(50)).isBetween(9.0, 250.0);
  }

  @Test
  void a_failure_is_counted_and_told() {
    var failing =
        new Worker() {
          @Override
          public void once() {
            throw new IllegalStateException("no");
          }

          @Override
          public void close() {}
        };
    var measured = Driver.closed(List.of(failing), Duration.ofMillis(20));
    assertThat(measured.failures()).isPositive();
    assertThat(measured.firstFailure()).contains("no");
  }

  @Test
  void what_is_used_up_ends_the_measurement() {
    var measured =
        Driver.closed(
            List.of(
                new Worker() {
                  @Override
                  public void once() throws Exhausted {
                    throw new Exhausted();
                  }

                  @Override
                  public void close() {}
                }),
            Duration.ofMinutes(1));
    assertThat(measured.seconds()).isLessThan(30);
  }
}
