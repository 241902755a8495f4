package org.batua.gateway.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.SecretMap;
import org.jspecify.annotations.Nullable;

/// Endpoints in PostgreSQL; their secrets are sealed with the id as associated data.
public final class WebhookEndpointStore {
  private static final String LOCK = Sql.text("webhook/lock_endpoints_of");
  private static final String INSERT = Sql.text("webhook/insert_endpoint");
  private static final NamedSql UPDATE = Sql.named("webhook/update_endpoint");
  private static final NamedSql SET_STATUS = Sql.named("webhook/set_endpoint_status");
  private static final NamedSql FIND = Sql.named("webhook/find_endpoint");
  private static final NamedSql FIND_OF = Sql.named("webhook/find_endpoint_of");
  private static final NamedSql OF_MERCHANT = Sql.named("webhook/endpoints_of");
  private static final NamedSql HEALTH = Sql.named("webhook/record_health");

  private static final String PASSWORD = "password";
  private static final String SIGNING = "signing";
  private static final String OLD_SIGNING = "old_signing";
  private static final String HEADER = "header:";

  private final Database database;
  private final KeyRing keyRing;

  public WebhookEndpointStore(Database database, KeyRing keyRing) {
    this.database = database;
    this.keyRing = keyRing;
  }

  /// Adds an endpoint.
  ///
  /// @return whether there was room, and no other one of its name
  boolean insert(WebhookEndpoint endpoint, int most, Instant now) {
    var values = values(endpoint, now);
    values.put("merchant", endpoint.merchant().value());
    values.put("name", endpoint.name());
    values.put("most", most);
    values.put("events", endpoint.choice().words().toArray(String[]::new));
    values.put("headers", endpoint.credentials().headers().keySet().toArray(String[]::new));
    return database.inTransaction(
        tx -> {
          tx.handle()
              .createQuery(LOCK)
              .bind("merchant", endpoint.merchant().value())
              .mapToMap()
              .list();
          return tx.handle()
              .createQuery(INSERT)
              .bindMap(values)
              .mapTo(String.class)
              .findOne()
              .isPresent();
        });
  }

  void update(WebhookEndpoint endpoint, Instant now) {
    var _ = database.write(UPDATE, values(endpoint, now), row -> row.getString("id"));
  }

  private Map<String, @Nullable Object> values(WebhookEndpoint endpoint, Instant now) {
    var old = endpoint.signing().old();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", endpoint.id());
    values.put("url", endpoint.url());
    values.put("events", endpoint.choice().words());
    values.put("username", endpoint.credentials().username());
    values.put("headers", List.copyOf(endpoint.credentials().headers().keySet()));
    values.put("secrets", keyRing.seal(SecretMap.write(secrets(endpoint)), context(endpoint.id())));
    values.put("oldSecretUntil", old.map(WebhookEndpoint.Signing.Old::until).orElse(null));
    values.put("success", endpoint.success().word());
    values.put("version", endpoint.apiVersion().map(LocalDate::toString).orElse(null));
    values.put("now", now);
    return values;
  }

  private static Map<String, Secret> secrets(WebhookEndpoint endpoint) {
    Map<String, Secret> secrets = new HashMap<>();
    secrets.put(PASSWORD, endpoint.credentials().password());
    secrets.put(SIGNING, endpoint.signing().current());
    endpoint.signing().old().ifPresent(old -> secrets.put(OLD_SIGNING, old.secret()));
    endpoint.credentials().headers().forEach((name, value) -> secrets.put(HEADER + name, value));
    return secrets;
  }

  /// Opens or closes an endpoint, if its status allows it.
  ///
  /// @return whether it did
  boolean setStatus(
      String id,
      Set<WebhookEndpoint.Status> from,
      WebhookEndpoint.Status to,
      String reason,
      Instant now) {
    return !database
        .write(
            SET_STATUS,
            Map.of(
                "id", id,
                "from", from.stream().map(Enum::name).toList(),
                "status", to.name(),
                "reason", reason,
                "now", now),
            row -> row.getString("id"))
        .isEmpty();
  }

  Optional<WebhookEndpoint> find(String id) {
    return database.read(FIND, Map.of("id", id), this::endpoint).stream().findFirst();
  }

  /// By its id or its name.
  Optional<WebhookEndpoint> find(MerchantId merchant, String name) {
    return database
        .read(FIND_OF, Map.of("merchant", merchant.value(), "name", name), this::endpoint)
        .stream()
        .findFirst();
  }

  List<WebhookEndpoint> of(MerchantId merchant) {
    return database.read(OF_MERCHANT, Map.of("merchant", merchant.value()), this::endpoint);
  }

  /// Attempts of one endpoint since the last time.
  record Tally(boolean succeeded, int failures) {
    Tally plus(Tally more) {
      return new Tally(succeeded || more.succeeded, failures + more.failures);
    }
  }

  /// When an endpoint has failed for too long: as often, and since then.
  record FailureLimit(int failures, Instant since) {}

  /// Adds up what came of an endpoint's attempts.
  ///
  /// @return whether it is paused by it
  boolean recordHealth(String id, Tally tally, FailureLimit limit, Instant now) {
    return database
        .write(
            HEALTH,
            Map.of(
                "id", id,
                "succeeded", tally.succeeded(),
                "failures", tally.failures(),
                "failuresMin", limit.failures(),
                "failingSince", limit.since(),
                "now", now),
            row -> row.getBoolean("paused_now"))
        .stream()
        .anyMatch(paused -> paused);
  }

  private WebhookEndpoint endpoint(ResultSet row) throws SQLException {
    var id = row.getString("id");
    var secrets = SecretMap.read(keyRing.open(row.getBytes("secrets"), context(id)));
    return new WebhookEndpoint(
        id,
        new MerchantId(row.getString("merchant_id")),
        row.getString("name"),
        row.getString("url"),
        choice(texts(row, "events")),
        new WebhookEndpoint.Credentials(
            row.getString("username"),
            secret(secrets, PASSWORD),
            headers(texts(row, "header_names"), secrets)),
        new WebhookEndpoint.Signing(
            secret(secrets, SIGNING),
            Rows.optionalInstant(row, "old_secret_until")
                .map(
                    until -> new WebhookEndpoint.Signing.Old(secret(secrets, OLD_SIGNING), until))),
        WebhookEndpoint.Success.named(row.getString("success")).orElseThrow(),
        Rows.optionalText(row, "api_version").map(LocalDate::parse),
        new WebhookEndpoint.State(
            WebhookEndpoint.Status.valueOf(row.getString("status")),
            row.getString("status_reason"),
            row.getLong("failures"),
            Rows.optionalInstant(row, "last_success_at"),
            Rows.instant(row, "created_at")));
  }

  private static WebhookEndpoint.Choice choice(List<String> words) {
    return words.contains("*")
        ? WebhookEndpoint.Choice.ALL
        : new WebhookEndpoint.Choice(words.stream().map(EventName::valueOf).toList());
  }

  private static Map<String, Secret> headers(List<String> names, Map<String, Secret> secrets) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    names.forEach(name -> headers.put(name, secret(secrets, HEADER + name)));
    return headers;
  }

  private static Secret secret(Map<String, Secret> secrets, String name) {
    return Optional.ofNullable(secrets.get(name)).orElseGet(() -> Secret.of(""));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }

  private static String context(String id) {
    return "webhook-endpoint/" + id;
  }
}
