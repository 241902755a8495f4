package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShopWithoutGateway();
  private final String pages = "/dashboard/m/" + shop.id();

  @Test
  void the_audit_goes_out_as_csv_that_computes_nothing_and_is_audited_itself() {
    var admin = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.ADMIN);
    admin.get(pages + "/settings");
    for (int i = 0; i < 3; i++) {
      admin.post(pages + "/settings/name", "name", "=cmd()" + i);
    }
    var reply = admin.get(pages + "/audit.csv");
    assertThat(reply.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
    var lines = reply.body().lines().toList();
    assertThat(lines.getFirst()).startsWith("id,at,kind,actor");
    assertThat(lines).filteredOn(it -> it.contains("settings changed")).hasSize(3);
    assertThat(reply.body()).doesNotContain(",=cmd");
    assertThat(admin.get(pages + "/audit.csv?action=audit+exported").body().lines()).hasSize(2);
    assertThat(admin.get(pages + "/audit").body()).contains("Audit exported", "audit.csv");
  }

  @Test
  void only_who_reads_the_audit_exports_it() {
    var support = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.SUPPORT);
    assertThat(support.get(pages + "/audit.csv").statusCode()).isEqualTo(403);
  }
}
