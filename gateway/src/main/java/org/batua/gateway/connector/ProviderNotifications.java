package org.batua.gateway.connector;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Reading what a provider sends to us of its own accord.
///
/// A notification is never believed: the provider is asked about what it names, and only that
/// answer counts.
public interface ProviderNotifications {
  /// Checks a notification's signature and finds what it is about; sends nothing.
  Parsed parse(ProviderAccount account, Message message);

  /// What a provider sent, byte for byte.
  ///
  /// @param headers lower-case names
  /// @param body read as UTF-8
  record Message(Map<String, String> headers, String body) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public Message {
      headers = Map.copyOf(headers);
    }

    /// What came as bytes, without the byte order mark that some programs put before their text.
    public static Message of(Map<String, String> headers, byte[] body) {
      var text = new String(body, StandardCharsets.UTF_8);
      return new Message(headers, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /// Without its content: it names customers.
    @Override
    public String toString() {
      return "Message[" + body.length() + " characters]";
    }
  }

  /// What a notification is worth.
  sealed interface Parsed {
    /// Made by the provider.
    record Genuine(List<Subject> subjects) implements Parsed {
      public Genuine {
        subjects = List.copyOf(subjects);
      }
    }

    /// Its signature is wrong or missing.
    record Forged() implements Parsed {}

    /// Not in the provider's form; nothing can be said about who made it.
    record Unreadable() implements Parsed {}
  }

  /// Something that may have changed at the provider.
  sealed interface Subject {
    /// A movement of money, by our own reference.
    record Transaction(Reference reference) implements Subject {}

    /// A link, by the name that [RedirectLinking.Start.Redirect] gave it.
    record Link(String name) implements Subject {}
  }
}
