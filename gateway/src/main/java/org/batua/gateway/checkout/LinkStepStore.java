package org.batua.gateway.checkout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// Steps of linking that go on after their form was answered, in PostgreSQL: one for a browser at
/// an order.
public final class LinkStepStore {
  private static final String BEGIN = Sql.text("checkout/begin_step");
  private static final String END = Sql.text("checkout/end_step");
  private static final String FIND = Sql.text("checkout/find_step");
  private static final String DELETE = Sql.text("checkout/delete_step");

  private final Database database;

  public LinkStepStore(Database database) {
    this.database = database;
  }

  /// Whose step it is.
  record Place(Secret browser, OrderRef order) {
    static Place of(Checkout checkout) {
      return new Place(checkout.page().browser(), checkout.ref());
    }
  }

  void begin(Place place, LinkStep.Kind kind, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(BEGIN)
                .bind("browser", Hashes.sha256(place.browser()))
                .bind("order", place.order().value())
                .bind("kind", kind)
                .bind("now", now)
                .execute());
  }

  void end(Place place, LinkStep.End end) {
    var done = end instanceof LinkStep.End.Done(var path) ? path : null;
    var refused = end instanceof LinkStep.End.Refused it ? Optional.of(it) : refusal();
    database.execute(
        handle ->
            handle
                .createUpdate(END)
                .bind("browser", Hashes.sha256(place.browser()))
                .bind("order", place.order().value())
                .bind("path", done)
                .bind("error", refused.map(it -> it.error().name()).orElse(null))
                .bind("attempts", refused.flatMap(it -> it.attemptsLeft()).orElse(null))
                .bind(
                    "wait",
                    refused.flatMap(it -> it.retryAfter()).map(Duration::toSeconds).orElse(null))
                .execute());
  }

  private static Optional<LinkStep.End.Refused> refusal() {
    return Optional.empty();
  }

  Optional<LinkStep> find(Place place) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND)
                .bind("browser", Hashes.sha256(place.browser()))
                .bind("order", place.order().value())
                .map((row, _) -> step(row))
                .findOne());
  }

  void delete(Place place) {
    database.execute(
        handle ->
            handle
                .createUpdate(DELETE)
                .bind("browser", Hashes.sha256(place.browser()))
                .bind("order", place.order().value())
                .execute());
  }

  private static LinkStep step(ResultSet row) throws SQLException {
    var error = Rows.optionalText(row, "error").map(WalletError::valueOf);
    var attempts = Optional.ofNullable(row.getObject("attempts_left", Integer.class));
    var wait = Optional.ofNullable(row.getObject("wait_seconds", Long.class));
    Optional<LinkStep.End> end =
        Rows.optionalText(row, "path")
            .<LinkStep.End>map(LinkStep.End.Done::new)
            .or(
                () ->
                    error.map(
                        it ->
                            new LinkStep.End.Refused(it, attempts, wait.map(Duration::ofSeconds))));
    return new LinkStep(
        LinkStep.Kind.valueOf(row.getString("kind")), Rows.instant(row, "begun_at"), end);
  }
}
