package org.batua.gateway.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Which provider accounts do not answer, as this process sees it, and which answer again. Calls
/// that an open circuit, full places or an operator keep back count as not answered.
public final class Silences implements ProviderCallLog {
  /// So many calls in a row without a clear answer are a silence; one alone is an accident.
  private static final int CALLS_MIN = 3;

  /// What was asked while an account was silent may time out after it answers again.
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  /// Of an account that flickers, the latest silences: each costs its statements at every sweep.
  private static final int ENDED_MAX = 4;

  /// A movement is stored a moment before its call begins.
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final ConcurrentMap<Key, Line> lines = new ConcurrentHashMap<>();

  public Silences(InstantSource clock) {
    this.clock = clock;
  }

  /// What calls do. A circuit, or an operator, may keep back the one and not the other.
  public enum Direction {
    SENDS,
    QUESTIONS
  }

  /// A time in which an account answered nothing.
  ///
  /// @param account our id of the provider account
  /// @param until when it answered again; empty while it is silent
  public record Silence(
      String account, Direction direction, Instant since, Optional<Instant> until) {}

  private record Key(String account, Direction direction) {}

  @Override
  public void record(ProviderCall call) {
    var direction = direction(call.operation());
    if (direction.isEmpty() || call.outcome() == CallOutcome.CONNECTOR_FAILED) {
      return;
    }
    var key = new Key(call.account(), direction.get());
    if (call.outcome().isUnclear()) {
      lines.computeIfAbsent(key, _ -> new Line()).missed(call.startedAt());
    } else {
      var line = lines.get(key);
      if (line != null) {
        line.answered(clock.instant());
      }
    }
  }

  /// Those that last, and those that ended a moment ago.
  public List<Silence> recent() {
    var now = clock.instant();
    List<Silence> recent = new ArrayList<>();
    lines.forEach((key, line) -> line.addTo(recent, key, now));
    return recent;
  }

  private static Optional<Direction> direction(Operation operation) {
    return switch (operation) {
      case DEBIT, REFUND, START_HOSTED_PAYMENT, START_TOPUP -> Optional.of(Direction.SENDS);
      case INQUIRE_DEBIT, INQUIRE_HOSTED_PAYMENT, INQUIRE_TOPUP, INQUIRE_REFUND ->
          Optional.of(Direction.QUESTIONS);
      case SEND_OTP,
          COMPLETE_OTP_LINK,
          START_REDIRECT_LINK,
          COMPLETE_REDIRECT_LINK,
          READ_BALANCE,
          RENEW_CREDENTIALS,
          DELINK,
          VERIFY_PAYMENT_RETURN,
          VERIFY_TOPUP_RETURN,
          PARSE_NOTIFICATION ->
          Optional.empty();
    };
  }

  /// The calls to one account in one direction.
  private static final class Line {
    private int missed;
    private Instant since = Instant.MAX;

    /// Each by itself: what was answered between two of them is not to be asked again.
    private final Deque<Ended> ended = new ArrayDeque<>();

    synchronized void missed(Instant at) {
      if (missed == 0 || at.isBefore(since)) {
        since = at;
      }
      missed++;
    }

    synchronized void answered(Instant now) {
      if (missed >= CALLS_MIN) {
        if (ended.size() == ENDED_MAX) {
          ended.removeFirst();
        }
        ended.addLast(new Ended(since.minus(MARGIN), now));
      }
      missed = 0;
    }

    synchronized void addTo(List<Silence> recent, Key key, Instant now) {
      forgetEnded(now);
      ended.forEach(
          it ->
              recent.add(
                  new Silence(key.account(), key.direction(), it.since(), Optional.of(it.at()))));
      if (missed >= CALLS_MIN) {
        var began = since.minus(MARGIN);
        recent.add(new Silence(key.account(), key.direction(), began, Optional.empty()));
      }
    }

    private void forgetEnded(Instant now) {
      while (!ended.isEmpty() && now.isAfter(ended.getFirst().at().plus(REMEMBERED))) {
        ended.removeFirst();
      }
    }
  }

  private record Ended(Instant since, Instant at) {}
}
