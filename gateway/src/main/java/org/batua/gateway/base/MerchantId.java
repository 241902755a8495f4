package org.batua.gateway.base;

import java.util.regex.Pattern;

/// A merchant's id, chosen by the operator: lower-case letters, digits, `_` and `-`.
public record MerchantId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

  public MerchantId {
    if (!isForm(value)) {
      throw new IllegalArgumentException("merchant id: " + value + " (expected: " + FORM + ")");
    }
  }

  public static boolean isForm(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
