package org.batua.gateway.connector.answer;

/// What an account does with the checksum of an answer, where the documentation leaves open which
/// answers have one.
public enum AnswerChecksum {
  REQUIRED,
  WHEN_PRESENT,
  IGNORED
}
