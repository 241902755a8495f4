package org.batua.gateway.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.merchant.Branding;
import org.batua.gateway.merchant.BrandingField;
import org.batua.gateway.merchant.Brandings;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;

/// The admin API's calls about how merchants' checkouts look.
final class BrandingCalls {
  private final Brandings brandings;
  private final Audit audit;

  BrandingCalls(Brandings brandings, Audit audit) {
    this.brandings = brandings;
    this.audit = audit;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    return List.of(
        new Operation("GET", path + "/branding", Permission.PAYMENTS_READ, this::show),
        new Operation("POST", path + "/branding", Permission.SETTINGS_WRITE, this::change));
  }

  private Answer show(AdminCall call) {
    return answer(brandings.of(call.at()));
  }

  private Answer change(AdminCall call) {
    Map<String, String> changes = new LinkedHashMap<>();
    for (var word : BrandingField.words()) {
      if (call.request().params().names().contains(word)) {
        changes.put(word, call.request().params().file(word).orElse(""));
      }
    }
    Branding changed;
    try {
      changed = brandings.change(call.at(), changes);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    audit.write(
        AuditEntry.Draft.of(call.actor(), "branding changed", call.at().value(), "")
            .by(Permission.SETTINGS_WRITE)
            .detail(String.join(", ", changes.keySet())),
        AuditEntry.Outcome.DONE);
    return answer(changed);
  }

  private static Rejected invalid(String message) {
    int colon = message.indexOf(": ");
    return new Rejected(
        new Rejection.InvalidField(message.substring(0, colon), message.substring(colon + 2)));
  }

  private static Answer answer(Branding branding) {
    var json = Answer.object();
    for (var field : BrandingField.values()) {
      branding.of(field).ifPresent(text -> json.put(field.word(), text));
    }
    return Answer.ok(json);
  }
}
