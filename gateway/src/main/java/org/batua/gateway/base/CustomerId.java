package org.batua.gateway.base;

/// Our id of a customer: `cst_` and 16 letters or digits.
public record CustomerId(String value) {
  private static final String FORM = "cst_[a-z0-9]{16}";

  public CustomerId {
    if (!isForm(value)) {
      throw new IllegalArgumentException("customer id: " + value + " (expected: " + FORM + ")");
    }
  }

  public static boolean isForm(String text) {
    return IdForm.is(text, "cst_", IdForm.Alphabet.BASE_36, 16);
  }

  @Override
  public String toString() {
    return value;
  }
}
