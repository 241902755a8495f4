package org.batua.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.SafeSvg;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;

/// Files that pages use, under names that hold their content's hash: what has a name never changes,
/// so browsers may keep it.
public final class AssetFiles {
  public static final String CSS = "text/css; charset=utf-8";
  public static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  public static final String SVG = "image/svg+xml";

  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String PICTURE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
  private static final int HASH_LENGTH = 16;

  private final Map<String, Answer> byName = new HashMap<>();
  private final String root;

  /// @param root the path under which they are served
  public AssetFiles(String root) {
    this.root = root;
  }

  /// Takes a file of the class path.
  ///
  /// @return the path that pages link to
  public String add(String resource, String contentType) {
    return add(plainName(resource), read(resource), contentType);
  }

  /// Takes one stylesheet that is made of several files of the class path, and named as the last.
  public String addStyles(String... resources) {
    return add(plainName(resources[resources.length - 1]), join(resources), CSS);
  }

  static String join(String... resources) {
    return List.of(resources).stream().map(AssetFiles::read).collect(Collectors.joining("\n"));
  }

  private static String plainName(String resource) {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  String add(String plain, String text, String contentType) {
    int dot = plain.lastIndexOf('.');
    var hash = DigestUtils.sha256Hex(text).substring(0, HASH_LENGTH);
    var name = plain.substring(0, dot) + "-" + hash + plain.substring(dot);
    byName.put(
        name, contentType.equals(SVG) ? picture(new SafeSvg(text)) : answer(contentType, text));
    return root + "/" + name;
  }

  /// Any picture that came from outside may draw and nothing else, also when it is opened by
  /// itself.
  static Answer picture(SafeSvg picture) {
    return answer(SVG, picture.text())
        .with("Content-Security-Policy", PICTURE_POLICY)
        .with("Cross-Origin-Resource-Policy", "same-origin");
  }

  static Answer answer(String contentType, String text) {
    return Answer.text(contentType, text)
        .with("Cache-Control", FOREVER)
        .with("X-Content-Type-Options", "nosniff");
  }

  Optional<Answer> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// Serves the files.
  public Route route() {
    return Route.get(root + "/{name}", Access.UNREAD, this::file).compressible();
  }

  private Answer file(Request request) {
    return find(request.path("name"))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  static String read(String resource) {
    try (var in = AssetFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + ": missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
