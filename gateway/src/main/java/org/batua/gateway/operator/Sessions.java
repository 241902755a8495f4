package org.batua.gateway.operator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.WorkingSecrets;

/// Operators' sessions: only the hash of a cookie is stored; half an hour idle or twelve hours in
/// all end one.
public final class Sessions {
  private static final int COOKIE_BYTES = 32;
  static final Duration IDLE_MAX = Duration.ofMinutes(30);
  private static final Duration LIFE = Duration.ofHours(12);
  private static final Duration STEP_LIFE = Duration.ofMinutes(10);

  /// A page need not write that it was seen when another one just did.
  private static final Duration SEEN_AGAIN = Duration.ofMinutes(1);

  private final SessionStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final WorkingSecrets working;

  public Sessions(SessionStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.working = new WorkingSecrets(this::living);
  }

  /// Begins a session; a browser gets a new cookie whenever its rights rise.
  Secret begin(String operator, OperatorSession.Stage stage, SignInOrigin from) {
    var cookie = Secret.of(ids.hex(COOKIE_BYTES));
    var now = clock.instant();
    var life = stage == OperatorSession.Stage.FULL ? LIFE : STEP_LIFE;
    store.insert(Hashes.sha256(cookie), operator, stage, now, now.plus(life), from);
    working.forget();
    return cookie;
  }

  /// The session of a cookie, if it is alive and its operator is not disabled.
  public Optional<CurrentSession> find(Secret cookie) {
    var now = clock.instant();
    var hash = Hashes.sha256(cookie);
    var found = store.find(hash, now, now.minus(IDLE_MAX));
    found
        .filter(it -> it.session().seenAt().plus(SEEN_AGAIN).isBefore(now))
        .ifPresent(_ -> store.seen(hash, now));
    return found;
  }

  /// Whether a cookie's session is alive, without a query for each.
  public boolean isWorking(Secret cookie) {
    return working.contains(cookie);
  }

  private List<byte[]> living() {
    var now = clock.instant();
    return store.living(now, now.minus(IDLE_MAX), WorkingSecrets.MAX);
  }

  void refreshFactor(OperatorSession session) {
    store.refreshFactor(session.key(), clock.instant());
  }

  public List<OperatorSession> of(String operator) {
    return store.of(operator, clock.instant(), clock.instant().minus(IDLE_MAX));
  }

  public void end(OperatorSession session) {
    store.end(session.key());
  }

  /// Ends one of an operator's sessions by the hash that lists show.
  public boolean end(String operator, String hash) {
    return store.of(operator, clock.instant(), clock.instant().minus(IDLE_MAX)).stream()
        .filter(it -> it.hash().equals(hash))
        .peek(it -> store.end(it.key()))
        .findFirst()
        .isPresent();
  }

  public void endAll(String operator) {
    store.endAll(operator);
  }

  public void forgetExpired() {
    store.deleteExpired(clock.instant());
  }
}
