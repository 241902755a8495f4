package org.batua.gateway.dashboard;

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

/// The files of the dashboard's pages, under names that hold their content's hash.
public final class DashboardAssets {
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final int HASH_LENGTH = 16;

  private final Map<String, Answer> byName = new HashMap<>();
  private final String root;
  private final String stylesheet;
  private final String script;
  private final String icon;

  /// @param root the path under which they are
  DashboardAssets(String root) {
    this.root = root;
    stylesheet = add("/pages/dashboard.css", "text/css; charset=utf-8");
    script = add("/pages/dashboard.js", "text/javascript; charset=utf-8");
    icon = add("/pages/icon.svg", "image/svg+xml");
  }

  public String stylesheet() {
    return stylesheet;
  }

  public String script() {
    return script;
  }

  public String icon() {
    return icon;
  }

  List<Route> routes() {
    return List.of(Route.get(root + "/{name}", Access.UNREAD, this::file));
  }

  private Answer file(Request request) {
    return Optional.ofNullable(byName.get(request.path("name")))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private String add(String resource, String contentType) {
    try (var in = DashboardAssets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + ": missing from the class path");
      }
      var bytes = in.readAllBytes();
      var plain = resource.substring(resource.lastIndexOf('/') + 1);
      int dot = plain.lastIndexOf('.');
      var hash = DigestUtils.sha256Hex(bytes).substring(0, HASH_LENGTH);
      var name = plain.substring(0, dot) + "-" + hash + plain.substring(dot);
      byName.put(
          name,
          Answer.text(contentType, new String(bytes, StandardCharsets.UTF_8))
              .with("Cache-Control", FOREVER)
              .with("X-Content-Type-Options", "nosniff"));
      return root + "/" + name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
