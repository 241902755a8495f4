package org.batua.gateway.connector;

/// How the start of a top-up ended.
public sealed interface TopupStart {
  record Page(HostedPage page) implements TopupStart {}

  record Refused(Refusal refusal) implements TopupStart {}

  record Unavailable(TransportFailure failure) implements TopupStart {}
}
