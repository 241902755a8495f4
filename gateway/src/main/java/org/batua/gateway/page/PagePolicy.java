package org.batua.gateway.page;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/// What a browser may do with one page beyond the strictest Content-Security-Policy.
///
/// @param formTargets other origins that the page's forms are sent to
/// @param frameOrigins origins that may show the page in a frame; empty forbids framing
/// @param refreshSeconds after which a browser without scripts reloads; 0 for never
public record PagePolicy(List<String> formTargets, List<String> frameOrigins, int refreshSeconds) {
  public static final PagePolicy STRICT = new PagePolicy(List.of(), List.of(), 0);

  public PagePolicy {
    formTargets = List.copyOf(formTargets);
    frameOrigins = List.copyOf(frameOrigins);
  }

  /// Allows forms to be sent, and redirected, to the origins of these addresses.
  public PagePolicy withFormTargets(List<URI> targets) {
    var origins =
        targets.stream()
            .map(target -> target.getScheme() + "://" + target.getRawAuthority())
            .distinct()
            .toList();
    return new PagePolicy(origins, frameOrigins, refreshSeconds);
  }

  public PagePolicy refreshedAfter(int seconds) {
    return new PagePolicy(formTargets, frameOrigins, seconds);
  }

  /// The `Content-Security-Policy` header.
  ///
  /// @param styles that stand in the page itself; empty for none
  String header(String styles) {
    return "default-src 'none'; style-src 'self'"
        + (styles.isEmpty() ? "" : " 'sha256-" + hash(styles) + "'")
        + "; script-src 'self'; img-src 'self';"
        + " connect-src 'self'; base-uri 'none'; form-action 'self'"
        + after(formTargets)
        + "; frame-ancestors "
        + (frameOrigins.isEmpty() ? "'none'" : String.join(" ", frameOrigins));
  }

  private static String hash(String styles) {
    return Base64.getEncoder().encodeToString(DigestUtils.sha256(styles));
  }

  private static String after(List<String> origins) {
    return origins.isEmpty() ? "" : " " + String.join(" ", origins);
  }
}
