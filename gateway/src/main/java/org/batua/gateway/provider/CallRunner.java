package org.batua.gateway.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one call to a connector: bounds its time, guards against a bug in it, records it.
final class CallRunner {
  private static final Logger LOG = LoggerFactory.getLogger(CallRunner.class);
  private static final TransportFailure BUG =
      new TransportFailure(TransportFailure.Cause.UNREADABLE, ProviderResponse.NONE);

  private final Transport transport;
  private final InstantSource clock;
  private final Function<GatewayCode, RecordedFields> fields;
  private final List<ProviderCallLog> logs;

  /// @param fields what may be recorded of a gateway's messages
  CallRunner(
      Transport transport,
      InstantSource clock,
      Function<GatewayCode, RecordedFields> fields,
      List<ProviderCallLog> logs) {
    this.transport = transport;
    this.clock = clock;
    this.fields = fields;
    this.logs = List.copyOf(logs);
  }

  /// One kind of call.
  ///
  /// @param ifFailed what a call is worth whose connector threw an exception: the weakest result,
  ///   because how far it came is not known
  record Kind<R>(
      Operation operation,
      Duration timeout,
      Function<TransportFailure, R> ifFailed,
      Function<R, CallResult> summary) {}

  /// Runs a call.
  ///
  /// @throws IllegalStateException when a transaction is open, whose locks would be held for as
  ///   long as the provider takes
  <R> R run(
      Kind<R> kind, CallTarget target, Optional<Reference> reference, Function<Call, R> work) {
    if (Database.isInTransaction()) {
      throw new IllegalStateException(
          "call to " + target.gateway() + " inside a transaction (expected: after its commit)");
    }
    var bounded = new BoundedTransport(transport, kind.timeout(), fields.apply(target.gateway()));
    var call = new Call(target.account(), target.deviceId(), kind.timeout(), bounded);
    var subject = new ProviderCall.Subject(reference, target.wallet());
    var start = new Start(clock.instant(), System.nanoTime());
    R result;
    CallResult summary;
    try {
      result = work.apply(call);
      summary = kind.summary().apply(result);
    } catch (RuntimeException e) {
      result = kind.ifFailed().apply(BUG);
      summary = new CallResult(CallOutcome.CONNECTOR_FAILED, e.getClass().getSimpleName(), "");
      LOG.atError()
          .addKeyValue("gateway", target.gateway().code())
          .addKeyValue("operation", kind.operation().label())
          .addKeyValue("provider_account", target.account().id())
          .addKeyValue("reference", reference.map(Reference::value).orElse(""))
          .setCause(e)
          .log("bug in a connector: it threw an exception, the outcome counts as unknown");
    }
    record(
        new ProviderCall(
            kind.operation(),
            target.gateway(),
            target.account().id(),
            subject,
            start.at(),
            Duration.ofNanos(System.nanoTime() - start.nanos()),
            summary.outcome(),
            summary.error(),
            summary.providerCode(),
            bounded.lastStatus(),
            bounded.exchanges()));
    return result;
  }

  private record Start(Instant at, long nanos) {}

  private void record(ProviderCall call) {
    if (call.subject().reference().isPresent()) {
      LOG.atInfo()
          .addKeyValue("gateway", call.gateway().code())
          .addKeyValue("operation", call.operation().label())
          .addKeyValue("reference", call.subject().reference().get().value())
          .addKeyValue("outcome", call.outcome().label())
          .addKeyValue("took_ms", call.took().toMillis())
          .log("provider call");
    }
    if (call.outcome().isUnclear() && !call.operation().isInquiry()) {
      LOG.atWarn()
          .addKeyValue("gateway", call.gateway().code())
          .addKeyValue("operation", call.operation().label())
          .addKeyValue("provider_account", call.account())
          .addKeyValue("reference", call.subject().reference().map(Reference::value).orElse(""))
          .addKeyValue("wallet", call.subject().wallet().map(id -> id.value()).orElse(""))
          .addKeyValue("outcome", call.outcome().label())
          .addKeyValue("cause", call.error())
          .addKeyValue("provider_code", call.providerCode())
          .addKeyValue("http_status", call.httpStatus())
          .log("no clear answer from the provider");
    }
    for (var log : logs) {
      try {
        log.record(call);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("a call to a provider could not be recorded");
      }
    }
  }
}
