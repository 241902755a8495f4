package org.batua.gateway.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Connector;
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
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Renewal;

/// A connector that claims every capability and throws an exception in each.
final class BrokenConnector implements Connector {
  static final GatewayCode GATEWAY = new GatewayCode("BROKEN");

  @Override
  public GatewayCode gateway() {
    return GATEWAY;
  }

  @Override
  public String name() {
    return "Broken";
  }

  @Override
  public ProviderProfile profile() {
    throw bug();
  }

  @Override
  public List<AccountField> accountFields() {
    return List.of();
  }

  @Override
  public List<String> problems(ProviderAccount account) {
    throw bug();
  }

  @Override
  public Optional<Linking> linking() {
    return Optional.of(
        new Linking() {
          @Override
          public Linking.Start start(
              Call call, MobileNumber mobile, Optional<Linking.State> previous) {
            throw bug();
          }

          @Override
          public Linking.Result complete(Call call, Linking.State state, Secret otp) {
            throw bug();
          }
        });
  }

  @Override
  public Optional<RedirectLinking> redirectLinking() {
    return Optional.of(
        new RedirectLinking() {
          @Override
          public RedirectLinking.Start start(
              Call call, MobileNumber mobile, RedirectLinking.Callback callback) {
            throw bug();
          }

          @Override
          public boolean provesNumber() {
            return false;
          }

          @Override
          public RedirectLinking.Result complete(
              Call call, Linking.State state, RedirectLinking.Proof proof) {
            throw bug();
          }
        });
  }

  @Override
  public Optional<Renewal> renewal() {
    return Optional.of(
        (_, _, _) -> {
          throw bug();
        });
  }

  @Override
  public Optional<Balances> balances() {
    return Optional.of(
        (_, _, _) -> {
          throw bug();
        });
  }

  @Override
  public Optional<DirectDebit> directDebit() {
    return Optional.of(
        new DirectDebit() {
          @Override
          public Outcome debit(Call call, DirectDebit.Order order) {
            throw bug();
          }

          @Override
          public Inquiry inquire(Call call, DirectDebit.Order order) {
            throw bug();
          }
        });
  }

  @Override
  public Optional<HostedPayments> hostedPayments() {
    return Optional.of(
        new HostedPayments() {
          @Override
          public Outcome start(Call call, HostedPayments.Order order) {
            throw bug();
          }

          @Override
          public boolean isGenuine(
              Call call, HostedPayments.Order order, Map<String, String> parameters) {
            throw bug();
          }

          @Override
          public Inquiry inquire(Call call, HostedPayments.Order order) {
            throw bug();
          }
        });
  }

  @Override
  public Optional<HostedTopups> topups() {
    return Optional.of(
        new HostedTopups() {
          @Override
          public HostedTopups.Start start(Call call, HostedTopups.Order order) {
            throw bug();
          }

          @Override
          public boolean isGenuine(
              Call call, HostedTopups.Order order, Map<String, String> parameters) {
            throw bug();
          }

          @Override
          public Inquiry inquire(Call call, HostedTopups.Order order) {
            throw bug();
          }
        });
  }

  @Override
  public Optional<Refunding> refunds() {
    return Optional.of(
        new Refunding() {
          @Override
          public Outcome refund(Call call, Refunding.Order order) {
            throw bug();
          }

          @Override
          public Inquiry inquire(Call call, Refunding.Order order) {
            throw bug();
          }
        });
  }

  @Override
  public Optional<Delinking> delinking() {
    return Optional.of(
        (_, _) -> {
          throw bug();
        });
  }

  @Override
  public Optional<ProviderNotifications> notifications() {
    return Optional.of(
        (_, _) -> {
          throw bug();
        });
  }

  private static IllegalStateException bug() {
    return new IllegalStateException("a bug");
  }
}
