package org.batua.gateway.http;

import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;

/// How callers are recognised; the features behind it know keys and tokens.
public interface Authentication {
  /// What limits those who show what is not known.
  Guesses guesses();

  /// Whose a valid API key is, and what it may do.
  Optional<KeyGrant> grantOf(Secret apiKey);

  /// Whether this is a key that works, without a query for each that is not.
  boolean isWorkingKey(Secret apiKey);

  /// The customer of a valid client token, one use of which is spent; empty for an unknown one.
  ///
  /// @throws Rejected when the token has expired or is used up
  Optional<Caller.Customer> customerOf(Secret clientAuthToken);

  /// The merchant that encrypted and signed what a call brings; empty when it is not certain.
  Optional<MerchantId> signerOf(Params call);

  /// Whether pages of this site may call the API for the merchant.
  boolean allowsOrigin(MerchantId merchant, String origin);

  /// Whether pages of this site may call the API for any merchant.
  boolean allowsOrigin(String origin);
}
