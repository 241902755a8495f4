package org.batua.gateway.connector;

import java.util.Map;
import org.batua.gateway.base.Secret;

/// What shows that the customer agreed to a linking.
public sealed interface LinkProof {
  /// The OTP that the customer entered.
  record Otp(Secret otp) implements LinkProof {}

  /// The parameters with which the customer's browser came back; never trusted alone.
  record Callback(Map<String, String> parameters) implements LinkProof {
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
  record Poll() implements LinkProof {}
}
