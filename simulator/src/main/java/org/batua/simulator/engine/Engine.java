package org.batua.simulator.engine;

import java.util.List;

/// One simulated world: every front and the control API work on the same one.
public final class Engine {
  private final Books books;
  private final Linking linking;
  private final Consents consents;
  private final Debits debits;
  private final Refunds refunds;
  private final TopUps topUps;
  private final Inquiries inquiries;
  private final Administration administration;

  /// Continues with what the store holds.
  public Engine(Store store, SimulatorClock clock, IdSource ids, List<Merchant> merchants) {
    Books books = new Books(store, clock);
    this.linking = new Linking(books, ids);
    this.consents = new Consents(books, linking);
    this.debits = new Debits(books, linking, ids);
    this.refunds = new Refunds(books, ids);
    this.topUps = new TopUps(books, linking, ids);
    this.inquiries = new Inquiries(books);
    this.books = books;
    this.administration = new Administration(books, merchants);
  }

  /// Registers a watcher of every later change; it is called after the change is stored.
  public void tell(Watcher watcher) {
    books.tell(watcher);
  }

  public Linking linking() {
    return linking;
  }

  public Consents consents() {
    return consents;
  }

  public Debits debits() {
    return debits;
  }

  public Refunds refunds() {
    return refunds;
  }

  public TopUps topUps() {
    return topUps;
  }

  public Inquiries inquiries() {
    return inquiries;
  }

  public Administration administration() {
    return administration;
  }
}
