package org.batua.gateway.order;

import java.util.EnumSet;
import java.util.Set;
import org.batua.gateway.resolution.ResolvableStatus;

/// Where one refund stands. `docs/states.md` shows the same table.
public enum RefundStatus implements ResolvableStatus {
  /// Stored; nothing was sent.
  QUEUED("PENDING"),
  SENDING("PENDING"),
  UNKNOWN("PENDING"),
  PENDING("PENDING"),
  /// Asking does not settle it: a person must.
  MANUAL_REVIEW("MANUAL_REVIEW"),
  SUCCEEDED("SUCCESS"),
  DECLINED("FAILURE");

  private final String word;

  RefundStatus(String word) {
    this.word = word;
  }

  /// Its word on the wire.
  public String word() {
    return word;
  }

  /// The moves that are allowed; a refund that was provably not sent is queued again.
  public Set<RefundStatus> next() {
    return switch (this) {
      case QUEUED -> EnumSet.of(SENDING);
      case SENDING -> EnumSet.of(QUEUED, UNKNOWN, PENDING, MANUAL_REVIEW, SUCCEEDED, DECLINED);
      case UNKNOWN -> EnumSet.of(PENDING, MANUAL_REVIEW, SUCCEEDED, DECLINED);
      case PENDING -> EnumSet.of(MANUAL_REVIEW, SUCCEEDED, DECLINED);
      case MANUAL_REVIEW -> EnumSet.of(SUCCEEDED, DECLINED);
      case SUCCEEDED, DECLINED -> EnumSet.noneOf(RefundStatus.class);
    };
  }

  /// From where a refund may come here.
  public Set<RefundStatus> sources() {
    var sources = EnumSet.noneOf(RefundStatus.class);
    for (var from : values()) {
      if (from.next().contains(this)) {
        sources.add(from);
      }
    }
    return sources;
  }

  @Override
  public boolean isPresumed() {
    return false;
  }

  @Override
  public boolean isChecked() {
    return switch (this) {
      case QUEUED, SENDING, UNKNOWN, PENDING -> true;
      case MANUAL_REVIEW, SUCCEEDED, DECLINED -> false;
    };
  }
}
