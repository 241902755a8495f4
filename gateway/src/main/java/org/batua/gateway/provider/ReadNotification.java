package org.batua.gateway.provider;

import java.util.function.Function;
import org.batua.gateway.connector.ProviderNotifications.Message;
import org.batua.gateway.connector.ProviderNotifications.Parsed;

/// A notification that was read.
///
/// @param essence what is left of it when everything is taken away that changes nothing
public record ReadNotification(Parsed parsed, Message essence) {
  /// @param parsing what the provider's connector makes of a message
  static ReadNotification by(Function<Message, Parsed> parsing, Message message) {
    var parsed = parsing.apply(message);
    return new ReadNotification(
        parsed,
        parsed instanceof Parsed.Genuine
            ? Essence.of(message, it -> parsed.equals(parsing.apply(it)))
            : message);
  }

  static ReadNotification unreadable(Message message) {
    return new ReadNotification(new Parsed.Unreadable(), message);
  }
}
