package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]{20,}");
  private static final Pattern ENDPOINT = Pattern.compile("whe_[0-9a-f]{16}");
  private static final Pattern DELIVERY = Pattern.compile("whd_[0-9a-f]{32}_[0-9a-f]{16}");

  private final WebhookReceiver receiver = WebhookReceiver.open();
  private final Till till = Till.open(GATEWAY);
  private final String pages = "/dashboard/m/" + till.shop().id() + "/webhooks";
  private final OperatorBrowser developer = at(Role.DEVELOPER);

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void an_endpoint_is_added_and_its_secret_is_shown_once() {
    var made = developer.post(pages + "/endpoints", "url", receiver.url(), "username", "shop");
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(SECRET.matcher(made.body()).find()).isTrue();
    assertThat(SECRET.matcher(developer.get(pages).body()).find()).isFalse();
    developer.get("/dashboard/m/" + till.shop().id() + "/audit");
    var audit = at(Role.ADMIN).get("/dashboard/m/" + till.shop().id() + "/audit").body();
    assertThat(audit).contains("Webhook endpoint added", receiver.url());
    assertThat(SECRET.matcher(audit).find()).isFalse();
  }

  @Test
  void what_is_wrong_with_a_form_is_said_on_the_page() {
    var userinfo = developer.post(pages + "/endpoints", "url", "http://a:b@shop.example/");
    assertThat(userinfo.statusCode()).isEqualTo(422);
    assertThat(userinfo.body()).contains("url:");
    var none = developer.post(pages + "/endpoints", "url", "");
    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(at(Role.DEVELOPER).get(pages + "?before=x-y&status=NONE").statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_failed_delivery_says_why_and_is_sent_again() {
    developer.post(pages + "/endpoints", "url", receiver.url());
    receiver.answers(WebhookReceiver.text(500, "database is away"));
    till.paid("10");
    GATEWAY.sweep();
    var support = at(Role.SUPPORT);
    var list = support.get(pages + "?status=RETRYING").body();
    var id = found(DELIVERY, list);
    var delivery = pages + "/deliveries/" + id;
    assertThat(support.get(delivery).body())
        .contains("HTTP_500", "database is away", "Batua tries again by itself")
        .contains("ORDER_SUCCEEDED");
    assertThat(at(Role.VIEWER).get(delivery).body()).doesNotContain("database is away");
    receiver.answers(WebhookReceiver.status(200));
    var reply = support.post(delivery + "/redeliver");
    assertThat(reply.headers().firstValue("location").orElse("")).endsWith(id + "?done=sent");
    assertThat(support.get(delivery).body()).contains("The merchant’s server took it");
  }

  @Test
  void a_paused_endpoint_holds_events_until_it_is_resumed() {
    developer.post(pages + "/endpoints", "url", receiver.url());
    var endpoint = pages + "/endpoints/" + found(ENDPOINT, developer.get(pages).body());
    developer.post(endpoint + "/pause");
    till.paid("10");
    GATEWAY.sweep();
    assertThat(receiver.received()).isEmpty();
    assertThat(developer.get(pages).body()).contains("Held");
    assertThat(developer.get("/dashboard/m/" + till.shop().id()).body())
        .contains("Webhook endpoints that take nothing");
    developer.post(endpoint + "/resume", "held", "send");
    GATEWAY.sweep();
    assertThat(receiver.received()).isNotEmpty();
  }

  @Test
  void what_failed_in_a_time_is_sent_again_by_one_form() {
    developer.post(pages + "/endpoints", "url", receiver.url());
    var endpoint = pages + "/endpoints/" + found(ENDPOINT, developer.get(pages).body());
    till.paid("10");
    GATEWAY.sweep();
    int once = receiver.received().size();
    assertThat(once).isPositive();
    assertThat(again(endpoint, "DELIVERED", "2020-01-01T00:00")).endsWith("done=none_again");
    assertThat(again(endpoint, "DELIVERED", "")).endsWith("done=again");
    GATEWAY.sweep();
    GATEWAY.sweep();
    assertThat(receiver.received()).hasSize(2 * once);
    assertThat(developer.post(endpoint + "/redeliver", "status", "PENDING").statusCode())
        .isEqualTo(422);
    assertThat(
            developer.post(endpoint + "/redeliver", "status", "FAILED", "to", "soon").statusCode())
        .isEqualTo(422);
    assertThat(at(Role.ADMIN).get("/dashboard/m/" + till.shop().id() + "/audit").body())
        .contains("Webhooks sent again", once + " [DELIVERED]");
  }

  private String again(String endpoint, String status, String until) {
    developer.get(pages);
    return developer
        .post(endpoint + "/redeliver", "status", status, "to", until)
        .headers()
        .firstValue("location")
        .orElse("");
  }

  @Test
  void the_filters_of_deliveries_stay_in_the_address_also_where_nothing_matches() {
    developer.post(pages + "/endpoints", "url", receiver.url());
    var endpoint = found(ENDPOINT, developer.get(pages).body());
    for (int i = 0; i < 51; i++) {
      till.paid("10");
    }
    for (int i = 0; i < 5; i++) {
      GATEWAY.sweep();
    }
    var filter = "?status=DELIVERED&endpoint=" + endpoint;
    var next = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"").matcher(get(filter));
    assertThat(next.find()).isTrue();
    var link = next.group(1).replace("&amp;", "&");
    assertThat(link).contains("status=DELIVERED", "endpoint=" + endpoint, "before=");
    assertThat(developer.get(link).body())
        .contains("<option value=\"DELIVERED\" selected", "<option value=\"" + endpoint + "\" sel");
    for (var none : List.of("PENDING", "SENDING", "RETRYING", "FAILED", "HELD", "SUPERSEDED")) {
      assertThat(get("?status=" + none))
          .contains("<option value=\"" + none + "\" selected", "Nothing")
          .doesNotContain("rel=\"next\"");
    }
  }

  private String get(String query) {
    return developer.get(pages + query).body();
  }

  @Test
  void an_endpoint_is_tested_changed_rotated_and_deleted() {
    developer.post(pages + "/endpoints", "url", receiver.url());
    var endpoint = pages + "/endpoints/" + found(ENDPOINT, developer.get(pages).body());
    assertThat(developer.post(endpoint + "/test", "event", "TXN_CHARGED").body())
        .contains("TXN_CHARGED: HTTP 200");
    assertThat(receiver.received()).singleElement().matches(it -> it.name().equals("TXN_CHARGED"));
    developer.post(
        endpoint, "url", receiver.url(), "events.TXN_CREATED", "true", "password", "s3cret-word");
    assertThat(at(Role.ADMIN).get("/dashboard/m/" + till.shop().id() + "/audit").body())
        .contains("TXN_CREATED", "password=changed")
        .doesNotContain("s3cret-word");
    assertThat(SECRET.matcher(developer.post(endpoint + "/rotate").body()).find()).isTrue();
    developer.post(endpoint + "/delete");
    assertThat(developer.get(pages).body()).contains("No endpoint yet");
    assertThat(developer.post(endpoint + "/test").statusCode()).isEqualTo(404);
  }

  private OperatorBrowser at(Role role) {
    var browser = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), role);
    browser.get("/dashboard/me");
    return browser;
  }

  private static String found(Pattern pattern, String page) {
    var found = pattern.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group();
  }
}
