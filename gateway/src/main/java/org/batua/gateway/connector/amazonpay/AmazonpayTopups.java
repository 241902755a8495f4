package org.batua.gateway.connector.amazonpay;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import org.batua.gateway.connector.answer.SignedReturn;

/// Adding money on Amazon Pay's page.
///
/// The status call is published for top-ups too. The call that begins one is known from a public
/// integration, and how the way back is signed is assumed to be as answers are; nothing hangs on
/// it, since only the status counts.
record AmazonpayTopups(InstantSource clock) implements HostedTopups {
  private static final Set<String> RETURNED =
      Set.of(
          "merchantId",
          "chargeId",
          "amazonChargeId",
          "status",
          "code",
          "message",
          "requestedAmount",
          "approvedAmount",
          "currencyCode",
          "createTime",
          "updateTime",
          "x-amz-algorithm",
          "x-amz-date",
          "x-amz-request-id",
          "x-amz-signature");

  @Override
  public HostedTopups.Start start(Call call, HostedTopups.Order order) {
    var wire = AmazonpayWire.of(call, clock);
    var body =
        AmazonpayCharges.begin(
            wire,
            order.reference().value(),
            order.amount().majorFixed(),
            order.credentials().value(AmazonpayLinking.ACCESS_TOKEN).reveal(),
            order.callbackUrl().toString());
    var path = wire.account().topupPath();
    return switch (wire.post(path, Purpose.READ, body)) {
      case Transport.Exchange.NotSent(var failure) -> new HostedTopups.Start.Unavailable(failure);
      case Transport.Exchange.Lost(var failure) -> new HostedTopups.Start.Unavailable(failure);
      case Transport.Exchange.Answered answered ->
          AmazonpayAnswer.read(wire, "POST", path, answered)
              .map(answer -> started(wire, answer))
              .orElseGet(
                  () ->
                      new HostedTopups.Start.Unavailable(
                          new TransportFailure(
                              Cause.UNREADABLE, ProviderResponse.of("", "", answered.status()))));
    };
  }

  private static HostedTopups.Start started(AmazonpayWire wire, AmazonpayAnswer answer) {
    if (answer.signature() == Signature.WRONG) {
      return new HostedTopups.Start.Unavailable(
          new TransportFailure(Cause.INTEGRITY, answer.response()));
    }
    var page = AmazonpayCharges.page(answer);
    if (page.isPresent()) {
      return new HostedTopups.Start.Page(page.get());
    }
    return wire.account()
        .codes()
        .of(answer.code(), AmazonpayCodes.refusal(answer.code()))
        .<HostedTopups.Start>map(
            error -> new HostedTopups.Start.Refused(Refusal.of(error, answer.response())))
        .orElseGet(
            () ->
                new HostedTopups.Start.Unavailable(
                    new TransportFailure(Cause.UNKNOWN_CODE, answer.response())));
  }

  @Override
  public boolean isGenuine(Call call, HostedTopups.Order order, Map<String, String> parameters) {
    var wire = AmazonpayWire.of(call, clock);
    return order.reference().value().equals(parameters.get("chargeId"))
        && new SignedReturn(parameters).isSigned(RETURNED, fields -> isSigned(wire, fields));
  }

  private static boolean isSigned(AmazonpayWire wire, Map<String, String> brought) {
    var fields = new HashMap<>(brought);
    fields.keySet().removeIf(name -> name.startsWith("x-amz-"));
    return AmazonpayAnswer.isSigned(wire, "GET", AmazonpayAccount.TOPUP, brought, fields);
  }

  @Override
  public Inquiry inquire(Call call, HostedTopups.Order order) {
    var wire = AmazonpayWire.of(call, clock);
    var reference = order.reference().value();
    return new OutcomeClassifier(
            reference,
            order.amount(),
            answered -> AmazonpayCharges.readStatus(wire, AmazonpayAccount.TOPUP, answered))
        .inquiry(wire.inquire(AmazonpayAccount.TOPUP, reference));
  }
}
