package org.batua.gateway.provider;

import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.TransportFailure;

/// What the record of a call keeps of a connector's result.
record CallResult(CallOutcome outcome, String error, String providerCode) {
  static final CallResult SUCCEEDED = new CallResult(CallOutcome.SUCCEEDED, "", "");

  static CallResult of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> answered(CallOutcome.SUCCEEDED, outcome);
      case Outcome.Pending _ -> answered(CallOutcome.PENDING, outcome);
      case Outcome.NeedsCustomer _ -> answered(CallOutcome.NEEDS_CUSTOMER, outcome);
      case Outcome.Declined(var refusal) -> refused(refusal);
      case Outcome.NotSent(var failure) -> failed(CallOutcome.NOT_SENT, failure);
      case Outcome.Unknown(var failure) -> failed(CallOutcome.UNKNOWN, failure);
    };
  }

  static CallResult of(Inquiry inquiry) {
    return switch (inquiry) {
      case Inquiry.Found(var outcome) -> of(outcome);
      case Inquiry.NotFound(var response) ->
          new CallResult(CallOutcome.NOT_FOUND, "", response.code());
      case Inquiry.CannotTell(var failure) -> failed(CallOutcome.UNAVAILABLE, failure);
    };
  }

  static CallResult of(Linking.Start start) {
    return switch (start) {
      case Linking.Start.OtpSent _ -> SUCCEEDED;
      case Linking.Start.Refused(var refusal) -> refused(refusal);
      case Linking.Start.Unavailable(var failure) -> failed(CallOutcome.UNAVAILABLE, failure);
    };
  }

  static CallResult of(Linking.Result result) {
    return switch (result) {
      case Linking.Result.Linked _ -> SUCCEEDED;
      case Linking.Result.Refused(var refusal) -> refused(refusal);
      case Linking.Result.Unavailable(var failure) -> failed(CallOutcome.UNAVAILABLE, failure);
      case Linking.Result.Unknown(var failure) -> failed(CallOutcome.UNKNOWN, failure);
    };
  }

  static CallResult of(RedirectLinking.Start start) {
    return switch (start) {
      case RedirectLinking.Start.Redirect _ -> new CallResult(CallOutcome.NEEDS_CUSTOMER, "", "");
      case RedirectLinking.Start.Refused(var refusal) -> refused(refusal);
      case RedirectLinking.Start.Unavailable(var failure) ->
          failed(CallOutcome.UNAVAILABLE, failure);
    };
  }

  static CallResult of(RedirectLinking.Result result) {
    return switch (result) {
      case RedirectLinking.Result.Linked _ -> SUCCEEDED;
      case RedirectLinking.Result.StillPending _ -> new CallResult(CallOutcome.PENDING, "", "");
      case RedirectLinking.Result.Refused(var refusal) -> refused(refusal);
      case RedirectLinking.Result.Unavailable(var failure) ->
          failed(CallOutcome.UNAVAILABLE, failure);
      case RedirectLinking.Result.Unknown(var failure) -> failed(CallOutcome.UNKNOWN, failure);
    };
  }

  static CallResult of(Balances.Result result) {
    return switch (result) {
      case Balances.Result.Spendable _, Balances.Result.Undisclosed _ -> SUCCEEDED;
      case Balances.Result.Refused(var refusal) -> refused(refusal);
      case Balances.Result.Unavailable(var failure) -> failed(CallOutcome.UNAVAILABLE, failure);
    };
  }

  static CallResult of(Renewal.Result result) {
    return switch (result) {
      case Renewal.Result.Renewed _ -> SUCCEEDED;
      case Renewal.Result.Refused(var refusal) -> refused(refusal);
      case Renewal.Result.Unavailable(var failure) -> failed(CallOutcome.UNAVAILABLE, failure);
    };
  }

  static CallResult of(Delinking.Result result) {
    return switch (result) {
      case Delinking.Result.Done _ -> SUCCEEDED;
      case Delinking.Result.Refused(var refusal) -> refused(refusal);
      case Delinking.Result.Unavailable(var failure) -> failed(CallOutcome.UNAVAILABLE, failure);
    };
  }

  static CallResult of(HostedTopups.Start start) {
    return switch (start) {
      case HostedTopups.Start.Page _ -> new CallResult(CallOutcome.NEEDS_CUSTOMER, "", "");
      case HostedTopups.Start.Refused(var refusal) -> refused(refusal);
      case HostedTopups.Start.Unavailable(var failure) -> failed(CallOutcome.UNAVAILABLE, failure);
    };
  }

  static CallResult of(ProviderNotifications.Parsed parsed) {
    return switch (parsed) {
      case ProviderNotifications.Parsed.Genuine _ -> SUCCEEDED;
      case ProviderNotifications.Parsed.Forged _ -> new CallResult(CallOutcome.FORGED, "", "");
      case ProviderNotifications.Parsed.Unreadable _ ->
          new CallResult(CallOutcome.REFUSED, TransportFailure.Cause.UNREADABLE.name(), "");
    };
  }

  static CallResult ofReturn(boolean isGenuine) {
    return isGenuine ? SUCCEEDED : new CallResult(CallOutcome.FORGED, "", "");
  }

  private static CallResult answered(CallOutcome outcome, Outcome answer) {
    return new CallResult(outcome, "", answer.response().code());
  }

  private static CallResult refused(Refusal refusal) {
    return new CallResult(CallOutcome.REFUSED, refusal.error().name(), refusal.response().code());
  }

  private static CallResult failed(CallOutcome outcome, TransportFailure failure) {
    return new CallResult(outcome, failure.cause().name(), failure.response().code());
  }
}
