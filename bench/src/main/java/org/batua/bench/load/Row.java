package org.batua.bench.load;

import java.util.Locale;

/// What is measured: a row of the table.
enum Row {
  LIST("list wallets"),
  GET("get wallet"),
  LINK("create + link"),
  DEBIT("direct debit"),
  REFUND("refund"),
  REFRESH("refresh all (3 wallets)");

  private final String title;

  Row(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  static Row named(String name) {
    return valueOf(name.strip().toUpperCase(Locale.ROOT));
  }
}
