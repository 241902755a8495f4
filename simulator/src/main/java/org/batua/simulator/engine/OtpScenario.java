package org.batua.simulator.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The magic OTPs; any other six digits are a wrong OTP.
public enum OtpScenario {
  RIGHT("123456", "linked"),
  EXPIRED("000002", "expired"),
  ATTEMPTS_EXCEEDED("000003", "attempts exceeded at once"),
  ALREADY_USED("000004", "already used"),
  DOWN("000005", "the provider is down; nothing happened"),
  SLOW("000006", "linked after a slow answer"),
  TIMEOUT_LINKED("000007", "linked, but the answer never comes"),
  BLOCKED("000008", "the account is blocked"),
  SESSION_INVALID("000009", "the session is unknown: start again"),
  WRONG("", "any other: wrong, with attempts left; the third ends the session");

  private static final Map<Otp, OtpScenario> BY_OTP =
      Arrays.stream(values()).collect(Collectors.toMap(s -> s.otp, Function.identity()));

  private final Otp otp;
  private final String meaning;

  OtpScenario(String otp, String meaning) {
    this.otp = new Otp(otp);
    this.meaning = meaning;
  }

  static OtpScenario of(Otp otp) {
    return BY_OTP.getOrDefault(otp, WRONG);
  }

  public Otp otp() {
    return otp;
  }

  public String meaning() {
    return meaning;
  }
}
