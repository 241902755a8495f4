package org.batua.gateway.checkout;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.redirect.SlowCalls;

/// Steps of linking that a browser does not wait for: the form is answered within a second, and the
/// page that follows shows what came of the step, on whatever server process it is asked.
public final class LinkSteps {
  /// A step whose process died is over by then: more than a provider may take for an OTP and for
  /// the payment after it.
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final LinkStepStore store;
  private final SlowCalls slowCalls;
  private final InstantSource clock;

  public LinkSteps(LinkStepStore store, SlowCalls slowCalls, InstantSource clock) {
    this.store = store;
    this.slowCalls = slowCalls;
    this.clock = clock;
  }

  /// Takes a step.
  ///
  /// @param step answers the path where the customer goes on
  /// @return that path; empty when the step goes on in the background
  /// @throws org.batua.gateway.base.Rejected as the step
  Optional<String> take(Checkout checkout, LinkStep.Kind kind, Supplier<String> step) {
    var place = LinkStepStore.Place.of(checkout);
    return slowCalls.within(
        step,
        new SlowCalls.Late<String>() {
          @Override
          public void begun() {
            store.begin(place, kind, clock.instant());
          }

          @Override
          public void done(String path) {
            store.end(place, new LinkStep.End.Done(path));
          }

          @Override
          public void refused(Rejection rejection) {
            store.end(place, LinkStep.End.Refused.of(rejection));
          }

          @Override
          public void broken() {
            store.end(place, LinkStep.End.Refused.of(WalletError.GATEWAY_OUTCOME_UNKNOWN));
          }
        });
  }

  /// The step that this browser's checkout is at.
  Optional<LinkStep> of(Checkout checkout) {
    return store
        .find(LinkStepStore.Place.of(checkout))
        .map(
            step ->
                step.end().isEmpty() && step.begunAt().plus(LONGEST).isBefore(clock.instant())
                    ? abandoned(step)
                    : step);
  }

  private static LinkStep abandoned(LinkStep step) {
    var end = LinkStep.End.Refused.of(WalletError.GATEWAY_OUTCOME_UNKNOWN);
    return new LinkStep(step.kind(), step.begunAt(), Optional.of(end));
  }

  /// Whether the provider has not answered yet.
  boolean isUnderWay(Checkout checkout) {
    return of(checkout).filter(step -> step.end().isEmpty()).isPresent();
  }

  /// Forgets a step whose end was shown.
  void forget(Checkout checkout) {
    store.delete(LinkStepStore.Place.of(checkout));
  }
}
