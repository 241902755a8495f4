package org.batua.gateway.operator;

/// A session with its operator.
public record CurrentSession(OperatorSession session, Operator operator) {}
