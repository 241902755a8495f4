package org.batua.gateway.notification;

import org.batua.gateway.connector.ProviderNotifications;

/// A stored notification, byte for byte, that waits to be applied.
///
/// @param attempts how often it was tried to apply it, this time included
record Notification(
    long id, String providerAccount, ProviderNotifications.Message message, int attempts) {
  /// What a notification is worth, or what became of it.
  enum Status {
    /// Genuine; what it names is to be asked about.
    WAITING,
    APPLIED,
    /// Asked about several times; what is still open is for the resolver.
    ABANDONED,
    FORGED,
    UNREADABLE
  }
}
