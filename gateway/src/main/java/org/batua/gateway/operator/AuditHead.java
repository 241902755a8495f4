package org.batua.gateway.operator;

/// The last line of the audit chain.
///
/// @param hash of the line, in hex; it covers every line before it
public record AuditHead(long id, String hash) {}
