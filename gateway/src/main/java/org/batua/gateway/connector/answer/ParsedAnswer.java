package org.batua.gateway.connector.answer;

import java.math.BigDecimal;
import java.util.Optional;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.TransportFailure;

/// A provider's answer about one money movement as its connector reads it, not yet believed.
///
/// @param signature what became of the answer's own signature
/// @param reference the name of the movement as the answer repeats it; empty when it does not
/// @param amount in major units, as the answer repeats it; empty when it does not
/// @param currency as the answer repeats it; empty when it does not
public record ParsedAnswer(
    ParsedStatus status,
    Signature signature,
    Optional<String> reference,
    Optional<BigDecimal> amount,
    Optional<String> currency,
    ProviderResponse response) {

  /// What became of an answer's own signature.
  public enum Signature {
    RIGHT,
    /// Absent, and its provider or its configuration allows that.
    NOT_NEEDED,
    WRONG
  }

  /// An answer that is not in its provider's form.
  public static ParsedAnswer unreadable(ProviderResponse response) {
    return new ParsedAnswer(
        new ParsedStatus.Unclear(TransportFailure.Cause.UNREADABLE),
        Signature.NOT_NEEDED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        response);
  }
}
