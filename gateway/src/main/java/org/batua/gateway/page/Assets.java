package org.batua.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;

/// The files that the pages use, under names that hold their content's hash: what has a name never
/// changes, so browsers may keep it.
public final class Assets {
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final int HASH_LENGTH = 16;

  private static final String A_WHILE = "public, max-age=300";
  private static final String EMBEDDING = "/batua-checkout.js";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  private final Map<String, File> byName = new HashMap<>();
  private final String stylesheet;
  private final String htmx;
  private final String script;
  private final String icon;
  private final Answer embedding;

  private record File(String contentType, String text) {}

  public Assets() {
    stylesheet = add("/pages/batua.css", "text/css; charset=utf-8");
    htmx = add("/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js", JAVASCRIPT);
    script = add("/pages/batua.js", JAVASCRIPT);
    icon = add("/pages/icon.svg", "image/svg+xml");
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

  public List<Route> routes() {
    return List.of(
        Route.get("/assets/{name}", Access.UNREAD, this::file).compressible(),
        Route.get(EMBEDDING, Access.UNREAD, _ -> embedding).compressible());
  }

  private Answer file(Request request) {
    var file =
        Optional.ofNullable(byName.get(request.path("name")))
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    return Answer.text(file.contentType(), file.text())
        .with("Cache-Control", FOREVER)
        .with("X-Content-Type-Options", "nosniff");
  }

  /// Reads a file of the class path and gives it its name.
  ///
  /// @return the path that the pages link to
  private String add(String resource, String contentType) {
    var bytes = read(resource);
    var plain = resource.substring(resource.lastIndexOf('/') + 1);
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
