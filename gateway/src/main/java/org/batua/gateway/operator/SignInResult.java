package org.batua.gateway.operator;

import java.time.Duration;
import java.util.List;
import org.batua.gateway.base.Secret;

/// What became of a step of signing in.
public sealed interface SignInResult {
  /// The browser's new cookie; a code is wanted next.
  record CodeNeeded(Secret cookie) implements SignInResult {}

  /// The browser's new cookie; an authenticator app must be set up next.
  record EnrolmentNeeded(Secret cookie) implements SignInResult {}

  /// Signed in.
  ///
  /// @param recoveryCodes new ones, shown once; none for who has them already
  record SignedIn(Secret cookie, List<String> recoveryCodes) implements SignInResult {
    public SignedIn {
      recoveryCodes = List.copyOf(recoveryCodes);
    }
  }

  /// The same for a wrong password, an unknown login and a disabled operator.
  record Refused() implements SignInResult {}

  record Locked(Duration left) implements SignInResult {}

  /// The invitation was used, has expired, or never existed.
  record LinkUnknown() implements SignInResult {}

  record WeakPassword(String why) implements SignInResult {}
}
