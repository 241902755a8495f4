package org.batua.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @Test
  void a_row_that_is_changed_behind_our_back_breaks_the_chain() {
    var audit = GATEWAY.gateway().dashboard().audit();
    for (int i = 0; i < 5; i++) {
      audit.write(
          AuditEntry.Draft.of(Actor.cli("test"), "tried", "", "object " + i),
          AuditEntry.Outcome.DONE);
    }
    assertThat(audit.firstBroken()).isEmpty();
    var tables = GATEWAY.tables();
    assertThatThrownBy(() -> tables.useHandle(it -> it.execute("delete from audit_entry")))
        .hasMessageContaining("only ever added to");
    tables.useHandle(
        handle -> {
          handle.execute("alter table audit_entry disable trigger audit_entry_is_final");
          handle.execute("update audit_entry set detail = 'other' where object = 'object 2'");
        });
    long changed =
        tables.withHandle(
            handle ->
                handle
                    .createQuery("select id from audit_entry where object = 'object 2'")
                    .mapTo(Long.class)
                    .one());
    assertThat(audit.firstBroken()).isEqualTo(Optional.of(changed));
  }
}
