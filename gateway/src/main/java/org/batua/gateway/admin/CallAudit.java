package org.batua.gateway.admin;

import org.batua.gateway.base.MerchantId;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;

/// Writes down what calls of the admin API did.
final class CallAudit {
  private final Audit audit;

  CallAudit(Audit audit) {
    this.audit = audit;
  }

  void done(AdminCall call, Permission permission, String action, String object, String detail) {
    var merchant = call.merchant().map(MerchantId::value).orElse("");
    audit.write(
        AuditEntry.Draft.of(call.actor(), action, merchant, object).by(permission).detail(detail),
        AuditEntry.Outcome.DONE);
  }
}
