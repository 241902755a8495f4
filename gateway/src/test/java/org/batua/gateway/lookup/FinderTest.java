package org.batua.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FinderTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @Test
  void everything_that_a_person_can_quote_finds_the_order() {
    var till = Till.open(GATEWAY);
    var order = till.paid("10");
    till.refund(order, "req_" + order, "4").ok();
    till.refundSent(order);
    var story = story(till, order);
    var payment = story.payments().getFirst();
    var refund = story.refunds().getFirst();
    var merchant = till.shop().id();
    for (var quoted :
        List.of(
            story.ref(),
            order,
            merchant + "-" + order + "-1",
            payment.id(),
            payment.at().reference(),
            payment.at().providerReference(),
            refund.id(),
            refund.at().reference(),
            refund.at().providerReference(),
            "req_" + order,
            "  " + order + " ",
            "\"" + order + "\"",
            "“" + order + "”,",
            "\u200b" + order + "\ufeff",
            "\u00a0" + story.ref().substring(0, 12) + "\r\n" + story.ref().substring(12),
            story.ref().toUpperCase(Locale.ROOT),
            payment.at().reference().toLowerCase(Locale.ROOT))) {
      assertThat(find(merchant, quoted)).as(quoted).isNotEmpty();
      assertThat(find(merchant, quoted)).as(quoted).allMatch(it -> it.order().equals(story.ref()));
    }
  }

  @Test
  void a_customer_is_found_by_number_in_every_form() {
    var till = Till.open(GATEWAY);
    var phone = till.phone();
    var spaced = phone.substring(0, 5) + " " + phone.substring(5);
    for (var quoted :
        List.of(
            phone,
            spaced,
            "+91" + phone,
            "91" + phone,
            "0" + phone,
            "+91-" + spaced,
            "+91\u00a0" + spaced,
            "0091 " + phone,
            "(0)" + phone.substring(0, 5) + "-" + phone.substring(5),
            phone.substring(0, 3) + "." + phone.substring(3, 6) + "." + phone.substring(6),
            "tel:+91" + phone,
            "\u202a+91 " + spaced + "\u202c",
            "\"" + till.customer() + "\"",
            till.wallet().toUpperCase(Locale.ROOT),
            till.customer(),
            till.wallet())) {
      assertThat(find(till.shop().id(), quoted))
          .as(quoted)
          .isNotEmpty()
          .allMatch(it -> it.customer().equals(till.customer()));
    }
  }

  @Test
  void orders_are_found_by_the_beginning_of_their_id() {
    var till = Till.open(GATEWAY);
    var merchant = till.shop().id();
    for (var id : List.of("shop-2026-1", "shop-2026-10", "shop-2026-2", "shop_2026", "SHOP-2026")) {
      till.api().post("/orders").form("order_id", id, "amount", "1").ok();
    }
    assertThat(find(merchant, "shop-2026-").stream().map(Hit::label))
        .containsExactly("shop-2026-1", "shop-2026-10", "shop-2026-2");
    assertThat(find(merchant, "shop-2026-1").stream().map(Hit::label))
        .containsExactly("shop-2026-1");
    assertThat(find(merchant, "shop-")).isEmpty();
    assertThat(find(merchant, "shop_2%")).isEmpty();
    assertThat(find(GATEWAY.newShop().id(), "shop-2026-")).isEmpty();
  }

  @Test
  void nothing_of_another_merchant_is_found() {
    var till = Till.open(GATEWAY);
    var order = till.paid("10");
    var story = story(till, order);
    var payment = story.payments().getFirst();
    var stranger = GATEWAY.newShop().id();
    for (var quoted :
        List.of(
            story.ref(),
            payment.id(),
            payment.at().reference(),
            payment.at().providerReference(),
            till.phone(),
            till.customer(),
            till.wallet())) {
      assertThat(find(stranger, quoted)).as(quoted).isEmpty();
    }
  }

  @Test
  void a_name_that_many_others_use_too_finds_ones_own() {
    var other = Till.open(GATEWAY);
    var payment = story(other, other.paid("10")).payments().getFirst();
    GATEWAY
        .tables()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  insert into merchant_order (id, merchant_id, order_id, amount_minor, currency,
                    status, details, created_at, updated_at)
                  select 'ordeh_' || lpad(n::text, 32, '0'), ?, 'o' || n, 100, 'INR', 'CHARGED',
                    '{}', now(), now()
                  from generate_series(1, 100) n
                  """,
                  other.shop().id().value());
              handle.execute(
                  """
                  insert into refund (id, order_ref, txn_id, unique_request_id, reference,
                    amount_minor, currency, status, sent_at, created_at, updated_at)
                  select 'rfd_' || n, 'ordeh_' || lpad(n::text, 32, '0'), ?, 'refund-1',
                    lpad(n::text, 26, '0'), 100, 'INR', 'SUCCEEDED', now(), now(), now()
                  from generate_series(1, 100) n
                  """,
                  payment.id());
            });
    var till = Till.open(GATEWAY);
    var order = till.paid("10");
    till.refund(order, "refund-1", "4").ok();
    assertThat(find(till.shop().id(), "refund-1"))
        .singleElement()
        .matches(it -> it.order().equals(story(till, order).ref()));
  }

  @Test
  void hostile_texts_find_nothing_and_break_nothing() {
    var merchant = GATEWAY.newShop().id();
    List<String> hostile =
        new ArrayList<>(List.of("", " ", "%", "'", "a\u0000b", "x".repeat(5000)));
    hostile.addAll(
        List.of("'; drop table txn; --", "_____", "\\", merchant + "-", merchant + "--1"));
    for (var quoted : hostile) {
      assertThat(find(merchant, quoted.replace("\u0000", ""))).as(quoted).isEmpty();
    }
  }

  private static List<Hit> find(MerchantId merchant, String quoted) {
    return GATEWAY.gateway().dashboard().finder().find(merchant, quoted);
  }

  private static OrderStory story(Till till, String order) {
    var merchant = till.shop().id();
    var ref = find(merchant, order).getFirst().order();
    return GATEWAY.gateway().dashboard().lookups().story(merchant, ref).orElseThrow();
  }
}
