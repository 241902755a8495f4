package org.batua.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AdminKeys;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdminRoutesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final JsonMapper JSON = new JsonMapper();
  private final Till till = Till.open(GATEWAY);
  private final String merchant = till.shop().id().value();
  private final OperatorBrowser client = OperatorBrowser.at(GATEWAY);

  @Test
  void a_script_finds_reads_and_refunds() {
    var order = till.paid("50");
    var key = key(merchant, EnumSet.of(Permission.PAYMENTS_READ, Permission.REFUNDS_CREATE));
    var hits = json(get(key, "/search?q=" + order)).path("hits");
    var ref = hits.path(0).path("order").asString();
    var story = json(get(key, "/orders/" + ref));
    assertThat(story.path("status").asString()).isEqualTo("CHARGED");
    assertThat(story.path("timeline").size()).isPositive();
    var body = "{\"amount\":\"20\",\"unique_request_id\":\"s1\",\"reason\":\"script\"}";
    assertThat(post(key, "/orders/" + ref + "/refunds", body).statusCode()).isEqualTo(200);
    assertThat(post(key, "/orders/" + ref + "/refunds", body).statusCode()).isEqualTo(200);
    till.refundSent(order);
    var parts = json(get(key, "/orders/" + ref)).path("parts");
    assertThat(parts.valueStream().filter(it -> it.path("kind").asString().equals("REFUND")))
        .hasSize(1);
  }

  @Test
  void a_key_does_what_its_scopes_say_at_its_merchant_only() {
    var reader = key(merchant, EnumSet.of(Permission.PAYMENTS_READ));
    assertThat(get(reader, "").statusCode()).isEqualTo(200);
    assertThat(get(reader, "/audit").statusCode()).isEqualTo(403);
    assertThat(get(reader, "/keys").statusCode()).isEqualTo(403);
    assertThat(post(reader, "/disable", "").statusCode()).isEqualTo(403);
    var other = GATEWAY.newShop().id();
    assertThat(send(reader, "GET", "/admin/v1/merchants/" + other, "").statusCode()).isEqualTo(404);
    assertThat(json(send(reader, "GET", "/admin/v1/merchants", "")).path("merchants").size())
        .isEqualTo(1);
    assertThat(send(reader, "POST", "/admin/v1/merchants", "{\"id\":\"x\"}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void without_a_key_that_works_nothing_is_answered() {
    assertThat(get("adm_unknown", "").statusCode()).isEqualTo(401);
    assertThat(client.send(client.request("/admin/v1/merchants").GET()).statusCode())
        .isEqualTo(401);
    var keys = GATEWAY.gateway().dashboard().adminKeys();
    var wish =
        new AdminKeys.Wish(
            "short",
            merchant,
            EnumSet.of(Permission.PAYMENTS_READ),
            Optional.of(Duration.ofHours(1)));
    var key = keys.issue(Actor.cli("test"), wish).reveal();
    assertThat(get(key, "").statusCode()).isEqualTo(200);
    assertThat(keys.revoke(Actor.cli("test"), merchant, key.substring(0, 12))).isTrue();
    assertThat(get(key, "").statusCode()).isEqualTo(401);
    var second = keys.issue(Actor.cli("test"), wish).reveal();
    GATEWAY.clock().advance(Duration.ofHours(2));
    assertThat(get(second, "").statusCode()).isEqualTo(401);
  }

  @Test
  void the_merchants_own_api_key_opens_nothing_here() {
    assertThat(get(till.shop().key(), "").statusCode()).isEqualTo(401);
  }

  @Test
  void a_disabled_merchants_keys_are_refused_and_taken_again() {
    var key = key("*", EnumSet.of(Permission.MERCHANTS_WRITE));
    assertThat(post(key, "/disable", "").statusCode()).isEqualTo(200);
    assertThat(till.api().get("/orders/none").send().status()).isEqualTo(401);
    assertThat(post(key, "/enable", "").statusCode()).isEqualTo(200);
    assertThat(till.api().get("/orders/none").send().status()).isNotEqualTo(401);
  }

  @Test
  void a_checkouts_face_is_changed_field_by_field_and_checked() {
    var key = key(merchant, EnumSet.of(Permission.PAYMENTS_READ, Permission.SETTINGS_WRITE));
    var changed =
        json(
            post(
                key,
                "/branding",
                "{\"accent\":\"#7a1f3d\",\"order_lines\":\"Size=udf1\\nSeat=metadata.seat\"}"));
    assertThat(changed.path("accent").asString()).isEqualTo("#7a1f3d");
    assertThat(json(post(key, "/branding", "{\"accent\":\"\"}")).has("accent")).isFalse();
    assertThat(json(get(key, "/branding")).path("order_lines").asString()).contains("\n");
    var refused = post(key, "/branding", "{\"terms_url\":\"javascript:alert(1)\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("terms_url");
  }

  @Test
  void keys_are_made_and_revoked_and_stand_in_the_audit() {
    var key = key(merchant, EnumSet.of(Permission.KEYS_WRITE, Permission.AUDIT_READ));
    var made = json(post(key, "/keys", "{\"label\":\"ci\"}"));
    assertThat(made.path("api_key").asString()).startsWith("key_");
    var prefix = made.path("prefix").asString();
    assertThat(post(key, "/keys/" + prefix + "/revoke", "").statusCode()).isEqualTo(200);
    var actions =
        json(get(key, "/audit"))
            .path("entries")
            .valueStream()
            .map(it -> it.path("action").asString());
    assertThat(actions).contains("key added", "key revoked");
  }

  @Test
  void a_script_looks_after_webhooks() {
    var key =
        key(
            merchant,
            EnumSet.of(
                Permission.PAYMENTS_READ,
                Permission.WIRE_READ,
                Permission.WEBHOOKS_WRITE,
                Permission.WEBHOOKS_SEND));
    var made = json(post(key, "/webhooks/endpoints", "{\"url\":\"http://127.0.0.1:9999/hooks\"}"));
    assertThat(made.path("secret").asString()).isNotEmpty();
    var endpoint = "/webhooks/endpoints/" + made.path("name").asString();
    assertThat(json(post(key, endpoint + "/pause", "")).path("status").asString())
        .isEqualTo("PAUSED");
    assertThat(json(post(key, endpoint + "/resume", "{\"held\":\"skip\"}")).has("released"))
        .isTrue();
    till.paid("5");
    GATEWAY.sweep();
    var listed = json(get(key, "/webhooks"));
    assertThat(listed.path("endpoints").size()).isEqualTo(1);
    var delivery = listed.path("deliveries").path(0).path("id").asString();
    assertThat(json(get(key, "/webhooks/deliveries/" + delivery)).path("id").asString())
        .isEqualTo(delivery);
    assertThat(json(post(key, endpoint + "/delete", "")).path("status").asString())
        .isEqualTo("DELETED");
    assertThat(post(key, "/webhooks/endpoints", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void a_script_checks_and_proposes_refunds_in_bulk() {
    var order = till.paid("50");
    var key = key(merchant, EnumSet.of(Permission.REFUNDS_LARGE));
    var file = "order_id,amount,unique_request_id\\n" + order + ",60,b1";
    var checked = json(post(key, "/refund-batches", "{\"refunds\":\"" + file + "\"}"));
    assertThat(checked.path("lines").path(0).path("fault").asString()).isEqualTo("LINE_TOO_MUCH");
    var sound = "{\"reason\":\"recall\",\"refunds\":\"" + file.replace("60", "20") + "\"}";
    var faulty = "{\"reason\":\"recall\",\"refunds\":\"" + file + "\"}";
    assertThat(post(key, "/refund-batches/propose", faulty).statusCode()).isEqualTo(400);
    var batch = json(post(key, "/refund-batches/propose", sound));
    assertThat(batch.path("state").asString()).isEqualTo("PROPOSED");
    var read = json(get(key, "/refund-batches/" + batch.path("id").asString()));
    assertThat(read.path("lines").path(0).path("order_id").asString()).isEqualTo(order);
    assertThat(json(get(key, "/refund-batches")).path("batches").size()).isEqualTo(1);
  }

  @Test
  void number_and_address_are_masked_unless_the_key_may_see_them() {
    till.paid("5");
    var reader = key(merchant, EnumSet.of(Permission.PAYMENTS_READ));
    var hits = json(get(reader, "/search?q=" + till.phone())).path("hits");
    var customer = "/customers/" + hits.path(0).path("customer").asString();
    assertThat(json(get(reader, customer)).path("mobile_number").asString()).contains("•");
    assertThat(post(reader, customer + "/reveal", "").statusCode()).isEqualTo(403);
    var support = key(merchant, EnumSet.of(Permission.PERSONAL_READ, Permission.AUDIT_READ));
    assertThat(json(post(support, customer + "/reveal", "")).path("mobile_number").asString())
        .isEqualTo(till.phone());
    assertThat(get(support, "/audit?action=personal%20data%20shown").body())
        .contains("personal data shown");
  }

  @Test
  void settings_keys_and_accounts_are_changed_and_faults_are_named() {
    var key =
        key(
            merchant,
            EnumSet.of(
                Permission.PAYMENTS_READ,
                Permission.SETTINGS_WRITE,
                Permission.KEYS_WRITE,
                Permission.ACCOUNTS_WRITE));
    var changed =
        json(post(key, "/settings/hosts", "{\"hosts\":\"shop.example www.shop.example\"}"));
    assertThat(changed.path("return_hosts").size()).isEqualTo(2);
    assertThat(post(key, "/settings/name", "{\"name\":\"S\",\"return_url\":\"ftp://x\"}").body())
        .contains("return_url");
    var shown = json(post(key, "/settings/response-key/show", "")).path("response_key");
    var rotated = json(post(key, "/settings/response-key/rotate", "")).path("response_key");
    assertThat(rotated.asString()).isNotEmpty().isNotEqualTo(shown.asString());
    var prefix = json(post(key, "/keys", "")).path("prefix").asString();
    assertThat(post(key, "/keys/" + prefix + "/label", "{\"label\":\"ci\"}").body()).contains("ci");
    assertThat(json(post(key, "/keys/" + prefix + "/rotate", "")).path("api_key").asString())
        .startsWith("key_");
    assertThat(post(key, "/accounts", "{\"gateway\":\"NONE\"}").statusCode()).isEqualTo(400);
    assertThat(post(key, "/settings/message-keys", "{\"public_key\":\"x\"}").body())
        .contains("public_key");
  }

  private String key(String at, Set<Permission> permissions) {
    return GATEWAY
        .gateway()
        .dashboard()
        .adminKeys()
        .issue(Actor.cli("test"), new AdminKeys.Wish("test", at, permissions, Optional.empty()))
        .reveal();
  }

  private HttpResponse<String> get(String key, String path) {
    return send(key, "GET", "/admin/v1/merchants/" + merchant + path, "");
  }

  private HttpResponse<String> post(String key, String path, String body) {
    return send(key, "POST", "/admin/v1/merchants/" + merchant + path, body);
  }

  private HttpResponse<String> send(String key, String method, String path, String body) {
    return client.send(
        client
            .request(path)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private static JsonNode json(HttpResponse<String> reply) {
    return JSON.readTree(reply.body());
  }
}
