package org.batua.gateway.operator;

/// Where a person signs in from.
///
/// @param agent as the browser names itself
/// @param requestId as in the log
public record SignInOrigin(String address, String agent, String requestId) {}
