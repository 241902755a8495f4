package org.batua.gateway.paymentmethod;

import java.util.LinkedHashSet;
import java.util.List;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.ProviderAccounts;

/// What a merchant can offer its customers, on the wire.
public final class PaymentMethodRoutes {
  private final ProviderAccounts accounts;
  private final Connectors connectors;

  public PaymentMethodRoutes(ProviderAccounts accounts, Connectors connectors) {
    this.accounts = accounts;
    this.connectors = connectors;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/merchants/{merchant}/paymentmethods", Access.KEY, this::list).compressible());
  }

  private Answer list(Request request) {
    if (!request.path("merchant").equals(request.merchant().value())) {
      throw new Rejected(new Rejection.UnknownObject());
    }
    var gateways = new LinkedHashSet<GatewayCode>();
    accounts.of(request.merchant()).forEach(one -> gateways.add(one.account().gateway()));
    var json = Answer.object();
    var methods = json.putArray("payment_methods");
    for (var gateway : gateways) {
      connectors
          .find(gateway)
          .ifPresent(
              connector ->
                  methods
                      .addObject()
                      .put("payment_method_type", "WALLET")
                      .put("payment_method", gateway.code())
                      .put("description", description(connector))
                      .put("wallet_direct_debit_support", connector.directDebit().isPresent()));
    }
    return Answer.ok(json);
  }

  private static String description(Connector connector) {
    return connector.name() + " wallet";
  }
}
