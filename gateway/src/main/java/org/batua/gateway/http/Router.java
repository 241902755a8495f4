package org.batua.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the route of a method and a raw path.
///
/// A path is split at its raw slashes. A segment that a route names is decoded once and is opaque:
/// `;` and an encoded slash belong to it. A fixed segment matches to the letter only, so that
/// `/%6detrics` and `//metrics` are not `/metrics` whatever a proxy in front makes of them. Dot
/// segments and empty ones match nothing, but a slash at the end is tolerated.
final class Router {
  private static final Set<String> DOTS = Set.of(".", "..");

  /// What stands before the path where the target is a whole address, as proxies are sent it and
  /// every server has to take it (RFC 9112, section 3.2.2).
  private static final Pattern ORIGIN = Pattern.compile("(?i)^https?://[^/]+(?:$|(?=/))");

  private final Map<Integer, List<Template>> bySegments;
  private final Set<String> methods;

  Router(List<Route> routes) {
    this.methods = methods(routes.stream());
    this.bySegments =
        routes.stream()
            .flatMap(Template::spellings)
            .collect(Collectors.groupingBy(it -> it.segments().size()));
  }

  /// What is at a path.
  sealed interface Found {
    /// A route that answers.
    ///
    /// @param path the decoded segments that the route names
    record Match(Route route, Map<String, String> path) implements Found {}

    /// The path exists, but not for this method.
    record OtherMethod(Set<String> allowed) implements Found {}

    /// The question is about no path, but about the server (RFC 9110, section 9.3.7).
    record WholeServer(Set<String> methods) implements Found {}

    record Nothing() implements Found {}
  }

  /// Finds the route that answers; `HEAD` is answered by what answers `GET`.
  ///
  /// @param rawPath still percent-encoded, without the query
  Found find(String method, String rawPath) {
    if (method.equals("OPTIONS") && rawPath.equals("*")) {
      return new Found.WholeServer(methods);
    }
    var segments = ORIGIN.matcher(rawPath).replaceFirst("").split("/", -1);
    List<Template> there = new ArrayList<>();
    for (var template : bySegments.getOrDefault(segments.length, List.of())) {
      if (template.matches(segments)) {
        there.add(template);
      }
    }
    var wanted = method.equals("HEAD") ? "GET" : method;
    Optional<Template> best = Optional.empty();
    for (var template : there) {
      if (template.route().method().equals(wanted)
          && best.map(it -> template.names() < it.names()).orElse(true)) {
        best = Optional.of(template);
      }
    }
    if (best.isPresent()) {
      return new Found.Match(best.get().route(), best.get().path(segments));
    }
    return there.isEmpty()
        ? new Found.Nothing()
        : new Found.OtherMethod(methods(there.stream().map(Template::route)));
  }

  private static Set<String> methods(Stream<Route> routes) {
    return routes
        .map(Route::method)
        .flatMap(it -> it.equals("GET") ? Stream.of(it, "HEAD") : Stream.of(it))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Decodes a segment once; empty when a percent sign is not followed by two hexadecimal digits.
  static Optional<String> decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return Optional.of(raw);
    }
    var bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '%') {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      } else if (i + 2 < raw.length()
          && HexFormat.isHexDigit(raw.charAt(i + 1))
          && HexFormat.isHexDigit(raw.charAt(i + 2))) {
        bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }

  /// A route with its path in segments.
  private record Template(Route route, List<String> segments, int names) {
    /// The path as it is, and for programs that end every address with one, with a slash.
    static Stream<Template> spellings(Route route) {
      return route.access() == Access.UNREAD
          ? Stream.of(of(route, route.path()))
          : Stream.of(of(route, route.path()), of(route, route.path() + "/"));
    }

    private static Template of(Route route, String path) {
      var segments = List.of(path.split("/", -1));
      return new Template(
          route, segments, (int) segments.stream().filter(Template::isName).count());
    }

    private static boolean isName(String segment) {
      return segment.startsWith("{");
    }

    boolean matches(String[] given) {
      for (int i = 0; i < given.length; i++) {
        var expected = segments.get(i);
        if (isName(expected) ? !isValue(given[i]) : !expected.equals(given[i])) {
          return false;
        }
      }
      return true;
    }

    private static boolean isValue(String raw) {
      return !raw.isEmpty() && decode(raw).map(it -> !DOTS.contains(it)).orElse(false);
    }

    Map<String, String> path(String[] given) {
      Map<String, String> path = new HashMap<>();
      for (int i = 0; i < given.length; i++) {
        var expected = segments.get(i);
        if (isName(expected)) {
          path.put(expected.substring(1, expected.length() - 1), decode(given[i]).orElseThrow());
        }
      }
      return path;
    }
  }
}
