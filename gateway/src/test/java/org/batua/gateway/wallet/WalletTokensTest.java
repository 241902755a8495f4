package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.SplittableRandom;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.testkit.MovableClock;
import org.batua.gateway.wallet.WalletTokens.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletTokensTest {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-02-11T04:30:09.75Z"));
  private final KeyRing keyRing = KeyRing.create();
  private final WalletTokens tokens = tokens(keyRing);
  private final Wallet wallet = wallet("wlt_abcdefgh01234567", Wallet.LinkStatus.LINKED, 3);

  @Test
  void a_token_is_genuine_for_its_life_and_not_a_second_longer() {
    var token = issue();
    assertThat(judge(token, wallet)).isEqualTo(Verdict.GENUINE);
    clock.advance(LIFE.minusSeconds(1));
    assertThat(judge(token, wallet)).isEqualTo(Verdict.GENUINE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(judge(token, wallet)).isEqualTo(Verdict.EXPIRED);
  }

  @Test
  void an_unlinked_wallet_gets_no_token() {
    assertThat(tokens.issue(wallet("wlt_abcdefgh01234567", Wallet.LinkStatus.UNLINKED, 3)))
        .isEmpty();
  }

  @Test
  void tokens_are_all_different_and_of_one_form() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1000; i++) {
      var token = issue();
      assertThat(token).matches("tok_[a-z2-7]{60}");
      assertThat(seen.add(token)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wlt_0000000000000000", "wlt_zzzzzzzzzzzzzzzz", "wlt_000000000000000z"})
  void the_wallet_is_read_back_from_its_token(String id) {
    var token = tokens.issue(wallet(id, Wallet.LinkStatus.LINKED, 1)).orElseThrow();
    assertThat(tokens.read(token).orElseThrow().wallet()).isEqualTo(new WalletId(id));
  }

  @Test
  void a_token_dies_with_its_link() {
    var token = issue();
    assertThat(judge(token, wallet(wallet.id().value(), Wallet.LinkStatus.LINKED, 5)))
        .isEqualTo(Verdict.INVALID);
    assertThat(judge(token, wallet(wallet.id().value(), Wallet.LinkStatus.UNLINKED, 3)))
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void a_token_of_another_wallet_is_invalid() {
    assertThat(judge(issue(), wallet("wlt_abcdefgh01234568", Wallet.LinkStatus.LINKED, 3)))
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void every_changed_character_is_noticed() {
    var token = issue();
    for (int at = 4; at < token.length(); at++) {
      for (int i = 0; i < ALPHABET.length(); i++) {
        var forged = token.substring(0, at) + ALPHABET.charAt(i) + token.substring(at + 1);
        if (!forged.equals(token)) {
          assertThat(judge(forged, wallet)).as(forged).isEqualTo(Verdict.INVALID);
        }
      }
    }
  }

  @Test
  void a_token_of_another_key_ring_is_invalid() {
    var foreign = tokens(KeyRing.create()).issue(wallet).orElseThrow();
    assertThat(judge(foreign, wallet)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void a_token_survives_the_rotation_of_keys_in_both_directions() {
    var rotated = tokens(keyRing.withNewKey().promoted(Instant.EPOCH));
    assertThat(rotated.judge(rotated.read(issue()).orElseThrow(), wallet, LIFE))
        .isEqualTo(Verdict.GENUINE);
    assertThat(
            rotated.judge(
                rotated.read(rotated.issue(wallet).orElseThrow()).orElseThrow(), wallet, LIFE))
        .isEqualTo(Verdict.GENUINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tok_",
        "tok_winysteev9eftrwcv6me",
        "TOK_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "tok_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "tok_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "tok_777777777777777777777777777777777777777777777777777777777777",
      })
  void what_is_no_token_is_not_read(String text) {
    assertThat(tokens.read(text)).isEmpty();
  }

  private String issue() {
    return tokens.issue(wallet).orElseThrow();
  }

  private Verdict judge(String token, Wallet against) {
    return tokens
        .read(token)
        .map(claim -> tokens.judge(claim, against, LIFE))
        .orElse(Verdict.INVALID);
  }

  private WalletTokens tokens(KeyRing ring) {
    return new WalletTokens(ring, new Ids(new SplittableRandom(7)), clock);
  }

  private static Wallet wallet(String id, Wallet.LinkStatus status, int generation) {
    return new Wallet(
        new WalletId(id),
        new CustomerId("cst_0123456789abcdef"),
        "pac_1",
        new GatewayCode("MOBIKWIK"),
        Optional.empty(),
        Optional.empty(),
        status,
        generation,
        Optional.empty(),
        Optional.empty());
  }
}
