package org.batua.gateway.base;

import java.util.regex.Pattern;

/// Our id of an order: `ordeh_` and 32 hexadecimal digits; the merchant's own id is another.
public record OrderRef(String value) {
  private static final Pattern FORM = Pattern.compile("ordeh_[0-9a-f]{32}");

  public OrderRef {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("order ref: " + value + " (expected: " + FORM + ")");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
