package org.batua.gateway.operator;

import java.util.List;
import java.util.Optional;

/// Some lines of the audit, newest first.
///
/// @param next [AuditQuery#before()] of the lines that follow; empty at the end
/// @param cutShort whether what follows comes after lines that were looked at and do not match
public record AuditSlice(List<AuditEntry> rows, Optional<Long> next, boolean cutShort) {
  public AuditSlice {
    rows = List.copyOf(rows);
  }
}
