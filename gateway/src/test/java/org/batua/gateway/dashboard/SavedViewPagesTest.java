package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SavedViewPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShopWithoutGateway();
  private final String at = "/dashboard/m/" + shop.id();
  private final OperatorBrowser viewer =
      OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.VIEWER);

  @Test
  void filters_are_kept_under_a_name_for_oneself_and_forgotten() {
    viewer.get(at + "/orders?status=DECLINED&min=100");
    var kept =
        viewer.post(at + "/views", "name", "Big <b>refusals", "status", "DECLINED", "min", "100");
    var link = kept.headers().firstValue("location").orElseThrow();
    assertThat(link).contains("status=DECLINED", "min=100");
    assertThat(viewer.get(at + "/orders").body())
        .contains("Big &lt;b", "/orders?status=DECLINED")
        .doesNotContain("<b>refusals");
    var other = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.VIEWER);
    assertThat(other.get(at + "/orders").body()).doesNotContain("refusals");
    viewer.get(at + "/orders");
    viewer.post(at + "/views/remove", "name", "Big <b>refusals");
    assertThat(viewer.get(at + "/orders").body()).doesNotContain("refusals");
  }

  @Test
  void there_is_an_end_to_names_and_views() {
    viewer.get(at + "/orders");
    assertThat(viewer.post(at + "/views", "name", "", "status", "NEW").statusCode()).isEqualTo(422);
    assertThat(viewer.post(at + "/views", "name", "n".repeat(61)).statusCode()).isEqualTo(422);
    for (int i = 0; i < 20; i++) {
      assertThat(viewer.post(at + "/views", "name", "view " + i).statusCode()).isEqualTo(303);
    }
    assertThat(viewer.post(at + "/views", "name", "one more").statusCode()).isEqualTo(422);
    assertThat(viewer.post(at + "/views", "name", "view 3").statusCode()).isEqualTo(303);
  }
}
