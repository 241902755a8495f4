package org.batua.gateway.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.OperatorActions;
import tools.jackson.databind.JsonNode;

/// The forms that answers of the admin API have.
final class AdminAnswers {
  private AdminAnswers() {}

  /// An action's end: done, proposed, or not possible in the present state.
  static Answer led(OperatorActions.Result result, Supplier<? extends JsonNode> done) {
    return switch (result) {
      case OperatorActions.Result.Done _ -> Answer.ok(done.get());
      case OperatorActions.Result.Proposed(var proposal) ->
          of(202, Answer.object().set("proposal", AdminJson.write(proposal)), "");
      case OperatorActions.Result.Refused(var why) -> notDone(why);
    };
  }

  static Answer notDone(String why) {
    var body = Answer.object().put("error_code", "not_done").put("error_message", why);
    return of(409, body, "not_done");
  }

  private static Answer of(int status, JsonNode body, String errorCode) {
    return new Answer(
        status, "application/json", body.toString(), new HashMap<>(Map.of()), List.of(), errorCode);
  }

  static Answer list(String name, List<? extends JsonNode> rows) {
    var json = Answer.object();
    var array = json.putArray(name);
    rows.forEach(array::add);
    return Answer.ok(json);
  }

  static Rejected unknown() {
    return new Rejected(new Rejection.UnknownObject());
  }

  /// What a use case says of a field, as `name: why`.
  static Rejected invalid(IllegalArgumentException e) {
    var message = String.valueOf(e.getMessage());
    int colon = message.indexOf(": ");
    return new Rejected(
        colon < 0
            ? new Rejection.InvalidField("body", message)
            : new Rejection.InvalidField(
                message.substring(0, colon), message.substring(colon + 2)));
  }
}
