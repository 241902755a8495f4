package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every magic OTP and linking persona of the simulator, through the public API. MobiKwik has one
/// code for a wrong and a used OTP; its words tell them apart.
class OtpLinkingTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @BeforeEach
  void forgetPersonas() {
    GATEWAY.provider().reset();
  }

  @ParameterizedTest
  @CsvSource({
    "000002, 400, OTP_EXPIRED",
    "000003, 400, OTP_ATTEMPTS_EXCEEDED",
    "000004, 400, OTP_ALREADY_USED",
    "000005, 502, GATEWAY_UNAVAILABLE",
    "000007, 502, GATEWAY_OUTCOME_UNKNOWN",
    "000008, 400, ACCOUNT_BLOCKED",
    "000009, 400, AUTHENTICATION_NOT_STARTED",
    "555555, 400, OTP_INVALID",
  })
  void an_otp_that_does_not_link_says_why(String otp, int status, String code) {
    var wallet = shop.wallet(Shop.newPhone());
    shop.authenticate(wallet).ok();
    shop.link(wallet, otp).refused(status, code);
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
    shop.linked(wallet);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456", "000006"})
  void a_right_otp_links(String otp) {
    var wallet = shop.wallet(Shop.newPhone());
    shop.authenticate(wallet).ok();
    assertThat(shop.link(wallet, otp).ok().path("linked").asBoolean()).isTrue();
  }

  @Test
  void a_second_link_with_a_used_otp_is_refused() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.linked(wallet);
    shop.link(wallet, "123456").refused(400, "AUTHENTICATION_NOT_STARTED");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
  }

  @Test
  void a_wrong_otp_never_unlinks_a_linked_wallet() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.linked(wallet);
    shop.authenticate(wallet).ok();
    shop.link(wallet, "555555").refused(400, "OTP_INVALID");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
  }

  @Test
  void wrong_otps_count_down_and_the_third_ends_it() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.authenticate(wallet).ok();
    var first = shop.link(wallet, "555555").refused(400, "OTP_INVALID");
    assertThat(first.message()).contains("Attempts left: 2");
    assertThat(shop.link(wallet, "555556").refused(400, "OTP_INVALID").message())
        .contains("Attempts left: 1");
    shop.link(wallet, "555557").refused(400, "OTP_ATTEMPTS_EXCEEDED");
    shop.link(wallet, "123456").refused(400, "OTP_ATTEMPTS_EXCEEDED");
    shop.linked(wallet);
  }

  @Test
  void linking_needs_an_authentication() {
    shop.link(shop.wallet(Shop.newPhone()), "123456").refused(400, "AUTHENTICATION_NOT_STARTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "123456789", "abcdef", "12 456", "१२३४५६"})
  void what_cannot_be_an_otp_reaches_no_provider(String otp) {
    var wallet = shop.wallet(Shop.newPhone());
    shop.authenticate(wallet).ok();
    int before = GATEWAY.provider().journal().size();
    shop.link(wallet, otp).refused(400, "INVALID_REQUEST");
    assertThat(GATEWAY.provider().journal()).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource({
    "9000000001, 10000",
    "9000000010, 0",
    "9000000011, 50",
    "9000000051, 10000",
    "+919000000001, 10000",
    "919000000001, 10000",
  })
  void an_account_shows_its_balance(String phone, String balance) {
    assertThat(shop.linkedWallet(phone).path("current_balance").decimalValue())
        .isEqualByComparingTo(balance);
  }

  @Test
  void a_balance_that_is_not_told_is_null() {
    var linked = shop.linkedWallet("9000000012");
    assertThat(linked.path("current_balance").isNull()).isTrue();
    assertThat(linked.path("token").asString()).startsWith("tok_");
  }

  @ParameterizedTest
  @CsvSource({
    "9000000020, 400, INVALID_MOBILE",
    "9000000021, 400, OTP_RATE_LIMITED",
    "9000000030, 400, ACCOUNT_NOT_FOUND",
    "9000000031, 400, ACCOUNT_BLOCKED",
    "9000000050, 502, GATEWAY_UNAVAILABLE",
    "9000000052, 502, GATEWAY_UNAVAILABLE",
    "12345, 400, INVALID_MOBILE",
  })
  void an_account_that_gets_no_otp_says_why(String phone, int status, String code) {
    var wallet = shop.wallet(phone);
    shop.authenticate(wallet).refused(status, code);
    shop.link(wallet, "123456").refused(400, "AUTHENTICATION_NOT_STARTED");
  }

  @Test
  void the_providers_own_limit_of_otps_is_told() {
    var wallet = shop.wallet("9000000022");
    for (int i = 0; i < 3; i++) {
      shop.authenticate(wallet).ok();
    }
    shop.authenticate(wallet).refused(400, "OTP_RATE_LIMITED");
    GATEWAY.clock().advance(Duration.ofMinutes(10));
    shop.authenticate(wallet).ok();
  }

  @Test
  void an_otp_can_expire() {
    var wallet = shop.wallet("9000000023");
    shop.authenticate(wallet).ok();
    GATEWAY.clock().advance(Duration.ofSeconds(5));
    shop.link(wallet, "123456").refused(400, "OTP_EXPIRED");
  }

  @Test
  void a_customer_who_revokes_at_once_is_not_linked() {
    var wallet = shop.wallet("9000000040");
    shop.authenticate(wallet).ok();
    shop.link(wallet, "123456").ok();
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_token_of_the_provider_that_ran_out_is_renewed() {
    var wallet = shop.wallet("9000000041");
    shop.linked(wallet);
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    assertThat(shop.command(wallet, "refresh").ok().path("linked").asBoolean()).isTrue();
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    assertThat(shop.command(wallet, "refresh").ok().path("linked").asBoolean()).isTrue();
  }

  @Test
  void a_token_of_the_provider_that_cannot_be_renewed_unlinks() {
    var wallet = shop.wallet("9000000042");
    shop.linked(wallet);
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    assertThat(shop.command(wallet, "refresh").ok().path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_provider_account_that_the_provider_does_not_know_is_a_configuration_error() {
    var misconfigured = GATEWAY.newShopWithoutGateway().account("bad", Map.of("mid", "NOBODY"));
    var wallet = walletOf(misconfigured, "bad");
    misconfigured.authenticate(wallet).refused(400, "GATEWAY_NOT_CONFIGURED");
  }

  @Test
  void a_refusal_without_a_better_word_is_declined() {
    var odd = GATEWAY.newShopWithoutGateway().account("odd", Map.of("msgcode_otp", "999"));
    odd.authenticate(walletOf(odd, "odd")).refused(400, "GATEWAY_DECLINED");
  }

  private static String walletOf(Shop shop, String reference) {
    return shop.api()
        .post("/customers/" + shop.customer(Shop.newPhone()) + "/wallets")
        .form("gateway", "MOBIKWIK", "gateway_reference_id", reference)
        .ok()
        .path("id")
        .asString();
  }
}
