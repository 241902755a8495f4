package org.batua.gateway.admin;

import java.util.List;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.AccountFigureStore;
import org.batua.gateway.lookup.CustomerStory;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.SignalStore;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Permission;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's customers with their wallets, and how the gateways do.
final class ReadingCalls {
  private final LookupStore lookups;
  private final SignalStore signals;
  private final AccountFigureStore figures;
  private final OperatorActions actions;
  private final CallAudit audit;

  ReadingCalls(
      LookupStore lookups,
      SignalStore signals,
      AccountFigureStore figures,
      OperatorActions actions,
      CallAudit audit) {
    this.lookups = lookups;
    this.signals = signals;
    this.figures = figures;
    this.actions = actions;
    this.audit = audit;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var customer = path + "/customers/{customer}";
    var wallet = customer + "/wallets/{wallet}";
    return List.of(
        new Operation("GET", path + "/providers", Permission.PAYMENTS_READ, this::providers),
        new Operation("GET", customer, Permission.PAYMENTS_READ, this::customer),
        new Operation("POST", customer + "/reveal", Permission.PERSONAL_READ, this::reveal),
        new Operation("POST", wallet + "/delink", Permission.WALLETS_DELINK, this::delink),
        new Operation("POST", wallet + "/refresh", Permission.PAYMENTS_ASK, this::refresh));
  }

  private Answer providers(AdminCall call) {
    var json = Answer.object();
    var gateways = json.putArray("gateways");
    var day = figures.day(call.at());
    day.accounts().forEach(it -> gateways.add(AdminJson.write(it)));
    var failures = json.putArray("failures");
    for (var failure : day.failures()) {
      failures
          .addObject()
          .put("gateway", failure.gateway())
          .put("error", failure.error())
          .put("provider_code", failure.providerCode())
          .put("times", failure.times());
    }
    return Answer.ok(json);
  }

  private CustomerStory find(AdminCall call) {
    return lookups.customer(call.at(), call.path("customer")).orElseThrow(AdminAnswers::unknown);
  }

  private Answer customer(AdminCall call) {
    var customer = find(call);
    var json = json(customer, customer.maskedNumber(), customer.maskedEmail());
    boolean wire = call.key().permits(Permission.WIRE_READ);
    var calls = json.putArray("calls");
    signals.ofCustomer(customer.id()).forEach(it -> calls.add(SignalJson.write(it, wire)));
    return Answer.ok(json);
  }

  private Answer reveal(AdminCall call) {
    var customer = find(call);
    audit.done(call, Permission.PERSONAL_READ, "personal data shown", customer.id(), "");
    return Answer.ok(json(customer, customer.mobileNumber(), customer.emailAddress()));
  }

  private static ObjectNode json(CustomerStory customer, String number, String email) {
    var json = AdminJson.write(customer);
    return json.put("mobile_number", number).put("email_address", email);
  }

  private Answer delink(AdminCall call) {
    return AdminAnswers.led(
        actions.delink(call.actor(), call.at(), wallet(call), call.required("reason")),
        () -> AdminJson.write(find(call)));
  }

  private Answer refresh(AdminCall call) {
    return AdminAnswers.led(
        actions.refresh(call.actor(), call.at(), wallet(call)), () -> AdminJson.write(find(call)));
  }

  private static WalletId wallet(AdminCall call) {
    return WalletId.parse(call.path("wallet")).orElseThrow(AdminAnswers::unknown);
  }
}
