package org.batua.gateway.connector;

import org.batua.gateway.base.MobileNumber;

/// Linking a customer's wallet by consent on a page of the provider's, where there is no OTP that a
/// merchant could ask for.
public interface RedirectLinking {
  /// Begins a linking; the answer holds the page to which the customer is sent.
  ///
  /// @param callback where the provider sends the customer's browser afterwards
  LinkStart start(Call call, MobileNumber mobile, LinkCallback callback);

  /// Whether only who has the mobile number can consent, rather than anybody with an account.
  boolean provesNumber();

  /// Finds out how far the customer is, by asking the provider whatever the proof says.
  ///
  /// [ProviderError#USER_DECLINED] and [ProviderError#AUTH_SESSION_INVALID] end the linking; any
  /// other refusal leaves it waiting.
  LinkResult complete(Call call, LinkState state, LinkProof proof);
}
