package org.batua.gateway.base;

import java.util.regex.Pattern;

/// Our id of a customer: `cst_` and 16 letters or digits.
public record CustomerId(String value) {
  private static final Pattern FORM = Pattern.compile("cst_[a-z0-9]{16}");

  public CustomerId {
    if (!isForm(value)) {
      throw new IllegalArgumentException("customer id: " + value + " (expected: " + FORM + ")");
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
