package org.batua.gateway.http;

import java.time.Duration;

/// The limits of the HTTP server.
///
/// @param bodyBytes the largest request body
/// @param headerBytes the largest header block
/// @param requestReadTime from a request's first byte to its last
/// @param idleTime how long a connection may stay open without a request
/// @param connections how many may be open at once
/// @param concurrentRequests how many are worked on at once; more are told to come again
/// @param requestsPerSecondPerKey how many one API key may make, with a burst of twice as many
/// @param drainTime how long a stopping server waits for requests under way
public record HttpLimits(
    int bodyBytes,
    int headerBytes,
    Duration requestReadTime,
    Duration idleTime,
    int connections,
    int concurrentRequests,
    int requestsPerSecondPerKey,
    Duration drainTime) {}
