package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProviderAccountsTest {
  private static final GatewayCode MOBIKWIK = new GatewayCode("MOBIKWIK");
  private static final Optional<String> UNNAMED = Optional.empty();

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShopWithoutGateway();
  private final ProviderAccounts accounts = GATEWAY.gateway().accounts();
  private final Connector mobikwik = GATEWAY.gateway().connectors().find(MOBIKWIK).orElseThrow();

  @Test
  void an_account_is_found_by_its_id_and_its_secrets_are_not_shown() {
    var added = put(UNNAMED, Map.of());

    var found = accounts.find(added.account().id()).orElseThrow();
    assertThat(found.gateway()).isEqualTo(MOBIKWIK);
    assertThat(found.toString()).doesNotContain(GatewayFixture.PROVIDER_KEY);
    assertThat(accounts.account(found.id())).isEqualTo(found);
    assertThat(accounts.of(shop.id())).extracting(it -> it.account().id()).contains(found.id());
  }

  @Test
  void what_is_no_id_of_an_account_finds_none() {
    put(UNNAMED, Map.of());

    assertThat(accounts.find("pac_0000000000000000")).isEmpty();
    assertThat(accounts.find("pac_x' or '1'='1")).isEmpty();
    assertThat(accounts.find("")).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> accounts.account("pac_0000000000000000"))
        .withMessageContaining("pac_0000000000000000");
  }

  /// An address that paths are added to has neither user, query nor fragment; none repeats a user.
  @Test
  void an_address_of_any_gateway_that_cannot_be_one_is_refused_by_its_field() {
    for (var connector : GATEWAY.gateway().connectors().all()) {
      for (var field : connector.accountFields()) {
        if (field.name().endsWith("_url")) {
          for (var host : List.of("me:secret@p.example", "p.example:99999", "p.example:0", "")) {
            var values = filled(connector);
            values.put(field.name(), "https://" + host + "/x");
            assertThatIllegalArgumentException()
                .as("%s of %s", field.name(), connector.gateway())
                .isThrownBy(() -> accounts.check(connector, values))
                .withMessageContaining(field.name() + ": ")
                .withMessageContaining("(expected: an http or https address: a host")
                .withMessageNotContaining("secret");
          }
        }
      }
    }
  }

  @Test
  void an_address_that_paths_are_added_to_has_no_query_and_no_fragment() {
    for (var connector : GATEWAY.gateway().connectors().all()) {
      for (var end : List.of("?a=b", "#a", "/")) {
        var values = filled(connector);
        var name = values.containsKey("base_url") ? "base_url" : "pg_url";
        values.put(name, "https://p.example" + end);
        assertThatIllegalArgumentException()
            .as("%s of %s", name, connector.gateway())
            .isThrownBy(() -> accounts.check(connector, values))
            .withMessageStartingWith(name + ": https://p.example" + end + " (expected: ");
      }
    }
  }

  /// Every field with its fallback, or a word.
  private static Map<String, String> filled(Connector connector) {
    Map<String, String> values = new HashMap<>();
    for (var field : connector.accountFields()) {
      values.put(field.name(), field.fallback().orElse("word"));
    }
    values.put("development_merchant", "word");
    values.put("development_key", "word");
    values.keySet().retainAll(connector.accountFields().stream().map(it -> it.name()).toList());
    return values;
  }

  @Test
  void a_field_that_is_missing_or_unknown_is_named_and_nothing_is_stored() {
    var fields = fields();
    fields.remove("mid");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accounts.put(shop.id(), mobikwik, UNNAMED, fields))
        .withMessageStartingWith("mid: missing");
    var more = fields();
    more.put("passwort", "x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accounts.put(shop.id(), mobikwik, UNNAMED, more))
        .withMessageStartingWith("passwort: unknown");

    assertThat(accounts.of(shop.id())).isEmpty();
  }

  @Test
  void the_same_name_is_the_same_account_with_new_settings() {
    var first = put(Optional.of("mid-1"), Map.of("mid", "MBK1"));
    var again = put(Optional.of("mid-1"), Map.of("mid", "MBK2"));
    var other = put(Optional.of("mid-2"), Map.of("mid", "MBK3"));

    assertThat(again.account().id()).isEqualTo(first.account().id());
    assertThat(other.account().id()).isNotEqualTo(first.account().id());
    assertThat(accounts.account(first.account().id()).settings()).containsEntry("mid", "MBK2");
    assertThat(accounts.of(shop.id())).hasSize(2);
  }

  @Test
  void a_request_gets_the_account_that_it_names_or_the_only_one() {
    refused("GATEWAY_NOT_CONFIGURED", () -> choose(UNNAMED));
    var first = put(Optional.of("mid-1"), Map.of());
    assertThat(choose(UNNAMED)).isEqualTo(first.account().id());
    var second = put(Optional.of("mid-2"), Map.of());

    assertThat(choose(Optional.of("mid-2"))).isEqualTo(second.account().id());
    refused("gateway_reference_id", () -> choose(UNNAMED));
    refused("gateway_reference_id", () -> choose(Optional.of("mid-3")));
    var usual = put(UNNAMED, Map.of());
    assertThat(choose(UNNAMED)).isEqualTo(usual.account().id());
  }

  @Test
  void an_account_of_another_merchant_is_never_chosen() {
    put(Optional.of("mid-1"), Map.of());
    var other = GATEWAY.newShopWithoutGateway();

    refused(
        "GATEWAY_NOT_CONFIGURED",
        () -> accounts.choose(other.id(), MOBIKWIK, Optional.of("mid-1")));
    assertThat(accounts.remove(other.id(), choose(UNNAMED))).isFalse();
    assertThat(choose(UNNAMED)).isNotEmpty();
  }

  @Test
  void a_removed_account_is_chosen_no_more_and_ends_what_is_under_way() {
    var id = put(UNNAMED, Map.of()).account().id();

    assertThat(accounts.remove(shop.id(), id)).isTrue();
    refused("GATEWAY_NOT_CONFIGURED", () -> choose(UNNAMED));
    assertThat(accounts.account(id).gateway()).isEqualTo(MOBIKWIK);
    assertThat(put(UNNAMED, Map.of()).account().id()).isEqualTo(id);
    assertThat(choose(UNNAMED)).isEqualTo(id);
  }

  private MerchantAccount put(Optional<String> name, Map<String, String> changes) {
    var fields = fields();
    fields.putAll(changes);
    return accounts.put(shop.id(), mobikwik, name, fields);
  }

  private static Map<String, String> fields() {
    return new HashMap<>(
        Map.of(
            "base_url",
            GATEWAY.mobikwikUrl(),
            "mid",
            GatewayFixture.MID,
            "merchant_name",
            "A shop",
            "key",
            GatewayFixture.PROVIDER_KEY));
  }

  private String choose(Optional<String> name) {
    return accounts.choose(shop.id(), MOBIKWIK, name).account().id();
  }

  private static void refused(String word, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Rejected.class, it -> assertThat(it.rejection().toString()).contains(word));
  }
}
