package org.batua.simulator.page;

/// How a provider's pages look, so that a developer sees at once where the customer is. The colours
/// are near to each provider's; marks and pictures belong to no provider.
record Theme(String light, String dark) {
  private static final Theme PLAIN = new Theme("#33475b", "#a9bdd1");

  /// By the provider's name as people know it.
  static Theme of(String provider) {
    return switch (provider) {
      case "MobiKwik" -> new Theme("#1f4fa8", "#9dbcf5");
      case "Paytm" -> new Theme("#00638f", "#7fcdf0");
      case "PhonePe" -> new Theme("#5f259f", "#cdaef2");
      case "GoPay" -> new Theme("#00743c", "#7fd9a8");
      case "Amazon Pay" -> new Theme("#232f3e", "#ffb84d");
      case "FreeCharge" -> new Theme("#b8371c", "#f5a796");
      default -> PLAIN;
    };
  }
}
