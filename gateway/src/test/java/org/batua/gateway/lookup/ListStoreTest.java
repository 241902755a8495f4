package org.batua.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListStoreTest {
  /// Debited, and the answer is lost; asking finds it.
  private static final String ANSWER_LOST = "7018.00";

  /// Refused for its amount.
  private static final String DECLINED = "7001.00";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final ListStore lists = GATEWAY.gateway().dashboard().lists();

  @Test
  void payments_come_page_by_page_each_once_with_all_attempts_of_an_order() {
    GATEWAY.provider().setBalance(till.phone(), "50000");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      var order = till.order(DECLINED);
      till.payment(order, till.token()).send();
      till.payment(order, till.token()).send();
      expected.addFirst(label(order, 1));
      expected.addFirst(label(order, 2));
      GATEWAY.clock().advance(Duration.ofSeconds(1));
      expected.addFirst(label(till.paid("10"), 1));
      GATEWAY.clock().advance(Duration.ofSeconds(1));
    }
    for (int limit : List.of(1, 2, 4, 50)) {
      assertThat(all(ListFilter.NONE, limit)).as("pages of " + limit).isEqualTo(expected);
      assertThat(all(ListFilter.ofCustomer(till.customer()), limit)).isEqualTo(expected);
    }
    assertThat(all(ListFilter.ofCustomer("cst_0000000000000000"), 5)).isEmpty();
  }

  @Test
  void each_filter_leaves_out_what_it_should() {
    GATEWAY.provider().setBalance(till.phone(), "50000");
    var declined = till.order(DECLINED);
    till.payment(declined, till.token()).send();
    var paid = till.paid("10");
    var account = GATEWAY.gateway().accounts().of(till.shop().id()).getFirst().account().id();
    assertThat(all(filter("CHARGED", "", "", "", 0), 5)).containsExactly(label(paid, 1));
    assertThat(all(filter("", "MOBIKWIK", account, "", 0), 5)).hasSize(2);
    assertThat(all(filter("", "PAYTM", "", "", 0), 5)).isEmpty();
    assertThat(all(filter("", "", "pac_0000000000000000", "", 0), 5)).isEmpty();
    assertThat(all(filter("", "", "", "NO_SUCH_REASON", 0), 5)).isEmpty();
    assertThat(all(filter("", "", "", "", 100_000), 5)).containsExactly(label(declined, 1));
    assertThat(lists.payments(GATEWAY.newShop().id(), ListFilter.NONE, Slice.Place.TOP, 5).rows())
        .isEmpty();
  }

  @Test
  void what_is_open_is_listed_by_its_age_and_leaves_the_list_with_its_end() {
    GATEWAY.provider().setBalance(till.phone(), "50000");
    var order = till.order(ANSWER_LOST);
    till.pay(order);
    till.paid("10");
    GATEWAY.clock().advance(Duration.ofSeconds(1));
    assertThat(all(open(Duration.ZERO), 5)).containsExactly(label(order, 1));
    assertThat(all(open(Duration.ofMinutes(10)), 5)).isEmpty();
    GATEWAY.clock().advance(Duration.ofMinutes(11));
    assertThat(all(open(Duration.ofMinutes(10)), 5)).containsExactly(label(order, 1));
    var orders =
        GATEWAY
            .gateway()
            .dashboard()
            .lookups()
            .orders(till.shop().id(), open(Duration.ofMinutes(10)), Slice.Place.TOP, 5);
    assertThat(orders.rows()).extracting(ListedOrder::orderId).containsExactly(order);
    till.settle(order);
    assertThat(all(open(Duration.ZERO), 5)).isEmpty();
  }

  @Test
  void open_payments_come_page_by_page_longest_first() {
    GATEWAY.provider().setBalance(till.phone(), "90000");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      var order = till.order(ANSWER_LOST);
      till.pay(order);
      expected.add(label(order, 1));
      GATEWAY.clock().advance(Duration.ofMillis(10));
    }
    GATEWAY.clock().advance(Duration.ofSeconds(1));
    assertThat(all(open(Duration.ZERO), 1)).isEqualTo(expected);
    assertThat(all(open(Duration.ZERO), 2)).isEqualTo(expected);
  }

  @Test
  void refunds_are_filtered_as_payments_are() {
    var order = till.paid("30");
    till.refund(order, "r1", "10").ok();
    till.refundSent(order);
    var merchant = till.shop().id();
    var of = filter("SUCCEEDED", "MOBIKWIK", "", "", 0);
    assertThat(lists.refunds(merchant, of, Slice.Place.TOP, 5).rows())
        .extracting(Listed::label)
        .containsExactly("r1");
    var much = filter("", "", "", "", 5_000);
    assertThat(lists.refunds(merchant, much, Slice.Place.TOP, 5).rows()).isEmpty();
    assertThat(lists.refunds(merchant, open(Duration.ZERO), Slice.Place.TOP, 5).rows()).isEmpty();
    assertThat(lists.topups(merchant, open(Duration.ZERO), Slice.Place.TOP, 5).rows()).isEmpty();
  }

  private List<String> all(ListFilter filter, int limit) {
    List<String> labels = new ArrayList<>();
    var place = Optional.of(Slice.Place.TOP);
    while (place.isPresent()) {
      var before = Slice.Place.read(place.get().written());
      var slice = lists.payments(till.shop().id(), filter, before, limit);
      slice.rows().forEach(it -> labels.add(it.label()));
      place = slice.next();
    }
    return labels;
  }

  private String label(String order, int attempt) {
    return till.shop().id() + "-" + order + "-" + attempt;
  }

  private static ListFilter open(Duration longer) {
    var none = ListFilter.NONE;
    return new ListFilter(
        "",
        "",
        "",
        "",
        "",
        0,
        Long.MAX_VALUE,
        none.from(),
        none.to(),
        Optional.of(GATEWAY.clock().instant().minus(longer)));
  }

  private static ListFilter filter(
      String status, String gateway, String account, String error, long minMinor) {
    return new ListFilter(
        status,
        gateway,
        account,
        error,
        "",
        minMinor,
        Long.MAX_VALUE,
        Instant.EPOCH,
        Slice.Place.TOP.at(),
        Optional.empty());
  }
}
