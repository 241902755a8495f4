package org.batua.gateway.customer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Caller;

/// Credentials for calls from a customer's device: short-lived, of few uses, for one customer.
public final class ClientTokens {
  private static final int TOKEN_BYTES = 16;

  private final CustomerStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final Duration life;
  private final int uses;

  public ClientTokens(CustomerStore store, Ids ids, InstantSource clock, Duration life, int uses) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.life = life;
    this.uses = uses;
  }

  /// A token and when it ends.
  public record Issued(Secret token, Instant expiresAt) {}

  public Issued issue(CustomerId customer) {
    var issued = new Issued(Secret.of("tkn_" + ids.hex(TOKEN_BYTES)), clock.instant().plus(life));
    store.insertToken(Hashes.sha256(issued.token()), customer, issued.expiresAt(), uses);
    return issued;
  }

  /// The customer of a token, one use of which is spent; empty when it is unknown.
  ///
  /// @throws Rejected when it has expired by time or by uses
  public Optional<Caller.Customer> use(Secret token) {
    var hash = Hashes.sha256(token);
    var owner = store.useToken(hash, clock.instant());
    if (owner.isEmpty() && store.knowsToken(hash)) {
      throw new Rejected(new Rejection.ClientTokenExpired());
    }
    return owner.map(it -> new Caller.Customer(it.merchant(), it.customer()));
  }

  /// Forgets tokens that ended a day ago; until then they are known as expired.
  public int forgetExpired() {
    return store.deleteTokensExpiredBefore(clock.instant().minus(Duration.ofDays(1)));
  }
}
