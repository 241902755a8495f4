package org.batua.gateway.topup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.ReviewDecision;
import org.batua.gateway.resolution.Transaction;
import org.batua.gateway.resolution.TransactionStore;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Top-ups in a provider's app that nobody can be asked about.
class TopupResolutionTest {
  private static final AtomicInteger TOPUPS = new AtomicInteger();

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.at(GATEWAY, GATEWAY.newShop("PHONEPE"), Shop.newPhone());

  @Test
  void a_merchants_topup_is_open_until_its_time_is_over_and_then_waits_for_a_person() {
    var id = opened();
    GATEWAY.provider("PHONEPE").setBalance(till.phone(), "10250");
    pass(Duration.ofMinutes(10));
    assertThat(moves(id)).containsExactly("NEW", "OPENED");
    pass(Duration.ofMinutes(30));
    assertThat(moves(id)).containsExactly("NEW", "OPENED", "MANUAL_REVIEW");
    assertThat(word()).isEqualTo("PENDING");
    assertThat(till.shop().read(till.wallet()).path("current_balance").asInt()).isEqualTo(10_250);
    assertThat(GATEWAY.gateway().transactions().open(TransactionStore.Open.NEEDS_PERSON, 1000))
        .filteredOn(one -> one.id().equals(id))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Transaction.Kind.TOPUP);
              assertThat(one.orderId()).isEqualTo("t1");
              assertThat(one.cause()).contains("no way to ask");
            });
  }

  @ParameterizedTest
  @EnumSource
  void a_person_says_how_it_ended(ManualReview.Ending ending) {
    var id = opened();
    pass(Duration.ofHours(1));
    var ruling = new ReviewDecision("Asha Rao", "the customer's statement", "P77");

    assertThat(GATEWAY.gateway().manualReview().settle(id, ending, ruling))
        .isInstanceOf(ReviewDecision.Effect.Settled.class);

    boolean moved = ending == ManualReview.Ending.MOVED;
    assertThat(word()).isEqualTo(moved ? "SUCCESS" : "FAILURE");
    assertThat(
            strings(
                "select kind || amount_minor from money_journal"
                    + " where reference = (select reference from topup where id = ?)",
                id))
        .isEqualTo(moved ? List.of("TOPUP25000") : List.of());
    assertThat(strings("select name from webhook_event where topup_id = ?", id))
        .containsExactly(moved ? "TOPUP_SUCCEEDED" : "TOPUP_FAILED");
  }

  @Test
  void a_payment_goes_on_once_the_balance_is_enough_whoever_added_it() {
    var order = short100();
    var topup = openedFor(order);
    pass(Duration.ofSeconds(5));
    assertThat(till.stored(order)).isEqualTo("PENDING_VBV 23");
    GATEWAY.provider("PHONEPE").setBalance(till.phone(), "120");

    pass(Duration.ofSeconds(20));

    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(GATEWAY.provider("PHONEPE").balance(till.phone())).isEqualByComparingTo("20");
    assertThat(till.books(order)).containsExactly("DEBIT 10000");
    assertThat(moves(topup)).containsExactly("OPENED", "PRESUMED_FAILED");
    pass(Duration.ofDays(1));
    assertThat(till.debits()).isEqualTo(2);
  }

  @Test
  void a_payment_that_stops_waiting_ends_its_topup_without_a_person() {
    var order = short100();
    var topup = openedFor(order);
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofMinutes(5));
    }
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    assertThat(moves(topup)).containsExactly("OPENED", "PRESUMED_FAILED");
    assertThat(till.books(order)).isEmpty();
  }

  /// A merchant's top-up whose customer went into the provider's app.
  private String opened() {
    var begun = till.api().post("/wallets/" + till.wallet() + "/topup");
    var url = begun.form("amount", "250", "topup_txn_id", "t1").ok().path("payment_url").asString();
    GATEWAY.browser().open(url);
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private String short100() {
    GATEWAY.provider("PHONEPE").setBalance(till.phone(), "60");
    var order = till.order("100");
    assertThat(till.pay(order).path("status").asString()).isEqualTo("PENDING");
    return order;
  }

  /// As if the customer had opened the app from the payment's own page.
  private String openedFor(String order) {
    var id = "wtpup_" + (1_000_000_000_000_000L + TOPUPS.incrementAndGet());
    GATEWAY
        .tables()
        .useTransaction(
            handle -> {
              handle.execute(
                  """
                  insert into topup (id, merchant_id, txn_id, wallet_id, provider_account_id,
                    gateway, reference, amount_minor, currency, status, link_until, give_up_at,
                    opened_at, next_check_at, created_at, updated_at)
                  select ?, o.merchant_id, t.id, t.wallet_id, t.provider_account_id, t.gateway,
                    rpad(upper(substr(?, 7)), 26, '0'), 4000, 'INR', 'OPENED', t.funds_until,
                    t.funds_until, t.updated_at, t.updated_at, t.updated_at, t.updated_at
                  from txn t join merchant_order o on o.id = t.order_ref
                  where o.merchant_id = ? and o.order_id = ?
                  """,
                  id,
                  id,
                  till.shop().id().value(),
                  order);
              handle.execute(
                  "insert into topup_move (topup_id, at, to_status, actor, cause)"
                      + " select id, created_at, status, 'CUSTOMER', 'test' from topup"
                      + " where id = ?",
                  id);
              handle.execute(
                  "update txn set status = 'FUNDS_IN_TRANSIT' from topup p where p.txn_id = txn.id"
                      + " and p.id = ?",
                  id);
            });
    return id;
  }

  private String word() {
    return till.api().get("/wallets/" + till.wallet() + "/topup/t1").ok().path("status").asString();
  }

  private static void pass(Duration step) {
    GATEWAY.clock().advance(step);
    GATEWAY.sweep();
  }

  private static List<String> moves(String topup) {
    return strings("select to_status from topup_move where topup_id = ? order by id", topup);
  }

  private static List<String> strings(String sql, String id) {
    return GATEWAY.tables().withHandle(handle -> handle.select(sql, id).mapTo(String.class).list());
  }
}
