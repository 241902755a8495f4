package org.batua.gateway.connector;

import java.util.List;

/// Reading what a provider sends to us of its own accord.
///
/// A notice is never believed: what it names is asked about, and only the answer counts.
public interface Notices {
  /// Checks a notice's signature and tells what it is about; calls nobody.
  Reading read(ProviderAccount account, Notice notice);

  /// What a notice is worth.
  sealed interface Reading {
    /// Made by the provider.
    record Genuine(List<Subject> subjects) implements Reading {
      public Genuine {
        subjects = List.copyOf(subjects);
      }
    }

    /// Its signature is wrong or missing.
    record Forged() implements Reading {}

    /// Not in the provider's form; nothing can be said about who made it.
    record Unreadable() implements Reading {}
  }

  /// Something that may have changed at the provider.
  sealed interface Subject {
    /// A movement of money, by our own reference.
    record Transaction(Reference reference) implements Subject {}

    /// A link, by the name that [LinkStart.Redirect] gave it.
    record Link(String name) implements Subject {}
  }
}
