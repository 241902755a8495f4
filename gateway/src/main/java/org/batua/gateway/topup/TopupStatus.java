package org.batua.gateway.topup;

import java.util.EnumSet;
import java.util.Set;
import org.batua.gateway.resolution.ResolvableStatus;

/// The status of a top-up. `docs/states.md` shows the same table.
public enum TopupStatus implements ResolvableStatus {
  /// Stored; the provider's page has not been opened.
  NEW("PENDING"),
  /// The customer was sent to the provider and may pay there at any moment.
  OPENED("PENDING"),
  /// Asking does not settle it: a person must.
  MANUAL_REVIEW("PENDING"),
  SUCCEEDED("SUCCESS"),
  /// Counts as failed because nothing was heard of it in time. A late success still wins.
  PRESUMED_FAILED("FAILURE"),
  FAILED("FAILURE");

  private final String word;

  TopupStatus(String word) {
    this.word = word;
  }

  /// Its word on the wire.
  public String word() {
    return word;
  }

  /// The moves that are allowed.
  public Set<TopupStatus> next() {
    return switch (this) {
      case NEW -> EnumSet.of(OPENED, FAILED);
      case OPENED -> EnumSet.of(PRESUMED_FAILED, MANUAL_REVIEW, SUCCEEDED, FAILED);
      case PRESUMED_FAILED -> EnumSet.of(SUCCEEDED, FAILED);
      case MANUAL_REVIEW -> EnumSet.of(SUCCEEDED, FAILED);
      case SUCCEEDED, FAILED -> EnumSet.noneOf(TopupStatus.class);
    };
  }

  /// From where a top-up may come here.
  public Set<TopupStatus> sources() {
    var sources = EnumSet.noneOf(TopupStatus.class);
    for (var from : values()) {
      if (from.next().contains(this)) {
        sources.add(from);
      }
    }
    return sources;
  }

  @Override
  public boolean isSending() {
    return false;
  }

  @Override
  public boolean isPresumed() {
    return this == PRESUMED_FAILED;
  }

  @Override
  public boolean isChecked() {
    return switch (this) {
      case NEW, OPENED -> true;
      case MANUAL_REVIEW, SUCCEEDED, PRESUMED_FAILED, FAILED -> false;
    };
  }
}
