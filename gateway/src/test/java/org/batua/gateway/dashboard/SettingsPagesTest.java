package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.merchant.MerchantTimes;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.AuditQuery;
import org.batua.gateway.operator.Grants;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SettingsPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Pattern KEY = Pattern.compile("<code>(key_[0-9a-f]{64})</code>");

  private final Shop shop = GATEWAY.newShop();
  private OperatorBrowser admin = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.ADMIN);

  @Test
  void a_name_and_a_return_address_are_changed_and_written_down() {
    assertThat(post("/settings/name", "name", "Blue Kettle", "return_url", "https://b.example/ok"))
        .isEqualTo(303);

    var merchant = GATEWAY.gateway().merchants().find(shop.id()).orElseThrow();
    assertThat(merchant.name()).isEqualTo("Blue Kettle");
    assertThat(merchant.returnUrl().orElseThrow()).hasToString("https://b.example/ok");
    assertThat(audit().getFirst().detail()).contains("Blue Kettle", "https://b.example/ok");
    assertThat(audit().getFirst().actor().name()).isEqualTo(admin.login());
  }

  @Test
  void what_is_no_address_no_host_and_no_name_is_refused_and_changes_nothing() {
    for (var url :
        List.of(
            "javascript:alert(1)",
            "ftp://b.example/",
            "/relative",
            "https://",
            "https://me@b.example",
            "https://b.example?a=b",
            "https://b.example#a",
            "https://b.example:99999")) {
      assertThat(post("/settings/name", "name", "B", "return_url", url)).as(url).isEqualTo(422);
    }
    assertThat(post("/settings/name", "name", " ", "return_url", "")).isEqualTo(422);
    assertThat(post("/settings/hosts", "hosts", "https://b.example")).isEqualTo(422);
    assertThat(post("/settings/origins", "origins", "b.example")).isEqualTo(422);
    assertThat(post("/settings/origins", "origins", "https://b.example:99999")).isEqualTo(422);

    assertThat(GATEWAY.gateway().merchants().find(shop.id()).orElseThrow().name())
        .isEqualTo("A shop");
    assertThat(audit()).isEmpty();
  }

  @Test
  void times_are_changed_written_down_and_refused_by_name() {
    assertThat(post("/settings/times", "order_expiry_minutes", "30")).isEqualTo(303);
    admin.get(path("/settings"));
    assertThat(admin.page()).contains("for 30 minutes");
    assertThat(audit().getFirst().detail()).contains("order_expiry_minutes none -> 30");
    for (var wrong : List.of("0", "525601", "soon", "-5", "1.5")) {
      assertThat(post("/settings/times", "order_expiry_minutes", wrong)).isEqualTo(422);
      assertThat(admin.page())
          .contains("order_expiry_minutes: " + wrong + " (expected: a whole number from 1 to");
    }
    assertThat(GATEWAY.gateway().merchantSettings().times(shop.id()).orderExpiryMinutes())
        .contains(30);
    assertThat(post("/settings/times")).isEqualTo(303);
    assertThat(GATEWAY.gateway().merchantSettings().times(shop.id())).isEqualTo(MerchantTimes.NONE);
  }

  @Test
  void hosts_are_read_from_lines_and_commas_each_once() {
    assertThat(post("/settings/hosts", "hosts", "a.example\nb.example, a.example")).isEqualTo(303);

    assertThat(GATEWAY.gateway().merchants().find(shop.id()).orElseThrow().returnHosts())
        .containsExactlyInAnyOrder("a.example", "b.example");
  }

  @Test
  void a_new_key_is_shown_once_and_works_until_it_is_revoked() {
    assertThat(post("/keys", "label", "till 4")).isEqualTo(200);
    var found = KEY.matcher(admin.page());
    assertThat(found.find()).isTrue();
    var key = found.group(1);
    GATEWAY.open().withKey(key).get("/customers").ok();

    admin.get(path("/settings"));
    assertThat(admin.page()).contains("till 4", key.substring(0, 12)).doesNotContain(key);
    assertThat(post("/keys/" + key.substring(0, 12) + "/revoke")).isEqualTo(303);
    assertThat(post("/keys/" + key.substring(0, 12) + "/revoke")).isEqualTo(404);
    assertThat(audit()).extracting(AuditEntry::action).startsWith("key revoked", "key added");
    assertThat(audit().toString()).doesNotContain(key);
  }

  @Test
  void an_account_is_configured_from_lines_and_its_secret_is_written_nowhere() {
    var fields =
        "base_url = %s\nmid=MBK77\nmerchant_name=A shop\nkey=%s\nnonsense"
            .formatted(GATEWAY.mobikwikUrl(), GatewayFixture.PROVIDER_KEY);

    assertThat(post("/accounts", "gateway", "MOBIKWIK", "reference", "two", "fields", fields))
        .isEqualTo(303);
    assertThat(GATEWAY.gateway().accounts().of(shop.id())).hasSize(1);
    assertThat(admin.get(path("/review")).body())
        .contains("Credentials of a provider", "mid=MBK77", "key=changed")
        .doesNotContain(GatewayFixture.PROVIDER_KEY, "sealed");
    var approve = approving(admin.page());
    assertThat(approve).as("own proposal").isEmpty();

    var finance = signedIn(Role.FINANCE);
    assertThat(approving(finance.get(path("/review")).body())).as("of finance").isEmpty();
    var another = signedIn(Role.ADMIN);
    var form = approving(another.get(path("/review")).body()).orElseThrow();
    finance.get(path("/review"));
    assertThat(finance.post(form).statusCode()).isEqualTo(403);
    assertThat(another.post(form).statusCode()).isEqualTo(303);

    assertThat(GATEWAY.gateway().accounts().of(shop.id()))
        .filteredOn(it -> it.gatewayReferenceId().equals(Optional.of("two")))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.account().secret("key").reveal())
                    .isEqualTo(GatewayFixture.PROVIDER_KEY));
    assertThat(audit().getFirst().detail()).contains("mid=MBK77", "key=changed");
    assertThat(audit().toString()).doesNotContain(GatewayFixture.PROVIDER_KEY, "sealed");
    admin.get(path("/settings"));
    assertThat(admin.page()).doesNotContain(GatewayFixture.PROVIDER_KEY);
  }

  private OperatorBrowser signedIn(Role role) {
    return OperatorBrowser.signedIn(GATEWAY, shop.id().value(), role);
  }

  /// The path of the form that approves, where the page has one.
  private static Optional<String> approving(String page) {
    var found = Pattern.compile("action=\"([^\"]*/proposals/[^\"]*/approve)\"").matcher(page);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  @Test
  void an_account_that_lacks_a_field_is_refused_by_its_name() {
    assertThat(post("/accounts", "gateway", "MOBIKWIK", "reference", "two", "fields", "mid=1"))
        .isEqualTo(422);
    assertThat(admin.page()).contains("missing");
    assertThat(post("/accounts", "gateway", "NOPAY", "fields", "")).isEqualTo(404);
    assertThat(GATEWAY.gateway().accounts().of(shop.id())).hasSize(1);
  }

  @Test
  void a_disabled_merchants_keys_are_refused_until_it_is_enabled_again() {
    shop.api().get("/customers").ok();
    assertThat(post("/settings/disable")).as("an administrator of this merchant").isEqualTo(403);
    admin = OperatorBrowser.signedIn(GATEWAY, Grants.EVERY, Role.ADMIN);
    assertThat(post("/settings/disable")).isEqualTo(303);
    shop.api().get("/customers").refused(401, "access_denied");

    assertThat(post("/settings/disable")).isEqualTo(303);
    shop.api().get("/customers").ok();
    assertThat(audit())
        .extracting(AuditEntry::action)
        .startsWith("merchant enabled", "merchant disabled");
  }

  private int post(String path, String... namesAndValues) {
    admin.get(path("/settings"));
    return admin.post(path(path), namesAndValues).statusCode();
  }

  private String path(String below) {
    return "/dashboard/m/" + shop.id() + below;
  }

  /// What is written of this shop, newest first.
  private List<AuditEntry> audit() {
    var none = Optional.<String>empty();
    var query = new AuditQuery(shop.id().value(), none, none, none, Long.MAX_VALUE, 20);
    return GATEWAY.gateway().dashboard().audit().find(query).rows();
  }
}
