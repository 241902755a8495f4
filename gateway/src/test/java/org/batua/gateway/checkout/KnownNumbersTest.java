package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.customer.Customer;
import org.batua.gateway.wallet.Wallet;
import org.junit.jupiter.api.Test;

class KnownNumbersTest {
  private static final GatewayCode PAYTM = new GatewayCode("PAYTM");
  private static final GatewayCode MOBIKWIK = new GatewayCode("MOBIKWIK");
  private static final String GIVEN = "9100000001";
  private static final String OTHER = "9100000002";

  @Test
  void the_number_that_the_merchant_gave_is_the_customers_own() {
    var numbers = new KnownNumbers(contact(Optional.of(GIVEN)), List.of());
    assertThat(numbers.isOwn(PAYTM, number(GIVEN))).isTrue();
    assertThat(numbers.isOwn(PAYTM, number(OTHER))).isFalse();
  }

  @Test
  void without_any_number_nobodys_is_the_customers_own() {
    var numbers = new KnownNumbers(contact(Optional.empty()), List.of());
    assertThat(numbers.isOwn(PAYTM, number(OTHER))).isFalse();
  }

  @Test
  void a_linked_wallets_number_is_own_and_one_that_was_only_entered_is_not() {
    var linked = wallet(MOBIKWIK, OTHER, Wallet.LinkStatus.LINKED);
    var entered = wallet(MOBIKWIK, OTHER, Wallet.LinkStatus.UNLINKED);
    var contact = contact(Optional.empty());
    assertThat(new KnownNumbers(contact, List.of(linked)).isOwn(PAYTM, number(OTHER))).isTrue();
    assertThat(new KnownNumbers(contact, List.of(entered)).isOwn(PAYTM, number(OTHER))).isFalse();
  }

  @Test
  void where_a_wallet_is_linked_its_number_alone_is_own() {
    var linked = wallet(PAYTM, OTHER, Wallet.LinkStatus.LINKED);
    var numbers = new KnownNumbers(contact(Optional.of(GIVEN)), List.of(linked));
    assertThat(numbers.isOwn(PAYTM, number(OTHER))).isTrue();
    assertThat(numbers.isOwn(PAYTM, number(GIVEN))).isFalse();
    assertThat(numbers.isOwn(MOBIKWIK, number(GIVEN))).isTrue();
  }

  private static Wallet wallet(GatewayCode gateway, String number, Wallet.LinkStatus status) {
    return new Wallet(
        new WalletId("wlt_0123456789abcdef"),
        new CustomerId("cst_0123456789abcdef"),
        "acc",
        gateway,
        Optional.empty(),
        Optional.of(number),
        status,
        1,
        Optional.empty(),
        Optional.empty());
  }

  private static Customer.Contact contact(Optional<String> number) {
    var none = Optional.<String>empty();
    return new Customer.Contact("91", number, none, none, none);
  }

  private static MobileNumber number(String digits) {
    return MobileNumber.parse("91", digits).orElseThrow();
  }
}
