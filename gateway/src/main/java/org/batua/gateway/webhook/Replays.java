package org.batua.gateway.webhook;

import java.time.InstantSource;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// Sends many deliveries of an endpoint again, slowly enough to stay behind what happens now.
public final class Replays {
  /// A run comes every second.
  private static final int PER_RUN = 50;

  private static final int ID_BYTES = 8;

  private final ReplayStore store;
  private final Ids ids;
  private final InstantSource clock;

  public Replays(ReplayStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// How many deliveries are wanted again.
  long count(ReplayStore.Selection selection) {
    return store.count(selection).total();
  }

  /// Begins to send them again.
  ///
  /// @return the replay as it begins
  public ReplayStore.Replay begin(ReplayStore.Selection selection) {
    var id = "whr_" + ids.hex(ID_BYTES);
    store.insert(id, selection, store.count(selection), clock.instant());
    return find(selection.merchant(), id);
  }

  /// @throws Rejected when the merchant has none of this id
  ReplayStore.Replay find(MerchantId merchant, String id) {
    return store.find(merchant, id).orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  /// Stops a replay; deliveries that are queued already are sent.
  ReplayStore.Replay cancel(MerchantId merchant, String id) {
    store.cancel(merchant, id, clock.instant());
    return find(merchant, id);
  }

  /// Queues the next few deliveries of each replay.
  public void sweep() {
    store.running().forEach(id -> store.advance(id, PER_RUN, clock.instant()));
  }
}
