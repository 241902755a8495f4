package org.batua.gateway.jose;

import java.util.List;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Endpoint;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;

/// Calls in their encrypted form: what is within is answered as its plain form is, and an answer
/// that refuses nothing is encrypted in turn. Refusals stay plain, as clients expect them. A call
/// proves by its signature whose it is, so that a client may name its merchant instead of sending
/// an API key.
public final class EncryptedRoutes {
  private final MessageKeys keys;
  private final Plain plain;

  /// The plain forms.
  public record Plain(Endpoint orderStatus, Endpoint refund, Endpoint session) {}

  public EncryptedRoutes(MessageKeys keys, Plain plain) {
    this.keys = keys;
    this.plain = plain;
  }

  public List<Route> routes() {
    return List.of(
        encrypted("/v4/order-status", plain.orderStatus()),
        encrypted("/v4/orders/{order}/refunds", plain.refund()),
        encrypted("/v4/session", plain.session()));
  }

  private Route encrypted(String path, Endpoint endpoint) {
    return Route.post(path, Access.KEY_OR_SIGNATURE, request -> answer(request, endpoint));
  }

  private Answer answer(Request request, Endpoint endpoint) {
    var merchant = request.merchantOnly();
    var opened = Envelope.open(request.params(), kid -> keys.working(merchant, kid));
    var answer = endpoint.handle(request.withJson(opened.content()));
    return answer.status() / 100 == 2
        ? Answer.ok(Envelope.seal(answer.body(), opened.key()))
        : answer;
  }
}
