package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Paths for [HostileRequests]: those of all calls and pages, and some that no client would write.
final class HostilePaths {
  static final List<String> ODD =
      List.of(
          "//metrics",
          "/x/../metrics",
          "/%6detrics",
          "/metrics;x",
          "/health/live/",
          "/customers/a%2f..%2fb",
          "/orders/O;x/refunds",
          "/./customers",
          "http://elsewhere.example/customers",
          "/customers#x",
          "/orders/..",
          "/wallets//topup");

  private static final Pattern PATH = Pattern.compile("(?m)^  (/\\S*):$");
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
  private static final List<String> DOCUMENTED =
      Stream.of("/openapi.yaml", "/pages-openapi.yaml").flatMap(HostilePaths::paths).toList();

  private HostilePaths() {}

  /// One of the documents that the gateway serves, with its parameters filled.
  static String documented(SplittableRandom random, Supplier<String> segments) {
    return PARAMETER
        .matcher(DOCUMENTED.get(random.nextInt(DOCUMENTED.size())))
        .replaceAll(_ -> Matcher.quoteReplacement(segments.get()));
  }

  private static Stream<String> paths(String document) {
    try (var in = HostilePaths.class.getResourceAsStream(document)) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return PATH.matcher(text).results().map((MatchResult it) -> it.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
