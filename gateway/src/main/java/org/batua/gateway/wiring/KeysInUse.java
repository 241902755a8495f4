package org.batua.gateway.wiring;

import org.batua.gateway.job.ServerProcessStore;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.SealedValueStore;

/// Which keys of the key ring are in use: by values of the database, and by servers.
public record KeysInUse(KeyRing ring, SealedValueStore values, ServerProcessStore servers) {
  /// Whether the ring is the one of this database, as far as a sample tells.
  public boolean areKnown() {
    return ring.keyIds().containsAll(values.sampleKeys());
  }
}
