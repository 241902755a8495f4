package org.batua.gateway.connector;

/// Ending a link at the provider too.
public interface Delinking {
  Result delink(Call call, Credentials credentials);

  /// How ending a link at the provider went; ours is ended in every case.
  sealed interface Result {
    record Done() implements Result {}

    record Refused(Refusal refusal) implements Result {}

    record Unavailable(TransportFailure failure) implements Result {}
  }
}
