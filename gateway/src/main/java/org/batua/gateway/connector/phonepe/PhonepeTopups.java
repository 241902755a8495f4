package org.batua.gateway.connector.phonepe;

import java.util.HashMap;
import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;

/// Top-ups by a deeplink into PhonePe's app. PhonePe gives them no name: nothing comes back from
/// the app, and there is no inquiry. Only the balance shows that money was added.
record PhonepeTopups() implements HostedTopups {
  private static final ProviderResponse NO_NAME =
      ProviderResponse.of("", "PhonePe has no call that tells about a top-up", 0);

  @Override
  public HostedTopups.Start start(Call call, HostedTopups.Order order) {
    var wire = PhonepeWire.of(call);
    var payload = new HashMap<String, Object>();
    payload.put("amount", order.amount().minor());
    // Otherwise PhonePe would subtract what the wallet holds already.
    payload.put("adjustAmount", false);
    payload.put("linkType", "WALLET_TOPUP_DEEPLINK");
    payload.put("topupWorkflowType", "NON_TRANSACTIONAL");
    payload.put("userAuthToken", order.credentials().value(PhonepeLinking.TOKEN).reveal());
    wire.account()
        .appVersion()
        .ifPresent(version -> payload.put("deviceContext", PhonepeDebits.deviceContext(version)));
    return switch (wire.ask(Operation.TOPUP, payload, PhonepeCodes::ofWallet)) {
      case Reply.Accepted(var answer) ->
          answer
              .deeplink()
              .<HostedTopups.Start>map(HostedTopups.Start.Page::new)
              .orElseGet(
                  () ->
                      new HostedTopups.Start.Unavailable(
                          new TransportFailure(Cause.UNREADABLE, answer.response())));
      case Reply.Refused(var refusal) -> new HostedTopups.Start.Refused(refusal);
      case Reply.NotTaken(var failure) -> new HostedTopups.Start.Unavailable(failure);
      case Reply.PerhapsTaken(var failure) -> new HostedTopups.Start.Unavailable(failure);
    };
  }

  @Override
  public boolean isGenuine(Call call, HostedTopups.Order order, Map<String, String> parameters) {
    return false;
  }

  @Override
  public Inquiry inquire(Call call, HostedTopups.Order order) {
    return new Inquiry.CannotTell(new TransportFailure(Cause.UNKNOWN_CODE, NO_NAME));
  }
}
