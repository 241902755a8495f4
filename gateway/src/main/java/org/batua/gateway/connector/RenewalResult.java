package org.batua.gateway.connector;

/// How a renewal ended; whatever is not a clear answer leaves the old credentials in force.
public sealed interface RenewalResult {
  record Renewed(Credentials credentials) implements RenewalResult {}

  record Refused(Refusal refusal) implements RenewalResult {}

  record Unavailable(TransportFailure failure) implements RenewalResult {}
}
