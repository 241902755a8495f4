package org.batua.bench.load;

/// What a shop does in a day, and how often: a hundred calls come to these shares.
enum MixKind {
  LIST("list wallets", 70, 16),
  STATUS("order status", 10, 8),
  DEBIT("direct debit", 12, 32),
  LINK("create + link", 3, 8),
  REFUND("refund", 3, 8),
  TOPUP("top-up, begun", 2, 4);

  private final String title;
  private final int percent;
  private final int connections;

  MixKind(String title, int percent, int connections) {
    this.title = title;
    this.percent = percent;
    this.connections = connections;
  }

  String title() {
    return title;
  }

  int percent() {
    return percent;
  }

  int connections() {
    return connections;
  }
}
