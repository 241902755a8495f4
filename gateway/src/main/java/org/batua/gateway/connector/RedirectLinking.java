package org.batua.gateway.connector;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;

/// Linking a customer's wallet by consent on a page of the provider's, where there is no OTP that a
/// merchant could ask for.
public interface RedirectLinking {
  /// Begins a linking; the answer holds the page to which the customer is sent.
  Start start(Call call, MobileNumber mobile, Callback callback);

  /// Whether only the owner of the mobile number can consent, rather than anybody with an account.
  boolean provesNumber();

  /// Asks the provider how far the customer is, whatever the proof says.
  ///
  /// [ProviderError#USER_DECLINED] and [ProviderError#AUTH_SESSION_INVALID] end the linking; any
  /// other refusal leaves it waiting.
  Result complete(Call call, Linking.State state, Proof proof);

  /// Where a customer's browser comes back after consenting at the provider.
  ///
  /// @param address the same for every linking, for providers that have to know it in advance
  /// @param state unguessable; identifies the linking, as the parameter `state` or in the path
  record Callback(URI address, Secret state) {
    /// An address of this linking's own.
    public URI own() {
      return URI.create(address + "/" + state.reveal());
    }
  }

  /// How the start of a linking ended.
  sealed interface Start {
    /// The customer has to consent on the provider's page.
    ///
    /// @param url the page; whoever has it can act in the customer's place
    /// @param name of the link in the provider's notifications, where it sends any
    record Redirect(
        Linking.State state, Secret url, Optional<Instant> expiresAt, Optional<String> name)
        implements Start {}

    record Refused(Refusal refusal) implements Start {}

    record Unavailable(TransportFailure failure) implements Start {}
  }

  /// What shows that the customer consented.
  sealed interface Proof {
    /// The parameters with which the customer's browser came back; never trusted alone.
    record Callback(Map<String, String> parameters) implements Proof {
      public Callback {
        parameters = Map.copyOf(parameters);
      }

      /// Without the values: a consent code is among them.
      @Override
      public String toString() {
        return "Callback" + parameters.keySet();
      }
    }

    /// Nothing yet: ask the provider how far the customer is.
    record Poll() implements Proof {}
  }

  /// How far a linking is.
  sealed interface Result {
    /// The wallet is linked.
    ///
    /// @param balance what can be spent, where the provider's answer includes it
    record Linked(Credentials credentials, Optional<Money> balance) implements Result {}

    /// The customer has not finished at the provider yet.
    record StillPending() implements Result {}

    record Refused(Refusal refusal) implements Result {}

    /// The provider did not take the proof: it may be tried again.
    record Unavailable(TransportFailure failure) implements Result {}

    /// The provider may have taken the proof: start again.
    record Unknown(TransportFailure failure) implements Result {}
  }
}
