package org.batua.gateway.page;

import java.net.URI;
import java.util.List;

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
  String header() {
    return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
        + " connect-src 'self'; base-uri 'none'; form-action 'self'"
        + after(formTargets)
        + "; frame-ancestors "
        + (frameOrigins.isEmpty() ? "'none'" : String.join(" ", frameOrigins));
  }

  private static String after(List<String> origins) {
    return origins.isEmpty() ? "" : " " + String.join(" ", origins);
  }
}
