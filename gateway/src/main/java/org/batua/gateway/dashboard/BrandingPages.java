package org.batua.gateway.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.SafeSvg;
import org.batua.gateway.http.Answer;
import org.batua.gateway.merchant.Branding;
import org.batua.gateway.merchant.BrandingField;
import org.batua.gateway.merchant.Brandings;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;

/// How the merchant's checkout looks to its customers, and whom they ask.
public final class BrandingPages {
  private static final String PATH = "/branding";
  private static final int TEXT_LENGTH_MAX = 2000;
  private static final byte PNG = (byte) 0x89;

  private final Brandings brandings;
  private final Audit audit;
  private final Screens screens;

  BrandingPages(Brandings brandings, Audit audit, Screens screens) {
    this.brandings = brandings;
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt(
            PATH, Permission.PAYMENTS_READ, visit -> page(visit, brandings.of(visit.at()), "")),
        DashboardRoute.postAt(PATH, Permission.SETTINGS_WRITE, this::change).takingFiles());
  }

  /// What there is of it.
  ///
  /// @param values by the words of [BrandingField], without the logo
  /// @param logo as the address of a picture; empty for none
  public record Look(Map<String, String> values, String logo) {}

  private Answer page(Visit visit, Branding branding, String notice) {
    Map<String, String> values = new LinkedHashMap<>();
    for (var field : BrandingField.values()) {
      if (field != BrandingField.LOGO) {
        values.put(field.word(), branding.of(field).orElse(""));
      }
    }
    var look = new Look(values, branding.of(BrandingField.LOGO).map(this::address).orElse(""));
    return screens.show(visit, notice.isEmpty() ? 200 : 422, "branding", look, notice);
  }

  private String address(String logo) {
    return logo.startsWith("data:")
        ? logo
        : "data:image/svg+xml;base64,"
            + Base64.getEncoder().encodeToString(logo.getBytes(StandardCharsets.UTF_8));
  }

  private Answer change(Visit visit) {
    Map<String, String> changes = new LinkedHashMap<>();
    var params = visit.request().params();
    for (var field : BrandingField.values()) {
      if (field != BrandingField.LOGO) {
        var text = params.prose(field.word(), TEXT_LENGTH_MAX).orElse("").strip();
        changes.put(field.word(), text);
      }
    }
    var logo = BrandingField.LOGO.word();
    if (visit.given("remove_logo").isPresent()) {
      changes.put(logo, "");
    }
    try {
      params.upload(logo).ifPresent(file -> changes.put(logo, read(file)));
      brandings.change(visit.at(), changes);
    } catch (IllegalArgumentException e) {
      var before = brandings.of(visit.at());
      return page(visit, before, Optional.ofNullable(e.getMessage()).orElse(""));
    }
    audit.write(
        AuditEntry.Draft.of(visit.actor(), "branding changed", visit.at().value(), "")
            .by(Permission.SETTINGS_WRITE)
            .detail(String.join(", ", changes.keySet())),
        AuditEntry.Outcome.DONE);
    return Answer.seeOther(visit.link(PATH + "?done=saved"));
  }

  /// An SVG as it is, a PNG as its address.
  private static String read(Path file) {
    try {
      if (Files.size(file) > SafeSvg.BYTES_MAX) {
        throw new IllegalArgumentException("logo: is larger than " + SafeSvg.BYTES_MAX + " bytes");
      }
      var bytes = Files.readAllBytes(file);
      return bytes[0] == PNG
          ? "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes)
          : new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
