package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrandingPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";

  private final Shop shop = GATEWAY.newShopWithoutGateway();
  private final String page = "/dashboard/m/" + shop.id() + "/branding";
  private final OperatorBrowser developer =
      OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.DEVELOPER);

  @Test
  void a_shop_gets_its_colour_and_its_logo_and_loses_them_again() {
    developer.get(page);
    assertThat(send("logo.svg", SVG, "accent", "#7a1f3d").statusCode()).isEqualTo(303);
    var shown = developer.get(page).body();
    assertThat(shown).contains("value=\"#7a1f3d\"", "src=\"data:image/svg+xml;base64,");
    assertThat(send("", "", "accent", "#7a1f3d").statusCode()).isEqualTo(303);
    assertThat(developer.get(page).body()).as("no file chosen").contains("data:image/svg+xml");
    assertThat(send("", "", "remove_logo", "yes").statusCode()).isEqualTo(303);
    assertThat(developer.get(page).body()).doesNotContain("data:image", "#7a1f3d\"");
  }

  @Test
  void what_is_no_picture_is_refused_by_name_and_changes_nothing() {
    developer.get(page);
    var script = SVG.replace("<path", "<script>alert(1)</script><path");
    var refused = send("logo.svg", script, "accent", "#7a1f3d");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("logo: ").doesNotContain("alert(1)");
    assertThat(send("logo.svg", "x".repeat(40_000), "accent", "").body())
        .contains("logo: is larger than");
    assertThat(developer.get(page).body()).doesNotContain("data:image", "#7a1f3d");
    var viewer = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.VIEWER);
    assertThat(viewer.get(page).body()).doesNotContain("<textarea");
    assertThat(viewer.post(page, "accent", "#7a1f3d").statusCode()).isEqualTo(403);
  }

  private java.net.http.HttpResponse<String> send(
      String file, String content, String name, String value) {
    var body =
        """
        --b\r
        Content-Disposition: form-data; name="form_token"\r
        \r
        %s\r
        --b\r
        Content-Disposition: form-data; name="%s"\r
        \r
        %s\r
        --b\r
        Content-Disposition: form-data; name="logo"; filename="%s"\r
        \r
        %s\r
        --b--\r
        """
            .formatted(developer.token(), name, value, file, content);
    return developer.send(
        developer
            .request(page)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofString(body)));
  }
}
