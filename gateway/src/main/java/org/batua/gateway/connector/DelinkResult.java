package org.batua.gateway.connector;

/// How ending a link at the provider went; ours is ended in every case.
public sealed interface DelinkResult {
  record Done() implements DelinkResult {}

  record Refused(Refusal refusal) implements DelinkResult {}

  record Unavailable(TransportFailure failure) implements DelinkResult {}
}
