package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.testkit.AnswerLosingProxy;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.TestPostgres;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// What was committed is recognised as one's own, though its connection died before it was said.
@ExtendWith(LostCommitTest.Proxied.class)
class LostCommitTest {
  private static final GatewayFixture GATEWAY = GatewayFixture.usual();

  /// A gateway that reaches its database through a proxy.
  static final class Proxied implements BeforeAllCallback, AfterAllCallback {
    private static AnswerLosingProxy proxy = new AnswerLosingProxy(0);

    @Override
    public void beforeAll(ExtensionContext context) {
      var url = TestPostgres.of(context).newDatabase().jdbc();
      var port = url.replaceAll("^.*?:([0-9]+)/.*$", "$1");
      proxy = new AnswerLosingProxy(Integer.parseInt(port));
      GATEWAY.start(DatabaseUrl.parse(url.replace(":" + port + "/", ":" + proxy.port() + "/")));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
      GATEWAY.close();
      proxy.close();
    }
  }

  private final Till till = Till.open(GATEWAY);
  private final int lostBefore = Proxied.proxy.lost();

  @AfterEach
  void the_answer_was_lost() {
    assertThat(Proxied.proxy.lost() - lostBefore).isOne();
  }

  @Test
  void an_intent_is_sent_once_it_is_found_to_be_stored() {
    var order = till.order("10");
    var payment = till.payment(order, till.token());
    Proxied.proxy.loseAnswerTo("insert into txn (");
    assertThat(payment.ok().path("status").asString()).isEqualTo("CHARGED");
    assertThat(till.moves(order)).containsExactly("SENDING", "CHARGED");
    assertThat(till.debits()).isOne();
  }

  @Test
  void an_outcome_is_stored_once() {
    var order = till.order("10");
    var payment = till.payment(order, till.token());
    Proxied.proxy.loseAnswerTo("insert into money_journal");
    payment.ok();
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(till.books(order)).containsExactly("DEBIT 1000");
    assertThat(till.moves(order)).containsExactly("SENDING", "CHARGED");
  }

  @Test
  void a_refund_is_queued_once() {
    var order = till.paid("10");
    Proxied.proxy.loseAnswerTo("insert into refund (");
    till.refund(order, "r1", "10").ok();
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
    assertThat(till.refundMoves(order)).containsExactly("QUEUED", "SENDING", "SUCCEEDED");
    assertThat(till.books(order)).containsExactly("DEBIT 1000", "REFUND 1000");
  }

  @Test
  void a_refund_whose_take_was_stored_is_given_back_by_whoever_took_it() {
    var order = till.paid("10");
    Proxied.proxy.loseAnswerTo("update refund r set status = 'SENDING'");
    till.refund(order, "r1", "10").ok();
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
    assertThat(till.refundMoves(order)).containsExactly("QUEUED", "SENDING", "SUCCEEDED");
    assertThat(till.books(order)).containsExactly("DEBIT 1000", "REFUND 1000");
  }
}
