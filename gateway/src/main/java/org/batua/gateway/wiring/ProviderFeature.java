package org.batua.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.transport.HttpTransport;
import org.batua.gateway.db.Database;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.provider.AccountSwitch;
import org.batua.gateway.provider.AccountSwitchStore;
import org.batua.gateway.provider.CallMetrics;
import org.batua.gateway.provider.CallRecorder;
import org.batua.gateway.provider.CallStore;
import org.batua.gateway.provider.HealthStore;
import org.batua.gateway.provider.ProviderHealth;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.provider.Silences;
import org.batua.gateway.trace.Tracing;

/// The one door to the providers, and what is remembered of the calls that went through it.
final class ProviderFeature implements AutoCloseable {
  final Connectors connectors;
  final Providers providers;
  final ProviderHealth health;
  final AccountSwitch accountSwitch;
  final Silences silences;
  private final HttpTransport transport;
  private final CallRecorder calls;

  ProviderFeature(
      Config config,
      Database database,
      ProviderAccounts accounts,
      InstantSource clock,
      MeterRegistry meters,
      Tracing tracing) {
    this.connectors = OfferedConnectors.of(config, clock);
    this.health = new ProviderHealth(new HealthStore(database), clock);
    this.accountSwitch = new AccountSwitch(new AccountSwitchStore(database), clock);
    this.silences = new Silences(clock);
    this.transport = new HttpTransport(config.providers().transport(), meters, tracing);
    this.calls =
        new CallRecorder(new CallStore(database), config.providers().callsKept(), clock, meters);
    this.providers =
        new Providers(
            connectors,
            accounts::account,
            accountSwitch.before(transport),
            config.providers().timeouts(),
            clock,
            List.of(new CallMetrics(meters), health, silences, calls));
  }

  Jobs.Job job() {
    return new Jobs.Job("forget-provider-calls", Duration.ofHours(1), this::forgetOldCalls);
  }

  void forgetOldCalls() {
    calls.forgetOld();
  }

  void start() {
    calls.start();
    health.start();
  }

  /// Writes what is known of calls and waits to be written.
  void flush() {
    calls.flush();
    health.flush();
  }

  @Override
  public void close() {
    transport.close();
    calls.close();
    health.close();
  }
}
