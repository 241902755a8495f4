package org.batua.gateway.keyring;

import org.batua.gateway.keyring.SealedValueStore.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals with the newest key what older keys sealed, so that those can be retired.
public final class Resealing {
  private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
  private static final int BATCH = 500;

  private final SealedValueStore store;
  private final KeyRing ring;

  public Resealing(SealedValueStore store, KeyRing ring) {
    this.store = store;
    this.ring = ring;
  }

  /// Goes over all values once; does nothing while the ring has one key.
  public void sweep() {
    if (ring.keyIds().size() == 1) {
      return;
    }
    var key = ring.keyIds().getFirst();
    long done = 0;
    for (var kind : Kind.values()) {
      done += sweep(kind, key);
    }
    if (done > 0) {
      LOG.atInfo().addKeyValue("sealing_key", key).addKeyValue("values", done).log("sealed again");
    }
  }

  private long sweep(Kind kind, String key) {
    long done = 0;
    var batch = store.old(kind, key, "", BATCH);
    while (!batch.isEmpty()) {
      for (var one : batch) {
        var context = kind.context(one.id());
        store.replace(kind, one, ring.seal(ring.open(one.value(), context), context));
        done++;
      }
      batch = store.old(kind, key, batch.getLast().id(), BATCH);
    }
    return done;
  }
}
