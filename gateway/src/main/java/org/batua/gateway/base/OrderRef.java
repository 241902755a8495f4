package org.batua.gateway.base;

/// Our id of an order: `ordeh_` and 32 hexadecimal digits; the merchant's own id is another.
public record OrderRef(String value) {
  private static final String FORM = "ordeh_[0-9a-f]{32}";

  public OrderRef {
    if (!IdForm.is(value, "ordeh_", IdForm.Alphabet.HEX, 32)) {
      throw new IllegalArgumentException("order ref: " + value + " (expected: " + FORM + ")");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
