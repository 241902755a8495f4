package org.batua.gateway.wiring;

import java.time.Duration;
import org.batua.gateway.base.Ids;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseClock;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.job.ServerProcess;
import org.batua.gateway.job.ServerProcessStore;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.Resealing;
import org.batua.gateway.keyring.SealedValueStore;

/// Which keys of the key ring are in use: by values of the database, and by servers.
public record KeysInUse(KeyRing ring, SealedValueStore values, ServerProcessStore servers) {
  static KeysInUse of(KeyRing ring, Database database) {
    return new KeysInUse(ring, new SealedValueStore(database), new ServerProcessStore(database));
  }

  /// This process among the servers, which says which keys it has.
  ServerProcess process(Ids ids, DatabaseClock clock) {
    return new ServerProcess(servers, clock, "prc_" + ids.hex(8), ring::keyIds);
  }

  /// Seals again what an older key sealed.
  Jobs.Job job() {
    return new Jobs.Job("seal-again", Duration.ofMinutes(5), new Resealing(values, ring)::sweep);
  }

  /// Whether the ring is the one of this database, as far as a sample tells.
  public boolean areKnown() {
    return ring.keyIds().containsAll(values.sampleKeys());
  }
}
