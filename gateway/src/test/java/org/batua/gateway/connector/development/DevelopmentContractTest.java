package org.batua.gateway.connector.development;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.ConnectorContract;
import org.batua.gateway.connector.DebitContract;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.KeyContract;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.LinkingContract;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.RefundContract;
import org.batua.gateway.connector.Wording;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The development protocol alone, for a wallet of which nothing is public.
public class DevelopmentContractTest {
  private static final Secret KEY = Secret.of("freecharge-simulator-key");

  /// The protocol knows no devices, and one linking of a number at a time.
  public static final Wording WORDING =
      new Wording(
          Map.of(), Map.of(), Map.of(), Set.of(Wording.Silence.DEVICE, Wording.Silence.SESSION));

  private static final ConnectorContract.Wiring WIRING =
      new ConnectorContract.Wiring(
          new DevelopmentWallet(new Bare()),
          url -> Map.of("development_url", url + "/development", "development_merchant", "FCSIM01"),
          Map.of("development_key", KEY),
          WORDING);

  /// A wallet's name and nothing else, at the simulator's front of another.
  private record Bare() implements Connector {
    @Override
    public GatewayCode gateway() {
      return new GatewayCode("FREECHARGE");
    }

    @Override
    public String name() {
      return "A wallet";
    }

    @Override
    public ProviderProfile profile() {
      return new ProviderProfile(
          Money.INR,
          ProviderProfile.AmountForm.RUPEES_2DP,
          ProviderProfile.LinkMode.NONE,
          ProviderProfile.Renewing.NONE,
          ProviderProfile.Balance.NO,
          ProviderProfile.Topup.NONE,
          ProviderProfile.Delink.LOCAL_ONLY,
          ProviderProfile.DebitIdempotency.NONE,
          ProviderProfile.RefundIdempotency.NONE,
          Duration.ofMinutes(15),
          Duration.ofDays(3));
    }

    @Override
    public List<AccountField> accountFields() {
      return List.of();
    }
  }

  @Nested
  class Links extends LinkingContract {
    Links() {
      super(WIRING);
    }

    @Test
    void a_link_that_was_ended_is_dead_at_the_provider() {
      var mobile = anyone();
      var credentials = linked(mobile);
      var delinking = connector().delinking().orElseThrow();

      assertThat(delinking.delink(call(), credentials)).isInstanceOf(Delinking.Result.Done.class);
      assertThat(name(debit(order(mobile, credentials, Money.inr(1_00)))))
          .isEqualTo("Declined TOKEN_INVALID");
      assertThat(delinking.delink(call(), credentials)).isInstanceOf(Delinking.Result.Done.class);
    }
  }

  @Nested
  class Debits extends DebitContract {
    Debits() {
      super(WIRING);
    }
  }

  @Nested
  class Refunds extends RefundContract {
    Refunds() {
      super(WIRING);
    }
  }

  @Nested
  class Keys extends KeyContract {
    Keys() {
      super(WIRING);
    }
  }

  /// As an account that was never switched to the protocol.
  @Nested
  class SwitchedOff extends ConnectorContract {
    SwitchedOff() {
      super(new Wiring(WIRING.connector(), _ -> Map.of(), Map.of()));
    }

    @Test
    void an_account_without_the_protocol_links_nobody() {
      assertThat(connector().linking().orElseThrow().start(call(), anyone(), Optional.empty()))
          .isInstanceOf(Linking.Start.Refused.class);
    }
  }
}
