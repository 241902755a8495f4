package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.http.Request;
import org.batua.gateway.operator.CurrentSession;
import org.batua.gateway.operator.Grants;
import org.batua.gateway.operator.Operator;
import org.batua.gateway.operator.OperatorSession;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Role;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.page.Language;
import org.batua.gateway.topup.TopupStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScreenTest {
  private static final Instant NOW = Instant.parse("2026-02-11T04:30:09Z");
  private static final MerchantId SHOP = new MerchantId("shop");

  @ParameterizedTest
  @CsvSource({
    "CHARGED, good",
    "SUCCEEDED, good",
    "DELIVERED, good",
    "DECLINED, bad",
    "NOT_SENT, bad",
    "PRESUMED_FAILED, bad",
    "MANUAL_REVIEW, heed",
    "UNKNOWN, heed",
    "AWAITING_FUNDS, open",
    "PENDING, open",
  })
  void a_status_has_the_tone_of_what_it_asks_for(String status, String tone) {
    assertThat(stranger().tone(status)).isEqualTo(tone);
  }

  @ParameterizedTest
  @EnumSource
  void a_payments_status_has_words_of_its_own(PaymentStatus status) {
    assertThat(stranger().status(status.name())).isNotEqualTo(status.name());
  }

  @ParameterizedTest
  @EnumSource
  void a_refunds_status_has_words_of_its_own(RefundStatus status) {
    assertThat(stranger().status(status.name())).isNotEqualTo(status.name());
  }

  @ParameterizedTest
  @EnumSource
  void a_topups_status_has_words_of_its_own(TopupStatus status) {
    assertThat(stranger().status(status.name())).isNotEqualTo(status.name());
  }

  @Test
  void what_is_permitted_is_what_the_role_permits_at_the_pages_merchant() {
    var support = signedIn(Map.of("shop", Role.SUPPORT), SHOP);
    var elsewhere = signedIn(Map.of("shop", Role.SUPPORT), new MerchantId("other"));

    assertThat(support.may(Permission.REFUNDS_CREATE)).isTrue();
    assertThat(support.may("refunds:create")).isTrue();
    assertThat(support.may(Permission.PEOPLE_WRITE)).isFalse();
    assertThat(elsewhere.may(Permission.REFUNDS_CREATE)).isFalse();
    assertThat(support.may("no:such")).isFalse();
    assertThat(stranger().may(Permission.PAYMENTS_READ)).isFalse();
  }

  @Test
  void only_a_session_with_a_second_factor_is_signed_in() {
    assertThat(stranger().isSignedIn()).isFalse();
    assertThat(signedIn(Map.of("shop", Role.VIEWER), SHOP).isSignedIn()).isTrue();
    assertThat(screen(Optional.of(current(Map.of(), Optional.empty())), SHOP).isSignedIn())
        .isFalse();
  }

  @Test
  void links_stay_at_the_merchant_and_ages_count_from_now() {
    var screen = signedIn(Map.of("shop", Role.VIEWER), SHOP);

    assertThat(screen.link("/orders")).isEqualTo("/dashboard/m/shop/orders");
    assertThat(screen.age(NOW.minus(Duration.ofMinutes(61)))).isEqualTo("1 h 1 min");
  }

  private static Screen stranger() {
    return screen(Optional.empty(), SHOP);
  }

  private static Screen signedIn(Map<String, Role> roles, MerchantId at) {
    return screen(Optional.of(current(roles, Optional.of(NOW))), at);
  }

  private static CurrentSession current(Map<String, Role> roles, Optional<Instant> factorAt) {
    var none = Optional.<Instant>empty();
    var session =
        new OperatorSession(
            "00", "opr_1", OperatorSession.Stage.FULL, NOW, NOW, factorAt, NOW, "", "");
    var operator =
        new Operator(
            "opr_1",
            "asha",
            "Asha Rao",
            /* hasPassword= */ true,
            /* secondFactor= */ true,
            /* forDevelopment= */ false,
            none,
            none,
            none,
            new Grants(roles));
    return new CurrentSession(session, operator);
  }

  private static Screen screen(Optional<CurrentSession> current, MerchantId at) {
    var visit = new Visit(Request.ofNobody(), current, Optional.of(at), Language.EN, "token");
    return new Screen(
        visit,
        new Speech(Language.EN),
        LayoutFiles.at("/dashboard/assets"),
        "",
        List.of(),
        InstantSource.fixed(NOW));
  }
}
