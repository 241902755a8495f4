package org.batua.simulator.engine;

/// The status of a payment or refund, and the answers that its next inquiries get.
public record Progress(Status status, Disguise disguise, int disguisedInquiries, Status ending) {

  /// Settled, and seen as it is.
  public static Progress ended(Status status) {
    return new Progress(status, Disguise.NONE, 0, status);
  }

  /// Seen as `script` says for its first inquiries.
  static Progress of(Status status, Status ending, Script script) {
    return new Progress(status, script.disguise(), script.disguisedInquiries(), ending);
  }

  boolean isDisguised() {
    return disguisedInquiries > 0;
  }

  /// The disguise has worn off and the ending has not been booked yet.
  boolean isDue() {
    return !isDisguised() && status != ending;
  }

  Progress inquired() {
    return new Progress(status, disguise, disguisedInquiries - 1, ending);
  }
}
