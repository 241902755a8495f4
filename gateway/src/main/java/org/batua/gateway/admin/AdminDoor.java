package org.batua.gateway.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Endpoint;
import org.batua.gateway.http.Guesses;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AdminKey;
import org.batua.gateway.operator.AdminKeys;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;

/// Every call of the admin API comes through here: which key, may it, at which merchant. What is
/// refused is in the audit.
final class AdminDoor {
  private final Guesses guesses;
  private final AdminKeys keys;
  private final Merchants merchants;
  private final Audit audit;

  AdminDoor(Guesses guesses, AdminKeys keys, Merchants merchants, Audit audit) {
    this.guesses = guesses;
    this.keys = keys;
    this.merchants = merchants;
    this.audit = audit;
  }

  /// One call with what it needs.
  ///
  /// @param permission of the key
  /// @param intake where its form is kept
  record Operation(
      String method,
      String path,
      Permission permission,
      Function<AdminCall, Answer> answer,
      Route.Intake intake) {
    Operation(
        String method, String path, Permission permission, Function<AdminCall, Answer> answer) {
      this(method, path, permission, answer, Route.Intake.MEMORY);
    }

    /// This call, whose form may hold a large file.
    Operation takingFiles() {
      return new Operation(method, path, permission, answer, Route.Intake.FILES_ON_DISK);
    }
  }

  List<Route> routes(List<Operation> operations) {
    return operations.stream().map(this::route).toList();
  }

  private Route route(Operation operation) {
    Endpoint endpoint = request -> pass(operation, request);
    var route =
        operation.method().equals("GET")
            ? Route.get(operation.path(), Access.OPEN, endpoint)
            : Route.post(operation.path(), Access.OPEN, endpoint);
    return operation.intake() == Route.Intake.FILES_ON_DISK
        ? route.takingFiles(head -> enter(operation, head).refusal())
        : route;
  }

  private Answer pass(Operation operation, Request request) {
    var entry = enter(operation, request);
    return entry.refusal().orElseGet(() -> operation.answer().apply(entry.call()));
  }

  /// Who makes a call, and what they are told who may not.
  private record Entry(AdminCall call, Optional<Answer> refusal) {}

  private Entry enter(Operation operation, Request request) {
    var key =
        request
            .peer()
            .bearer()
            .flatMap(
                it ->
                    guesses.find(
                        request.peer().address(), it, keys::isWorking, () -> keys.find(it)))
            .orElseThrow(() -> new Rejected(new Rejection.Unauthenticated()));
    var merchant = merchant(operation, request, key);
    boolean isOfMerchant = operation.path().contains("{merchant}");
    boolean may =
        key.permits(operation.permission())
            && (isOfMerchant
                || key.isEverywhere()
                || operation.permission() == Permission.PAYMENTS_READ);
    if (!may) {
      refused(operation, request, key, merchant);
    }
    return new Entry(
        new AdminCall(request, key, merchant),
        may ? Optional.empty() : Optional.of(forbidden(operation.permission())));
  }

  private Optional<MerchantId> merchant(Operation operation, Request request, AdminKey key) {
    if (!operation.path().contains("{merchant}")) {
      return Optional.empty();
    }
    var text = request.path("merchant");
    var merchant =
        MerchantId.isForm(text)
            ? Optional.of(new MerchantId(text)).filter(it -> merchants.find(it).isPresent())
            : Optional.<MerchantId>empty();
    if (merchant.filter(key::knows).isEmpty()) {
      refused(operation, request, key, merchant);
      throw new Rejected(new Rejection.UnknownObject());
    }
    return merchant;
  }

  private void refused(
      Operation operation, Request request, AdminKey key, Optional<MerchantId> merchant) {
    audit.write(
        AuditEntry.Draft.of(
                new Actor(Actor.Kind.KEY, key.prefix(), request.peer().address(), request.id()),
                operation.method() + " " + operation.path(),
                merchant.map(MerchantId::value).orElse(""),
                "")
            .by(operation.permission()),
        AuditEntry.Outcome.REFUSED);
  }

  private static Answer forbidden(Permission permission) {
    var body = Answer.object();
    body.put("error_code", "forbidden");
    body.put("error_message", "The key lacks the scope " + permission.code() + ".");
    return new Answer(403, "application/json", body.toString(), Map.of(), List.of(), "forbidden");
  }
}
