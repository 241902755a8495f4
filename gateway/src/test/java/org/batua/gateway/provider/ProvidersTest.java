package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.testkit.MovableClock;
import org.junit.jupiter.api.Test;

class ProvidersTest {
  private static final Reference REFERENCE = new Reference("01JD0000000000000000000001");
  private static final MobileNumber MOBILE = new MobileNumber("91", "9000000001");
  private static final Credentials CREDENTIALS =
      new Credentials(Map.of(), Optional.empty(), Optional.empty());
  private static final Linking.State STATE = new Linking.State(Map.of());
  private static final URI BACK = URI.create("https://shop.example/back");
  private static final Money AMOUNT = Money.inr(100_00);
  private static final ProviderAccount ACCOUNT =
      new ProviderAccount("pac_1", BrokenConnector.GATEWAY, Map.of(), Map.of());
  private static final Transport UNUSED =
      (_, _, _, _) -> {
        throw new AssertionError("nothing is sent");
      };

  private final List<ProviderCall> log = new ArrayList<>();
  private final Providers providers =
      new Providers(
          new Connectors(List.of(new BrokenConnector())),
          _ -> ACCOUNT,
          UNUSED,
          new Providers.Timeouts(second(), second(), second(), second(), second()),
          new MovableClock(Instant.EPOCH),
          List.of(log::add));
  private final CallTarget target = providers.target("pac_1", "device", Optional.empty());

  private static Duration second() {
    return Duration.ofSeconds(1);
  }

  @Test
  void a_connector_that_throws_leads_to_the_weakest_result_of_each_call() {
    var debit = new DirectDebit.Order(REFERENCE, AMOUNT, MOBILE, CREDENTIALS, "c", BACK);
    var page = new HostedPayments.Order(REFERENCE, AMOUNT, MOBILE, BACK);
    var topup = new HostedTopups.Order(REFERENCE, AMOUNT, MOBILE, CREDENTIALS, BACK);
    var refund = new Refunding.Order(REFERENCE, REFERENCE, "p", AMOUNT, AMOUNT, Money.inr(0));
    var callback = new RedirectLinking.Callback(BACK, Secret.of("s"));
    var poll = new RedirectLinking.Proof.Poll();
    var message = new ProviderNotifications.Message(Map.of(), "");

    assertThat(providers.sendOtp(target, MOBILE, Optional.empty()))
        .isInstanceOf(Linking.Start.Unavailable.class);
    assertThat(providers.completeOtpLink(target, STATE, Secret.of("123456")))
        .isInstanceOf(Linking.Result.Unknown.class);
    assertThat(providers.startRedirectLink(target, MOBILE, callback))
        .isInstanceOf(RedirectLinking.Start.Unavailable.class);
    assertThat(providers.completeRedirectLink(target, STATE, poll))
        .isInstanceOf(RedirectLinking.Result.Unknown.class);
    assertThat(providers.balance(target, MOBILE, CREDENTIALS))
        .isInstanceOf(Balances.Result.Unavailable.class);
    assertThat(providers.renew(target, MOBILE, CREDENTIALS))
        .isInstanceOf(Renewal.Result.Unavailable.class);
    assertThat(providers.delink(target, CREDENTIALS))
        .isInstanceOf(Delinking.Result.Unavailable.class);
    assertThat(providers.debit(target, debit)).isInstanceOf(Outcome.Unknown.class);
    assertThat(providers.startHostedPayment(target, page)).isInstanceOf(Outcome.Unknown.class);
    assertThat(providers.startTopup(target, topup))
        .isInstanceOf(HostedTopups.Start.Unavailable.class);
    assertThat(providers.refund(target, refund)).isInstanceOf(Outcome.Unknown.class);
    assertThat(
            List.of(
                providers.inquireDebit(target, debit).orElseThrow(),
                providers.inquireHostedPayment(target, page).orElseThrow(),
                providers.inquireTopup(target, topup).orElseThrow(),
                providers.inquireRefund(target, refund).orElseThrow()))
        .allSatisfy(inquiry -> assertThat(inquiry).isInstanceOf(Inquiry.CannotTell.class));
    assertThat(providers.isGenuineReturn(target, page, Map.of())).isFalse();
    assertThat(providers.isGenuineReturn(target, topup, Map.of())).isFalse();
    assertThat(providers.parseNotification(ACCOUNT, message).map(ReadNotification::parsed))
        .contains(new ProviderNotifications.Parsed.Unreadable());
    assertThat(providers.problems(ACCOUNT)).singleElement().asString().contains("a bug");

    assertThat(log.stream().map(ProviderCall::operation))
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Operation.class));
    assertThat(log)
        .allSatisfy(
            call -> {
              assertThat(call.outcome()).isEqualTo(CallOutcome.CONNECTOR_FAILED);
              assertThat(call.error()).isEqualTo("IllegalStateException");
              assertThat(call.account()).isEqualTo("pac_1");
            });
  }

  @Test
  void a_gateway_that_is_gone_cannot_be_asked() {
    var gone = new ProviderAccount("pac_2", new GatewayCode("GONE"), Map.of(), Map.of());
    var there = new CallTarget(gone, "device", Optional.empty());
    var debit = new DirectDebit.Order(REFERENCE, AMOUNT, MOBILE, CREDENTIALS, "c", BACK);

    assertThat(providers.inquireDebit(there, debit)).isEmpty();
    assertThat(providers.problems(gone)).containsExactly("this version has no such gateway");
    assertThatThrownBy(() -> providers.connector(gone.gateway())).hasMessageContaining("GONE");
  }
}
