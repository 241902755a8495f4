package org.batua.simulator.http;

/// An answer ready to be sent, in UTF-8.
public record Body(String contentType, String text) {}
