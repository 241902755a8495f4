package org.batua.gateway.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.Accent;
import org.batua.gateway.base.Colour;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.SafeSvg;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;

/// The files that customers' pages use.
public final class Assets {
  private static final String A_WHILE = "public, max-age=300";
  private static final String EMBEDDING = "/batua-checkout.js";
  private static final Pattern ACCENT = Pattern.compile("accent-([0-9a-f]{6})\\.css");

  private final AssetFiles files = new AssetFiles("/assets");
  private final String stylesheet;
  private final String styles;
  private final String htmx;
  private final String script;
  private final String icon;
  private final Answer embedding;
  private final Map<String, String> pictures = new HashMap<>();

  public Assets(WalletPictures wallets) {
    styles = AssetFiles.join("/pages/base.css", "/pages/batua.css");
    stylesheet = files.add("batua.css", styles, AssetFiles.CSS);
    htmx =
        files.add(
            "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js", AssetFiles.JAVASCRIPT);
    script = files.add("/pages/batua.js", AssetFiles.JAVASCRIPT);
    icon = files.add("/pages/icon.svg", AssetFiles.SVG);
    wallets
        .byGateway()
        .forEach(
            (gateway, picture) ->
                pictures.put(
                    gateway,
                    files.add(
                        "wallet-" + gateway.toLowerCase(Locale.ROOT) + ".svg",
                        picture.text(),
                        AssetFiles.SVG)));
    embedding =
        Answer.text(AssetFiles.JAVASCRIPT, AssetFiles.read("/pages" + EMBEDDING))
            .with("Cache-Control", A_WHILE)
            .with("Cross-Origin-Resource-Policy", "cross-origin")
            .with("X-Content-Type-Options", "nosniff");
  }

  public String stylesheet() {
    return stylesheet;
  }

  /// The text of the stylesheet, followed by that of a shop's colour.
  String styles(Optional<String> accent) {
    return styles + accent.flatMap(Assets::accentStylesOf).orElse("");
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
    return AssetFiles.picture(picture);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/assets/{name}", Access.UNREAD, this::file).compressible(),
        Route.get(EMBEDDING, Access.UNREAD, _ -> embedding).compressible());
  }

  private Answer file(Request request) {
    var name = request.path("name");
    return files
        .find(name)
        .or(() -> accentStyles(name).map(text -> AssetFiles.answer(AssetFiles.CSS, text)))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  /// The name holds all that there is to know; a colour that nobody could read has no file.
  private static Optional<String> accentStyles(String name) {
    var named = ACCENT.matcher(name);
    return named.matches() ? accentStylesOf(named.group(1)) : Optional.empty();
  }

  private static Optional<String> accentStylesOf(String digits) {
    try {
      return Colour.parse("#" + digits).map(Accent::of).map(AccentStyles::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
