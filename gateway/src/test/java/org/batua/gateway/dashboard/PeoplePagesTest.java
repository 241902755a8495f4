package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.operator.Operator;
import org.batua.gateway.operator.People;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PeoplePagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Pattern APPROVE = Pattern.compile("action=\"([^\"]*/approve)\"");

  private final Shop shop = GATEWAY.newShop();
  private final String people = "/dashboard/m/" + shop.id() + "/people";
  private final String review = "/dashboard/m/" + shop.id() + "/review";
  private final String login = "new." + shop.id().value().replace("_", ".");
  private final OperatorBrowser admin = admin();

  private OperatorBrowser admin() {
    var browser = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.ADMIN);
    browser.get("/dashboard/me");
    return browser;
  }

  private static People all() {
    return GATEWAY.gateway().dashboard().people();
  }

  private Operator invited(Role role) {
    admin.get(people);
    var reply = admin.post(people, "login", login, "name", "Noor", "role", role.name());
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).contains("/dashboard/invitation/");
    return all().byLogin(login).orElseThrow();
  }

  private Optional<Role> role(Operator operator) {
    return all().find(operator.id()).orElseThrow().grants().role(shop.id());
  }

  /// The form that approves, as this browser sees it.
  private Optional<String> approval(OperatorBrowser browser) {
    var found = APPROVE.matcher(browser.get(review).body());
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  @Test
  void a_new_administrator_is_a_viewer_until_another_administrator_approves() {
    var noor = invited(Role.ADMIN);
    assertThat(admin.page()).contains("Another administrator must approve");
    assertThat(role(noor)).contains(Role.VIEWER);
    assertThat(approval(admin)).as("one's own proposal").isEmpty();
    var another = admin();
    var form = approval(another).orElseThrow();
    var finance = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.FINANCE);
    finance.get(review);
    assertThat(finance.post(form).statusCode()).isEqualTo(403);
    assertThat(role(noor)).contains(Role.VIEWER);
    assertThat(another.post(form).statusCode()).isEqualTo(303);
    assertThat(role(noor)).contains(Role.ADMIN);
  }

  @Test
  void a_role_below_administrator_is_given_at_once_and_that_of_one_by_two() {
    var noor = invited(Role.SUPPORT);
    var path = people + "/" + noor.id() + "/role";
    assertThat(role(noor)).contains(Role.SUPPORT);
    admin.get(people);
    assertThat(admin.post(path, "role", "FINANCE").statusCode()).isEqualTo(303);
    assertThat(role(noor)).contains(Role.FINANCE);
    assertThat(admin.post(path, "role", "KING").statusCode()).isEqualTo(422);
    admin.get(people);
    assertThat(admin.post(path, "role", "ADMIN").statusCode()).isEqualTo(303);
    assertThat(admin.post(path, "role", "ADMIN").statusCode()).as("again").isEqualTo(422);
    assertThat(role(noor)).contains(Role.FINANCE);
    var another = admin();
    assertThat(another.post(approval(another).orElseThrow()).statusCode()).isEqualTo(303);
    assertThat(role(noor)).contains(Role.ADMIN);
    admin.get(people);
    assertThat(admin.post(path, "role", "NONE").statusCode()).isEqualTo(303);
    assertThat(role(noor)).isEmpty();
  }

  @Test
  void nobody_changes_themselves_or_who_is_elsewhere_too() {
    var self = all().byLogin(admin.login()).orElseThrow();
    admin.get(people);
    assertThat(admin.post(people + "/" + self.id() + "/disable").statusCode()).isEqualTo(404);
    var noor = invited(Role.VIEWER);
    var other = GATEWAY.newShop().id().value();
    all()
        .grant(org.batua.gateway.operator.Actor.cli("test"), noor, other, Optional.of(Role.VIEWER));
    admin.get(people);
    assertThat(admin.post(people + "/" + noor.id() + "/disable").statusCode()).isEqualTo(404);
    assertThat(admin.post(people + "/" + noor.id() + "/reset").statusCode()).isEqualTo(404);
  }

  @Test
  void a_login_that_is_taken_is_refused_by_its_name() {
    var _ = invited(Role.VIEWER);
    admin.get(people);
    var again = admin.post(people, "login", login, "name", "Noor", "role", "VIEWER");
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains(login, "exists");
    assertThat(admin.post(people, "login", "x", "name", "N", "role", "KING").statusCode())
        .isEqualTo(422);
  }
}
