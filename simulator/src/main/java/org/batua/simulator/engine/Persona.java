package org.batua.simulator.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.batua.simulator.engine.Account.Standing;

/// The magic mobile numbers: how a customer's wallet behaves in every call.
public enum Persona {
  HAPPY("9000000001", "happy, as is every number not listed"),
  ZERO_BALANCE("9000000010", "zero balance"),
  LOW_BALANCE("9000000011", "balance of Rs 50.00"),
  BALANCE_HIDDEN("9000000012", "balance not available"),
  OTP_UNDELIVERABLE("9000000020", "OTP cannot be delivered"),
  OTP_LIMITED("9000000021", "OTP rate limit from the first send"),
  RESEND_LIMITED("9000000022", "three OTPs in ten minutes, the fourth is refused"),
  OTP_SHORT_LIVED("9000000023", "OTP expires 5 s after sending"),
  NO_ACCOUNT("9000000030", "no account at the provider"),
  BLOCKED("9000000031", "account blocked"),
  MIN_KYC("9000000032", "no debit over 2000.00 nor over 10000.00 in a month"),
  REVOKES_AFTER_LINK("9000000040", "the customer revokes right after linking"),
  SHORT_TOKEN("9000000041", "the token lives 60 s, renewal works"),
  SHORT_TOKEN_NOT_RENEWED("9000000042", "the token lives 60 s, renewal is refused"),
  REVOKES_AFTER_DEBIT("9000000043", "the first debit works, then the customer revokes"),
  DOWN("9000000050", "provider down on every call"),
  SLOW("9000000051", "slow on every call"),
  OTP_TIMEOUT("9000000052", "no answer to sending an OTP"),
  REDIRECT_ACCEPTS("9000000060", "redirect linking: accepts"),
  REDIRECT_DECLINES("9000000061", "redirect linking: declines"),
  REDIRECT_NEVER_RETURNS("9000000062", "redirect linking: never returns");

  private static final Paise USUAL_BALANCE = new Paise(10_000_00);
  private static final Paise USUAL_BALANCE_OF_GOPAY = new Paise(1_000_000_00);
  private static final Paise LOW = new Paise(50_00);

  private static final Map<Phone, Persona> BY_PHONE =
      Arrays.stream(values()).collect(Collectors.toMap(p -> p.phone, Function.identity()));

  private final Phone phone;
  private final String meaning;

  Persona(String phone, String meaning) {
    this.phone = new Phone(phone);
    this.meaning = meaning;
  }

  public static Persona of(Phone phone) {
    return BY_PHONE.getOrDefault(phone, HAPPY);
  }

  public Phone phone() {
    return phone;
  }

  public String meaning() {
    return meaning;
  }

  /// How this customer's answers travel when nothing else is said.
  Delivery delivery() {
    return this == SLOW ? Delivery.SLOW : Delivery.PROMPT;
  }

  Optional<Delivery> outage() {
    return this == DOWN ? Optional.of(Delivery.DOWN) : Optional.empty();
  }

  Paise openingBalance(Provider provider) {
    return switch (this) {
      case ZERO_BALANCE, NO_ACCOUNT -> Paise.ZERO;
      case LOW_BALANCE -> LOW;
      // rupiah: a small amount in rupees pays for nothing there
      default -> provider == Provider.GOPAY ? USUAL_BALANCE_OF_GOPAY : USUAL_BALANCE;
    };
  }

  Standing openingStanding() {
    return switch (this) {
      case NO_ACCOUNT -> Standing.UNREGISTERED;
      case BLOCKED -> Standing.BLOCKED;
      default -> Standing.ACTIVE;
    };
  }
}
