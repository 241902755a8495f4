package org.batua.gateway.db;

import org.jdbi.v3.core.Handle;

/// An open transaction; only stores look inside.
public record Tx(Handle handle) {}
