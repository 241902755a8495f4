package org.batua.gateway.connector;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// What every connector must hold against the simulator: the wiring of one connector, and the small
/// acts that the contracts are written in.
///
/// The simulator's magic numbers, OTPs and amounts mean the same for each provider.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConnectorContract {
  protected static final String RIGHT_OTP = "123456";

  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final URI RETURN_URL = URI.create("https://batua.example/return");

  private final Wiring wiring;
  private final ProviderBench bench;

  /// All that one connector adds to the contracts.
  ///
  /// @param settings those that have no fallback or need another one here, from the URL at which
  ///   the provider's API begins
  /// @param wording what the provider's wire cannot say
  public record Wiring(
      Connector connector,
      Function<String, Map<String, String>> settings,
      Map<String, Secret> secrets,
      Wording wording) {
    public Wiring(
        Connector connector,
        Function<String, Map<String, String>> settings,
        Map<String, Secret> secrets) {
      this(connector, settings, secrets, Wording.EXACT);
    }
  }

  protected ConnectorContract(Wiring wiring) {
    this.wiring = wiring;
    this.bench = new ProviderBench(wiring.connector().gateway());
  }

  @BeforeAll
  void open() {
    bench.goUp();
  }

  @BeforeEach
  void reset() {
    bench.reset();
  }

  @AfterEach
  void goUp() {
    bench.goUp();
  }

  @AfterAll
  void close() {
    bench.close();
  }

  protected Connector connector() {
    return wiring.connector();
  }

  protected Wording wording() {
    return wiring.wording();
  }

  protected Collection<Secret> secrets() {
    return wiring.secrets().values();
  }

  protected ProviderBench bench() {
    return bench;
  }

  protected Call call() {
    return call(bench.transport());
  }

  protected Call call(Transport transport) {
    return call(transport, "device-1");
  }

  protected Call call(Transport transport, String deviceId) {
    var settings = new HashMap<String, String>();
    var secrets = new HashMap<String, Secret>();
    for (var field : connector().accountFields()) {
      switch (field.kind()) {
        case SETTING -> field.fallback().ifPresent(f -> settings.put(field.name(), f));
        case SECRET -> field.fallback().ifPresent(f -> secrets.put(field.name(), Secret.of(f)));
      }
    }
    settings.putAll(wiring.settings().apply(bench.url()));
    secrets.putAll(wiring.secrets());
    var account = new ProviderAccount("pa_1", connector().gateway(), settings, secrets);
    return new Call(account, deviceId, TIMEOUT, transport);
  }

  protected MobileNumber mobile(String national) {
    return new MobileNumber(currency().equals(Money.IDR) ? "62" : "91", national);
  }

  private Currency currency() {
    return connector().profile().currency();
  }

  /// What a simulated account holds before anybody paid from it.
  protected Money opening() {
    return money(currency().equals(Money.IDR) ? 1_000_000_00 : 10_000_00);
  }

  /// An amount in the provider's currency.
  protected Money money(long minor) {
    return new Money(minor, currency());
  }

  /// The same for a scenario's amount; one with decimals is a hundred times as much where the
  /// currency has none.
  protected Money scenario(String text) {
    var minor = ProviderBench.rupees(text).minor();
    return money(Money.decimals(currency()) == 0 && minor % 100 != 0 ? minor * 100 : minor);
  }

  /// A number of no persona, new for each test.
  protected MobileNumber anyone() {
    return mobile("98" + String.format(Locale.ROOT, "%08d", NUMBERS.incrementAndGet()));
  }

  protected static Reference newReference() {
    return new Reference("01JD" + String.format(Locale.ROOT, "%022d", NUMBERS.incrementAndGet()));
  }

  protected Linking linking() {
    return connector().linking().orElseThrow();
  }

  protected Linking.Start start(MobileNumber mobile) {
    return linking().start(call(), mobile, Optional.empty());
  }

  protected Linking.State started(MobileNumber mobile) {
    return switch (start(mobile)) {
      case Linking.Start.OtpSent(var state, _, _) -> state;
      case Linking.Start.Refused refused -> throw new AssertionError(refused);
      case Linking.Start.Unavailable unavailable -> throw new AssertionError(unavailable);
    };
  }

  protected Linking.Result enter(Linking.State state, String otp) {
    return linking().complete(call(), state, Secret.of(otp));
  }

  protected RedirectLinking redirectLinking() {
    return connector().redirectLinking().orElseThrow();
  }

  /// A linking by consent that has begun, with the provider's page.
  protected RedirectLinking.Start.Redirect redirected(MobileNumber mobile) {
    var state = Secret.of("state" + NUMBERS.incrementAndGet());
    var callback = new RedirectLinking.Callback(URI.create("https://batua.example/return"), state);
    return switch (redirectLinking().start(call(), mobile, callback)) {
      case RedirectLinking.Start.Redirect redirect -> redirect;
      case RedirectLinking.Start other -> throw new AssertionError(other);
    };
  }

  /// The customer decides on the provider's page, and comes back.
  protected RedirectLinking.Result decided(
      MobileNumber mobile, RedirectLinking.Start.Redirect redirect, String decision) {
    var fields = Map.of("decision", decision, "phone", mobile.national());
    var back = bench.browse(URI.create(redirect.url().reveal()), fields);
    var parameters =
        back.getRawQuery() == null ? Map.<String, String>of() : ProviderBench.parameters(back);
    return redirectLinking()
        .complete(call(), redirect.state(), new RedirectLinking.Proof.Callback(parameters));
  }

  /// A wallet linked the ordinary way.
  protected Credentials linked(MobileNumber mobile) {
    if (connector().redirectLinking().isPresent()) {
      return switch (decided(mobile, redirected(mobile), "approve")) {
        case RedirectLinking.Result.Linked(var credentials, _) -> credentials;
        case RedirectLinking.Result other -> throw new AssertionError(other);
      };
    }
    return switch (enter(started(mobile), RIGHT_OTP)) {
      case Linking.Result.Linked(var credentials, _) -> credentials;
      case Linking.Result other -> throw new AssertionError(other);
    };
  }

  protected DirectDebit.Order order(MobileNumber mobile, Credentials credentials, Money amount) {
    return new DirectDebit.Order(
        newReference(), amount, mobile, credentials, "customer-1", RETURN_URL);
  }

  protected Outcome debit(DirectDebit.Order order) {
    return connector().directDebit().orElseThrow().debit(call(), order);
  }

  protected Inquiry inquire(DirectDebit.Order order) {
    return connector().directDebit().orElseThrow().inquire(call(), order);
  }

  /// A short name of a result: `Succeeded`, `Declined LIMIT_EXCEEDED`, `Unknown INTEGRITY`.
  protected static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> "Succeeded";
      case Outcome.Pending _ -> "Pending";
      case Outcome.NeedsCustomer _ -> "NeedsCustomer";
      case Outcome.Declined(var refusal) -> "Declined " + refusal.error();
      case Outcome.NotSent _ -> "NotSent";
      case Outcome.Unknown(var failure) -> "Unknown " + failure.cause();
    };
  }

  /// As for an outcome, or `NotFound`, or `CannotTell`.
  protected static String name(Inquiry inquiry) {
    return switch (inquiry) {
      case Inquiry.Found(var outcome) -> name(outcome);
      case Inquiry.NotFound _ -> "NotFound";
      case Inquiry.CannotTell _ -> "CannotTell";
    };
  }
}
