package org.batua.gateway.merchant;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Accent;
import org.batua.gateway.base.Colour;

/// How a merchant's checkout looks, and whom its customers ask.
public record Branding(Map<BrandingField, String> values) {
  public static final Branding NONE = new Branding(Map.of());

  public Branding {
    values = Map.copyOf(values);
  }

  /// A text of the order that its customer sees.
  ///
  /// @param label before the text, in the merchant's words
  /// @param field its name on the wire: `udf1`, or `metadata.` and a name
  public record OrderLine(String label, String field) {}

  public Optional<String> of(BrandingField field) {
    return Optional.ofNullable(values.get(field));
  }

  public Optional<Accent> accent() {
    return of(BrandingField.ACCENT).flatMap(Colour::parse).map(Accent::of);
  }

  public List<OrderLine> orderLines() {
    return of(BrandingField.ORDER_LINES).stream()
        .flatMap(text -> Arrays.stream(text.split("\n", -1)))
        .map(line -> line.split("=", 2))
        .map(parts -> new OrderLine(parts[0], parts[1]))
        .toList();
  }
}
