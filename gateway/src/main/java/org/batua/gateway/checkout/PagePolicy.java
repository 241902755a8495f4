package org.batua.gateway.checkout;

import java.net.URI;
import java.util.List;

/// What a browser may do with one page beyond the strictest.
///
/// @param formTargets other origins that the page's forms are sent to
/// @param framers origins that may show the page in a frame; none for nobody
/// @param refreshSeconds after which a browser without scripts looks again; 0 for never
public record PagePolicy(List<String> formTargets, List<String> framers, int refreshSeconds) {
  public static final PagePolicy STRICT = new PagePolicy(List.of(), List.of(), 0);

  public PagePolicy {
    formTargets = List.copyOf(formTargets);
    framers = List.copyOf(framers);
  }

  /// Lets forms be sent, and redirected, to where these addresses are.
  public PagePolicy withFormTargets(List<URI> targets) {
    var origins =
        targets.stream()
            .map(target -> target.getScheme() + "://" + target.getRawAuthority())
            .distinct()
            .toList();
    return new PagePolicy(origins, framers, refreshSeconds);
  }

  public PagePolicy refreshedAfter(int seconds) {
    return new PagePolicy(formTargets, framers, seconds);
  }

  /// The `Content-Security-Policy` header.
  String header() {
    return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
        + " connect-src 'self'; base-uri 'none'; form-action 'self'"
        + after(formTargets)
        + "; frame-ancestors "
        + (framers.isEmpty() ? "'none'" : String.join(" ", framers));
  }

  private static String after(List<String> origins) {
    return origins.isEmpty() ? "" : " " + String.join(" ", origins);
  }
}
