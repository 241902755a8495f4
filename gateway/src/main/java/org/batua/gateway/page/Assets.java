package org.batua.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.batua.gateway.base.Accent;
import org.batua.gateway.base.Colour;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.SafeSvg;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;

/// The files that the pages use, under names that hold their content's hash: what has a name never
/// changes, so browsers may keep it.
public final class Assets {
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final int HASH_LENGTH = 16;

  private static final String SVG = "image/svg+xml";
  private static final String A_WHILE = "public, max-age=300";
  private static final String PICTURE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
  private static final String EMBEDDING = "/batua-checkout.js";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final Pattern ACCENT = Pattern.compile("accent-([0-9a-f]{6})\\.css");

  private final Map<String, File> byName = new HashMap<>();
  private final String stylesheet;
  private final String htmx;
  private final String script;
  private final String icon;
  private final Answer embedding;
  private final Map<String, String> pictures = new HashMap<>();

  private record File(String contentType, String text) {}

  public Assets(WalletPictures wallets) {
    stylesheet = add("/pages/batua.css", CSS);
    htmx = add("/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js", JAVASCRIPT);
    script = add("/pages/batua.js", JAVASCRIPT);
    icon = add("/pages/icon.svg", SVG);
    wallets
        .byGateway()
        .forEach(
            (gateway, picture) ->
                pictures.put(
                    gateway,
                    add(
                        "wallet-" + gateway.toLowerCase(Locale.ROOT) + ".svg",
                        picture.text().getBytes(StandardCharsets.UTF_8),
                        SVG)));
    embedding =
        Answer.text(JAVASCRIPT, new String(read("/pages" + EMBEDDING), StandardCharsets.UTF_8))
            .with("Cache-Control", A_WHILE)
            .with("Cross-Origin-Resource-Policy", "cross-origin")
            .with("X-Content-Type-Options", "nosniff");
  }

  public String stylesheet() {
    return stylesheet;
  }

  public String htmx() {
    return htmx;
  }

  public String script() {
    return script;
  }

  public String icon() {
    return icon;
  }

  /// The picture that the operator has for a gateway's wallets.
  public Optional<String> picture(String gateway) {
    return Optional.ofNullable(pictures.get(gateway));
  }

  /// The stylesheet of a shop's colour.
  public String accent(String digits) {
    return "/assets/accent-" + digits + ".css";
  }

  /// Any picture that came from outside may draw and nothing else, also when it is opened by
  /// itself.
  public static Answer picture(SafeSvg picture) {
    return Answer.text(SVG, picture.text())
        .with("Cache-Control", FOREVER)
        .with("Content-Security-Policy", PICTURE_POLICY)
        .with("Cross-Origin-Resource-Policy", "same-origin")
        .with("X-Content-Type-Options", "nosniff");
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/assets/{name}", Access.UNREAD, this::file).compressible(),
        Route.get(EMBEDDING, Access.UNREAD, _ -> embedding).compressible());
  }

  private Answer file(Request request) {
    var name = request.path("name");
    var accent = accentStyles(name);
    var file =
        Optional.ofNullable(byName.get(name))
            .or(() -> accent.map(text -> new File(CSS, text)))
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    if (file.contentType().equals(SVG)) {
      return picture(new SafeSvg(file.text()));
    }
    return Answer.text(file.contentType(), file.text())
        .with("Cache-Control", FOREVER)
        .with("X-Content-Type-Options", "nosniff");
  }

  /// The name holds all that there is to know; a colour that nobody could read has no file.
  private static Optional<String> accentStyles(String name) {
    var named = ACCENT.matcher(name);
    if (!named.matches()) {
      return Optional.empty();
    }
    try {
      return Colour.parse("#" + named.group(1)).map(Accent::of).map(AccentStyles::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Reads a file of the class path and gives it its name.
  ///
  /// @return the path that the pages link to
  private String add(String resource, String contentType) {
    return add(resource.substring(resource.lastIndexOf('/') + 1), read(resource), contentType);
  }

  private String add(String plain, byte[] bytes, String contentType) {
    int dot = plain.lastIndexOf('.');
    var hash = DigestUtils.sha256Hex(bytes).substring(0, HASH_LENGTH);
    var name = plain.substring(0, dot) + "-" + hash + plain.substring(dot);
    byName.put(name, new File(contentType, new String(bytes, StandardCharsets.UTF_8)));
    return "/assets/" + name;
  }

  private static byte[] read(String resource) {
    try (var in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + ": missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
