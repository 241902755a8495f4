package org.batua.gateway.operator;

import java.util.List;
import java.util.Optional;

/// Which lines are asked for.
///
/// @param merchants only of these; empty for all
/// @param before only lines with a smaller id
public record AuditQuery(
    List<String> merchants,
    Optional<String> actor,
    Optional<String> object,
    Optional<String> action,
    long before,
    int limit) {}
