package org.batua.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AdminKeys;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.AuditQuery;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdminDoorTest {
  private static final String ROOT = "/admin/v1/merchants";
  private static final String EVERYWHERE = "*";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final String merchant = GATEWAY.newShop().id().value();
  private final OperatorBrowser client = OperatorBrowser.at(GATEWAY);

  @Test
  void without_a_key_that_works_nothing_is_told() {
    assertThat(client.send(client.request(ROOT).GET()).statusCode()).isEqualTo(401);
    assertThat(get("adm_wrong", ROOT).statusCode()).isEqualTo(401);
    assertThat(get("adm_wrong", ROOT + "/nobody").statusCode()).isEqualTo(401);
    assertThat(get("", ROOT).statusCode()).isEqualTo(401);
  }

  @Test
  void a_key_of_one_merchant_knows_no_other() {
    var key = key(merchant, Permission.PAYMENTS_READ);
    assertThat(get(key, ROOT + "/" + merchant).statusCode()).isEqualTo(200);
    assertThat(get(key, ROOT + "/" + GATEWAY.newShop().id()).statusCode()).isEqualTo(404);
    assertThat(get(key, ROOT + "/no such").statusCode()).isEqualTo(404);
  }

  @Test
  void a_key_of_one_merchant_does_nothing_for_all() {
    var key = key(merchant, Permission.MERCHANTS_WRITE);
    var everywhere = key(EVERYWHERE, Permission.MERCHANTS_WRITE);
    assertThat(post(key, ROOT, "{\"id\":\"new-one\"}").statusCode()).isEqualTo(403);
    assertThat(post(everywhere, ROOT, "{\"id\":\"new-one\"}").statusCode()).isEqualTo(200);
  }

  @Test
  void a_missing_scope_is_named_and_written_down() {
    var key = key(merchant, Permission.PAYMENTS_READ);
    var refused = get(key, ROOT + "/" + merchant + "/audit");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("audit:read");
    var lines =
        GATEWAY
            .gateway()
            .dashboard()
            .audit()
            .find(
                new AuditQuery(
                    merchant,
                    Optional.of(key.substring(0, 12)),
                    Optional.empty(),
                    Optional.empty(),
                    Long.MAX_VALUE,
                    10));
    assertThat(lines.rows())
        .singleElement()
        .matches(it -> it.outcome() == AuditEntry.Outcome.REFUSED);
  }

  private static String key(String at, Permission permission) {
    return GATEWAY
        .gateway()
        .dashboard()
        .adminKeys()
        .issue(
            Actor.cli("test"), new AdminKeys.Wish("test", at, Set.of(permission), Optional.empty()))
        .reveal();
  }

  private HttpResponse<String> get(String key, String path) {
    return client.send(
        client.request(path.replace(" ", "%20")).header("Authorization", "Bearer " + key).GET());
  }

  private HttpResponse<String> post(String key, String path, String body) {
    return client.send(
        client
            .request(path)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
  }
}
