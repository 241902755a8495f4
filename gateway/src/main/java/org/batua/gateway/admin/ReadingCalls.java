package org.batua.gateway.admin;

import java.util.List;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.AccountFigureStore;
import org.batua.gateway.lookup.CustomerStory;
import org.batua.gateway.lookup.Listed;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.Slice;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Permission;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's lists of refunds and top-ups, customers with their wallets, and how the gateways
/// do.
final class ReadingCalls {
  private static final int ROWS_MAX = 100;

  private final LookupStore lookups;
  private final AccountFigureStore figures;
  private final OperatorActions actions;
  private final CallAudit audit;

  ReadingCalls(
      LookupStore lookups, AccountFigureStore figures, OperatorActions actions, CallAudit audit) {
    this.lookups = lookups;
    this.figures = figures;
    this.actions = actions;
    this.audit = audit;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var customer = path + "/customers/{customer}";
    var wallet = customer + "/wallets/{wallet}";
    return List.of(
        new Operation("GET", path + "/refunds", Permission.PAYMENTS_READ, this::refunds),
        new Operation("GET", path + "/topups", Permission.PAYMENTS_READ, this::topups),
        new Operation("GET", path + "/providers", Permission.PAYMENTS_READ, this::providers),
        new Operation("GET", customer, Permission.PAYMENTS_READ, call -> masked(find(call))),
        new Operation("POST", customer + "/reveal", Permission.PERSONAL_READ, this::reveal),
        new Operation("POST", wallet + "/delink", Permission.WALLETS_DELINK, this::delink),
        new Operation("POST", wallet + "/refresh", Permission.PAYMENTS_ASK, this::refresh));
  }

  private Answer refunds(AdminCall call) {
    return slice(
        "refunds",
        lookups.refunds(call.at(), call.text("status").orElse(""), place(call), ROWS_MAX));
  }

  private Answer topups(AdminCall call) {
    return slice(
        "topups", lookups.topups(call.at(), call.text("status").orElse(""), place(call), ROWS_MAX));
  }

  private static Slice.Place place(AdminCall call) {
    return Slice.Place.read(call.text("before").orElse(""));
  }

  private static Answer slice(String name, Slice<Listed> slice) {
    var json = Answer.object();
    var rows = json.putArray(name);
    slice.rows().forEach(it -> rows.add(AdminJson.write(it)));
    slice.next().ifPresent(it -> json.put("next", it.written()));
    return Answer.ok(json);
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

  private static Answer masked(CustomerStory customer) {
    return Answer.ok(json(customer, customer.maskedNumber(), customer.maskedEmail()));
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
