package org.batua.gateway.topup;

import java.util.EnumSet;
import java.util.Set;
import org.batua.gateway.resolution.ResolvableStatus;

/// Where a top-up stands. `docs/states.md` shows the same table.
public enum TopupStatus implements ResolvableStatus {
  /// Stored; nobody has opened the provider's page.
  NEW("PENDING"),
  /// The customer was sent to the provider and may pay there at any moment.
  OPENED("PENDING"),
  /// Not paid in time; the provider is still asked, since a late truth counts.
  ABANDONED("FAILURE"),
  /// Asking does not settle it: a person must.
  NEEDS_PERSON("PENDING"),
  SUCCEEDED("SUCCESS"),
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
      case OPENED -> EnumSet.of(ABANDONED, NEEDS_PERSON, SUCCEEDED, FAILED);
      case ABANDONED -> EnumSet.of(NEEDS_PERSON, SUCCEEDED, FAILED);
      case NEEDS_PERSON -> EnumSet.of(SUCCEEDED, FAILED);
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
  public boolean isChecked() {
    return switch (this) {
      case NEW, OPENED, ABANDONED -> true;
      case NEEDS_PERSON, SUCCEEDED, FAILED -> false;
    };
  }
}
