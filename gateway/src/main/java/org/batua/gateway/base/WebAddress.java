package org.batua.gateway.base;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses on the web, as people configure them: what a typing error makes of one is refused
/// where it is set, and not found out when a customer is sent there.
public final class WebAddress {
  /// What [#plain(String)] takes.
  public static final String PLAIN =
      "an http or https address: a host and perhaps a port up to 65535 and a path, without user,"
          + " query or fragment";

  /// What [#page(String)] takes.
  public static final String PAGE =
      "an http or https address: a host and perhaps a port up to 65535, without user";

  /// What [#isOrigin(String)] takes.
  public static final String ORIGIN =
      "as https://shop.example, in lower case, perhaps with a port up to 65535, and no path";

  private static final int PORT_MAX = 65_535;
  private static final Pattern USER = Pattern.compile("//[^/?#]*@");
  private static final Pattern ORIGIN_FORM =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?");

  private WebAddress() {}

  /// An address that others are made of by what is added to it. Its scheme becomes lower case.
  public static Optional<URI> plain(String text) {
    return page(text).filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null);
  }

  /// An address that is used as it is. Its scheme becomes lower case.
  public static Optional<URI> page(String text) {
    try {
      var uri = new URI(new URI(text).toASCIIString());
      var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return List.of("http", "https").contains(scheme) && isReachable(uri)
          ? Optional.of(new URI(scheme + uri.toString().substring(scheme.length())))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isReachable(URI uri) {
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && !uri.getRawAuthority().endsWith(":")
        && uri.getPort() != 0
        && uri.getPort() <= PORT_MAX;
  }

  /// Whether a browser may name a site so.
  public static boolean isOrigin(String text) {
    return ORIGIN_FORM.matcher(text).matches() && page(text).isPresent();
  }

  /// The text for an error: the address may hold a password.
  public static String shown(String text) {
    return USER.matcher(text).replaceAll("//***@");
  }
}
