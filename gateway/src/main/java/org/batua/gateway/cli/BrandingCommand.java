package org.batua.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.batua.gateway.merchant.BrandingField;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Changes how a merchant's checkout looks, and whom its customers ask.
@Command(
    name = "branding",
    description = "Change how a merchant's checkout looks. An empty value removes.",
    mixinStandardHelpOptions = true)
public final class BrandingCommand implements Callable<Integer> {
  private static final int SHOWN_MAX = 60;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable ConfigOptions options;

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Option(names = "--accent", paramLabel = "#RRGGBB", description = "Of buttons and links.")
  private @Nullable String accent;

  @Option(names = "--logo", paramLabel = "FILE", description = "An SVG of shapes, or a PNG.")
  private @Nullable String logo;

  @Option(names = "--support-email", paramLabel = "ADDRESS")
  private @Nullable String supportEmail;

  @Option(names = "--support-phone", paramLabel = "NUMBER")
  private @Nullable String supportPhone;

  @Option(names = "--support-url", paramLabel = "URL")
  private @Nullable String supportUrl;

  @Option(names = "--terms-url", paramLabel = "URL")
  private @Nullable String termsUrl;

  @Option(
      names = "--order-line",
      paramLabel = "LABEL=FIELD",
      description = "A text of the order that customers see, as Size=udf1; repeatable.")
  private @Nullable List<String> orderLines;

  @Override
  public Integer call() {
    var given = given();
    return Session.run(
        Objects.requireNonNull(options).read(),
        gateway -> {
          var branding = gateway.brandings().change(Session.merchant(gateway, id), given);
          say("branding of " + id + ":" + (branding.values().isEmpty() ? " none" : ""));
          for (var field : BrandingField.values()) {
            branding.of(field).ifPresent(text -> say("  " + field.word() + ": " + shown(text)));
          }
          return 0;
        });
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, BrandingField.ACCENT, accent);
    put(given, BrandingField.LOGO, logo == null || logo.isEmpty() ? logo : picture(Path.of(logo)));
    put(given, BrandingField.SUPPORT_EMAIL, supportEmail);
    put(given, BrandingField.SUPPORT_PHONE, supportPhone);
    put(given, BrandingField.SUPPORT_URL, supportUrl);
    put(given, BrandingField.TERMS_URL, termsUrl);
    put(
        given,
        BrandingField.ORDER_LINES,
        orderLines == null ? null : String.join("\n", orderLines));
    return given;
  }

  private static void put(Map<String, String> given, BrandingField field, @Nullable String text) {
    if (text != null) {
      given.put(field.word(), text);
    }
  }

  private static String picture(Path file) {
    try {
      var bytes = Files.readAllBytes(file);
      return file.toString().toLowerCase(Locale.ROOT).endsWith(".png")
          ? "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes)
          : new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private static String shown(String text) {
    var line = text.replace("\n", ", ");
    return line.length() > SHOWN_MAX ? line.length() + " characters" : line;
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
