package org.batua.gateway.order;

import java.util.EnumSet;
import java.util.Set;
import org.batua.gateway.resolution.ResolvableStatus;

/// The status of a refund. `docs/states.md` shows the same table.
public enum RefundStatus implements ResolvableStatus {
  /// Stored; nothing was sent.
  QUEUED("PENDING"),
  SENDING("PENDING"),
  UNKNOWN("PENDING"),
  PENDING("PENDING"),
  /// Asking does not settle it: a person must.
  MANUAL_REVIEW("MANUAL_REVIEW"),
  /// The provider does not know it for so long that it should. The amount stays reserved, since a
  /// late success still wins.
  PRESUMED_FAILED("PENDING"),
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
      case SENDING ->
          EnumSet.of(SENDING, QUEUED, UNKNOWN, PENDING, MANUAL_REVIEW, SUCCEEDED, DECLINED);
      case UNKNOWN -> EnumSet.of(PENDING, MANUAL_REVIEW, PRESUMED_FAILED, SUCCEEDED, DECLINED);
      case PENDING -> EnumSet.of(MANUAL_REVIEW, PRESUMED_FAILED, SUCCEEDED, DECLINED);
      case MANUAL_REVIEW -> EnumSet.of(SUCCEEDED, DECLINED);
      case PRESUMED_FAILED -> EnumSet.of(MANUAL_REVIEW, SUCCEEDED, DECLINED);
      case DECLINED -> EnumSet.of(SUCCEEDED);
      case SUCCEEDED -> EnumSet.noneOf(RefundStatus.class);
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
  public boolean isSending() {
    return this == SENDING;
  }

  @Override
  public boolean isPresumed() {
    return this == PRESUMED_FAILED;
  }

  @Override
  public boolean isChecked() {
    return switch (this) {
      case QUEUED, SENDING, UNKNOWN, PENDING -> true;
      case MANUAL_REVIEW, PRESUMED_FAILED, SUCCEEDED, DECLINED -> false;
    };
  }
}
