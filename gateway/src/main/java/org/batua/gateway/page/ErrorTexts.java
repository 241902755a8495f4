package org.batua.gateway.page;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;

/// The text that explains a rejection to the customer, beside the field that caused it.
public final class ErrorTexts {
  private static final int SECONDS_OF_MINUTE = 60;

  private static final Set<WalletError> CODE_IS_OVER =
      Set.of(
          WalletError.OTP_EXPIRED,
          WalletError.OTP_ALREADY_USED,
          WalletError.OTP_ATTEMPTS_EXCEEDED,
          WalletError.AUTHENTICATION_NOT_STARTED);

  private ErrorTexts() {}

  /// Empty for a rejection that the person cannot correct: that becomes an error page.
  public static Optional<String> say(Texts texts, Rejection rejection) {
    if (rejection instanceof Rejection.WalletRefused(var error, _, var attempts, var wait)) {
      return Optional.of(
          texts.say("problem." + error)
              + attempts.map(left -> " " + texts.say("problem.attempts", left)).orElse("")
              + wait.map(time -> " " + wait(texts, time)).orElse(""));
    }
    if (rejection instanceof Rejection.OtpLimit(var error, var wait)) {
      return Optional.of(texts.say("problem." + error) + " " + wait(texts, wait));
    }
    if (rejection instanceof Rejection.InvalidField(var name, _) && name.equals("mobile_number")) {
      return Optional.of(texts.say("problem.INVALID_MOBILE"));
    }
    return Optional.empty();
  }

  /// Asks for a new code where nothing else helps; empty elsewhere.
  public static Optional<String> newCode(Texts texts, Rejection rejection) {
    return rejection instanceof Rejection.WalletRefused(var error, _, _, _)
            && CODE_IS_OVER.contains(error)
        ? Optional.of(texts.say("problem.new_code"))
        : Optional.empty();
  }

  private static String wait(Texts texts, Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return seconds < 2 * SECONDS_OF_MINUTE
        ? texts.say("problem.wait_seconds", seconds)
        : texts.say("problem.wait_minutes", seconds / SECONDS_OF_MINUTE);
  }
}
