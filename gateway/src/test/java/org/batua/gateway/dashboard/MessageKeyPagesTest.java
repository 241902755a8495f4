package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.batua.gateway.jose.RsaKeys;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessageKeyPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Pattern KID = Pattern.compile("key_[0-9a-f]{16}");

  private final Shop shop = GATEWAY.newShopWithoutGateway();
  private final String page = "/dashboard/m/" + shop.id() + "/settings/message-keys";

  @Test
  void a_key_is_made_rotated_and_revoked() {
    var developer = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.DEVELOPER);
    developer.get(page);
    assertThat(developer.post(page, "public_key", "no key").statusCode()).isEqualTo(422);
    var pem = RsaKeys.pem(RsaKeys.generate().getPublic());
    assertThat(developer.post(page, "public_key", pem).statusCode()).isEqualTo(303);
    var kid = KID.matcher(developer.get(page).body());
    assertThat(kid.find()).isTrue();
    assertThat(developer.page()).contains("BEGIN PUBLIC KEY").doesNotContain("PRIVATE");
    var key = page + "/" + kid.group();
    assertThat(developer.post(key + "/rotate", "public_key", "no key").statusCode()).isEqualTo(422);
    assertThat(developer.post(key + "/rotate", "public_key", pem).statusCode()).isEqualTo(303);
    assertThat(GATEWAY.gateway().messageKeys().list(shop.id())).hasSize(2);
    assertThat(developer.post(key + "/revoke").statusCode()).isEqualTo(303);
    assertThat(developer.post(page + "/key_0000000000000000/revoke").statusCode()).isEqualTo(404);
  }
}
