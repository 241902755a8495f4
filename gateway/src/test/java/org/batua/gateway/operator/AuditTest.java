package org.batua.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
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

  @Test
  void lines_are_found_by_each_filter_and_by_two_at_once_page_by_page() {
    var audit = GATEWAY.gateway().dashboard().audit();
    for (int i = 0; i < 4; i++) {
      for (var actor : List.of("asha", "ravi")) {
        audit.write(
            AuditEntry.Draft.of(Actor.cli(actor), i < 2 ? "asked" : "refunded", "m1", "o" + i),
            AuditEntry.Outcome.DONE);
      }
    }
    var none = Optional.<String>empty();
    var asha = Optional.of("asha");
    assertThat(objects(audit, new AuditQuery("m1", asha, none, none, Long.MAX_VALUE, 3)))
        .containsExactly("o3", "o2", "o1", "o0");
    assertThat(
            objects(
                audit, new AuditQuery("m1", none, none, Optional.of("asked"), Long.MAX_VALUE, 1)))
        .containsExactly("o1", "o1", "o0", "o0");
    assertThat(
            objects(audit, new AuditQuery("m1", none, Optional.of("o2"), none, Long.MAX_VALUE, 50)))
        .containsExactly("o2", "o2");
    assertThat(
            objects(
                audit, new AuditQuery("m1", asha, none, Optional.of("asked"), Long.MAX_VALUE, 1)))
        .containsExactly("o1", "o0");
    assertThat(objects(audit, new AuditQuery("m1", none, none, none, Long.MAX_VALUE, 3)))
        .hasSize(8);
    assertThat(objects(audit, new AuditQuery("m2", asha, none, none, Long.MAX_VALUE, 3))).isEmpty();
  }

  private static List<String> objects(Audit audit, AuditQuery first) {
    List<String> found = new ArrayList<>();
    for (var before = Optional.of(first.before()); before.isPresent(); ) {
      var slice =
          audit.find(
              new AuditQuery(
                  first.merchant(),
                  first.actor(),
                  first.object(),
                  first.action(),
                  before.get(),
                  first.limit()));
      slice.rows().forEach(it -> found.add(it.object()));
      before = slice.next();
    }
    return found;
  }
}
