package org.batua.gateway.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// What operators and their tools ask: is it alive, is it ready, its figures, its API documents.
public final class OperationRoutes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final BooleanSupplier databaseAnswers;
  private final BooleanSupplier clockIsRight;
  private final Supplier<String> figures;
  private volatile boolean open;

  /// @param clockIsRight whether this machine's clock agrees with the database's
  public OperationRoutes(
      BooleanSupplier databaseAnswers, BooleanSupplier clockIsRight, Supplier<String> figures) {
    this.databaseAnswers = databaseAnswers;
    this.clockIsRight = clockIsRight;
    this.figures = figures;
  }

  /// What only operators and their tools ask.
  public List<Route> management() {
    return List.of(
        Route.get("/health/live", Access.UNREAD, _ -> up()),
        Route.get("/health/ready", Access.UNREAD, _ -> ready()),
        Route.get("/metrics", Access.UNREAD, _ -> Answer.text(PROMETHEUS, figures.get()))
            .compressible());
  }

  /// The documents of the merchants' API and of everything else, for everybody.
  public List<Route> documents() {
    return Stream.of("/openapi.yaml", "/pages-openapi.yaml")
        .map(path -> Route.get(path, Access.UNREAD, _ -> document(path)).compressible())
        .toList();
  }

  /// From now on the server says that it is ready: everything that a first caller needs is there.
  public void open() {
    open = true;
  }

  /// From now on the server says that it is not ready, so that no new work is sent to it.
  public void drain() {
    open = false;
  }

  private Answer ready() {
    if (!open || !clockIsRight.getAsBoolean() || !databaseAnswers.getAsBoolean()) {
      throw new Rejected(new Rejection.Unavailable(Duration.ofSeconds(1)));
    }
    return up();
  }

  private static Answer up() {
    return Answer.ok(Answer.object().put("status", "UP"));
  }

  private static Answer document(String path) {
    try (var in = OperationRoutes.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + ": missing from the class path");
      }
      return Answer.text("application/yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
