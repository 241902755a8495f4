package org.batua.gateway.paymentmethod;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.provider.Trouble;
import tools.jackson.databind.node.ObjectNode;

/// What a merchant can offer its customers, on the wire.
public final class PaymentMethodRoutes {
  private final Outages outages;
  private final Connectors connectors;

  public PaymentMethodRoutes(Outages outages, Connectors connectors) {
    this.outages = outages;
    this.connectors = connectors;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/merchants/{merchant}/paymentmethods", Access.KEY, this::list).compressible(),
        Route.get("/outages", Access.KEY, this::outages).compressible());
  }

  private Answer list(Request request) {
    if (!request.path("merchant").equals(request.merchant().value())) {
      throw new Rejected(new Rejection.UnknownObject());
    }
    var json = Answer.object();
    var methods = json.putArray("payment_methods");
    outages
        .of(request.merchant())
        .forEach(
            (gateway, trouble) ->
                connectors
                    .find(gateway)
                    .ifPresent(
                        connector -> describe(methods.addObject(), gateway, connector, trouble)));
    return Answer.ok(json);
  }

  private static void describe(
      ObjectNode method, GatewayCode gateway, Connector connector, Optional<Trouble> trouble) {
    method
        .put("payment_method_type", "WALLET")
        .put("payment_method", gateway.code())
        .put("description", description(connector))
        .put("wallet_direct_debit_support", connector.directDebit().isPresent());
    trouble.ifPresent(it -> method.set("outage", Outages.json(it)));
  }

  private Answer outages(Request request) {
    var json = Answer.object();
    var list = json.putArray("outages");
    outages
        .of(request.merchantOnly())
        .forEach(
            (gateway, trouble) ->
                trouble.ifPresent(
                    it ->
                        list.addObject()
                            .put("payment_method_type", "WALLET")
                            .put("payment_method", gateway.code())
                            .setAll(Outages.json(it))));
    return Answer.ok(json);
  }

  private static String description(Connector connector) {
    return connector.name() + " wallet";
  }
}
