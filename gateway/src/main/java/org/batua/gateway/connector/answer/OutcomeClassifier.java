package org.batua.gateway.connector.answer;

import java.util.function.Function;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;

/// The one place that decides what an exchange about money proves, for every connector.
///
/// A success counts only in a whole 2xx answer that is signed well and repeats what was asked. A
/// refusal counts at any HTTP status, but only by a code of the provider's own. Everything else is
/// unknown, or cannot tell: a wrong guess either way costs money.
public final class OutcomeClassifier {
  private final String reference;
  private final Money amount;
  private final Function<Answered, ParsedAnswer> reader;

  /// Judges answers about one movement.
  ///
  /// @param reference the reference that was sent
  /// @param amount the amount that was sent
  /// @param reader the connector's reading of a body; does not throw on any body
  public OutcomeClassifier(
      String reference, Money amount, Function<Answered, ParsedAnswer> reader) {
    this.reference = reference;
    this.amount = amount;
    this.reader = reader;
  }

  /// What the exchange that was to move the money proves.
  public Outcome outcome(Transport.Exchange exchange) {
    return switch (exchange) {
      case Transport.Exchange.NotSent(var failure) -> new Outcome.NotSent(failure);
      case Transport.Exchange.Lost(var failure) -> new Outcome.Unknown(failure);
      case Answered answered -> outcome(answered.status(), reader.apply(answered));
    };
  }

  private Outcome outcome(int status, ParsedAnswer answer) {
    if (!genuine(answer)) {
      return unknown(Cause.INTEGRITY, answer.response());
    }
    if (answer.status() instanceof ParsedStatus.Refused(var refusal)) {
      return new Outcome.Declined(refusal);
    }
    if (refusesOurKeys(status, answer)) {
      return new Outcome.Declined(Refusal.of(ProviderError.PROVIDER_CONFIG, answer.response()));
    }
    return successful(status)
        ? believed(answer)
        : new Outcome.Unknown(TransportFailure.http(status, answer.response()));
  }

  /// 401 and 403 in the provider's own form refuse our keys. In any other form they come from a
  /// proxy between us and the provider, and whether it passed the request on is not known.
  private static boolean refusesOurKeys(int status, ParsedAnswer answer) {
    return (status == 401 || status == 403)
        && answer.status() instanceof ParsedStatus.Unclear(var cause)
        && cause == Cause.UNKNOWN_CODE;
  }

  private Outcome believed(ParsedAnswer answer) {
    var response = answer.response();
    return switch (answer.status()) {
      case ParsedStatus.Moved(var providerReference, var at) ->
          asAsked(answer)
              ? new Outcome.Succeeded(providerReference, amount, at, response)
              : unknown(Cause.INTEGRITY, response);
      case ParsedStatus.Processing(var providerReference) ->
          new Outcome.Pending(providerReference, response);
      case ParsedStatus.CustomerNeeded(var page, var expiresAt) ->
          new Outcome.NeedsCustomer(page, expiresAt, response);
      case ParsedStatus.Refused(var refusal) -> new Outcome.Declined(refusal);
      case ParsedStatus.NotKnown _ -> unknown(Cause.UNKNOWN_CODE, response);
      case ParsedStatus.Unclear(var cause) -> unknown(cause, response);
    };
  }

  /// What the exchange that asked about the money proves.
  public Inquiry inquiry(Transport.Exchange exchange) {
    return switch (exchange) {
      case Transport.Exchange.NotSent(var failure) -> new Inquiry.CannotTell(failure);
      case Transport.Exchange.Lost(var failure) -> new Inquiry.CannotTell(failure);
      case Answered answered -> inquiry(answered.status(), reader.apply(answered));
    };
  }

  private Inquiry inquiry(int status, ParsedAnswer answer) {
    var response = answer.response();
    if (!genuine(answer)) {
      return new Inquiry.CannotTell(new TransportFailure(Cause.INTEGRITY, response));
    }
    if (!successful(status) && !tellsByStatus4xx(status, answer.status())) {
      return new Inquiry.CannotTell(TransportFailure.http(status, response));
    }
    return switch (answer.status()) {
      case ParsedStatus.NotKnown _ -> new Inquiry.NotFound(response);
      case ParsedStatus.Unclear(var cause) ->
          new Inquiry.CannotTell(new TransportFailure(cause, response));
      case ParsedStatus.Moved _,
          ParsedStatus.Processing _,
          ParsedStatus.CustomerNeeded _,
          ParsedStatus.Refused _ ->
          new Inquiry.Found(believed(answer));
    };
  }

  /// Some providers say "not found" and even "failed" with a 4xx, but never a success.
  private static boolean tellsByStatus4xx(int status, ParsedStatus parsed) {
    return status / 100 == 4
        && status != 429
        && (parsed instanceof ParsedStatus.NotKnown || parsed instanceof ParsedStatus.Refused);
  }

  private boolean genuine(ParsedAnswer answer) {
    return answer.signature() != ParsedAnswer.Signature.WRONG
        && answer.reference().map(reference::equals).orElse(true);
  }

  private boolean asAsked(ParsedAnswer answer) {
    return answer.amount().map(a -> a.compareTo(amount.major()) == 0).orElse(true)
        && answer.currency().map(amount.currency().getCurrencyCode()::equals).orElse(true);
  }

  private static boolean successful(int status) {
    return status / 100 == 2;
  }

  private static Outcome unknown(Cause cause, ProviderResponse response) {
    return new Outcome.Unknown(new TransportFailure(cause, response));
  }
}
