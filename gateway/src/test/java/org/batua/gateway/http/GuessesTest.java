package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;

class GuessesTest {
  private static final String GUESSER = "203.0.113.1";
  private static final String OTHER = "203.0.113.2";

  /// Few, so that none is granted again within a test: 20 s each.
  private static final int PER_MINUTE = 3;

  private final Guesses guesses = new Guesses(PER_MINUTE);
  private final List<String> lookedUp = new ArrayList<>();
  private final Set<String> known = Set.of("one", "two");

  @Test
  void what_opens_something_is_found() {
    assertThat(find(GUESSER, "one")).contains("one");
    assertThat(find(GUESSER, "none")).isEmpty();
  }

  @Test
  void what_was_wrong_is_looked_up_once_whoever_shows_it() {
    assertThat(find(OTHER, "none")).isEmpty();
    assertThat(find(GUESSER, "none")).isEmpty();
    assertThat(lookedUp).containsExactly("none");
  }

  @Test
  void who_guessed_too_often_waits_and_costs_nothing_meanwhile() {
    exhaust();
    refused(() -> find(GUESSER, "another"));
    assertThat(lookedUp).doesNotContain("another");
    assertThat(find(OTHER, "another")).isEmpty();
  }

  @Test
  void what_has_opened_something_still_does() {
    find(OTHER, "one");
    exhaust();
    assertThat(find(GUESSER, "one")).contains("one");
    refused(() -> find(GUESSER, "two"));
  }

  @Test
  void what_is_known_to_work_still_does() {
    exhaust();
    var shown = Secret.of("two");
    assertThat(guesses.find(GUESSER, shown, it -> known.contains(it.reveal()), lookup("two")))
        .contains("two");
    refused(() -> guesses.find(GUESSER, Secret.of("no"), it -> false, lookup("no")));
  }

  @Test
  void a_lost_link_is_looked_up_once() {
    assertThatThrownBy(() -> open(OTHER, "/none")).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> open(GUESSER, "/none"))
        .isInstanceOfSatisfying(
            Rejected.class,
            it -> assertThat(it.rejection()).isInstanceOf(Rejection.UnknownLink.class));
    assertThat(lookedUp).containsExactly("/none");
  }

  @Test
  void lost_links_count_as_attempts() {
    for (int i = 0; i < PER_MINUTE; i++) {
      var link = "/lost" + i;
      assertThatThrownBy(() -> open(GUESSER, link)).isInstanceOf(Rejected.class);
    }
    refused(() -> open(GUESSER, "/lost-again"));
    refused(() -> find(GUESSER, "two"));
  }

  @Test
  void other_refusals_of_a_page_are_no_attempts() {
    for (int i = 0; i < PER_MINUTE * 2; i++) {
      assertThatThrownBy(
              () ->
                  guesses.open(
                      GUESSER,
                      "/one",
                      () -> {
                        throw new Rejected(new Rejection.ForeignForm());
                      }))
          .isInstanceOf(Rejected.class);
    }
    guesses.refuseLimited(GUESSER);
  }

  /// Many customers share one address of a network; one of them who guesses shuts nobody out.
  @Test
  void links_beside_a_guesser_open() {
    exhaust();
    assertThat(open(GUESSER, "/one").body()).isEqualTo("/one");
    assertThat(open(GUESSER, "/two").body()).isEqualTo("/two");
  }

  @Test
  void attempts_count_while_they_are_made_and_those_that_opened_something_no_longer() {
    for (int i = 0; i < PER_MINUTE * 2; i++) {
      assertThat(guesses.attempt(GUESSER, () -> "in", _ -> true)).isEqualTo("in");
    }
    refused(() -> nested(PER_MINUTE + 1));
    assertThat(guesses.attempt(OTHER, () -> "no", _ -> false)).isEqualTo("no");
    refused(() -> guesses.attempt(GUESSER, () -> "in", _ -> true));
  }

  /// Attempts each of which begins while the one before is being made.
  private String nested(int times) {
    return times == 0 ? "no" : guesses.attempt(GUESSER, () -> nested(times - 1), _ -> false);
  }

  private void exhaust() {
    for (int i = 0; i < PER_MINUTE; i++) {
      guesses.wrong(GUESSER);
    }
    refused(() -> guesses.refuseLimited(GUESSER));
    refused(() -> guesses.wrong(GUESSER));
  }

  private Optional<String> find(String address, String shown) {
    return guesses.find(address, Secret.of(shown), lookup(shown));
  }

  private Supplier<Optional<String>> lookup(String shown) {
    return () -> {
      lookedUp.add(shown);
      return Optional.of(shown).filter(known::contains);
    };
  }

  private Answer open(String address, String link) {
    return guesses.open(
        address,
        link,
        () -> {
          lookedUp.add(link);
          if (!link.startsWith("/one") && !link.equals("/two")) {
            throw new Rejected(new Rejection.UnknownLink());
          }
          return Answer.text("text/plain", link);
        });
  }

  private static void refused(ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            Rejected.class,
            it -> assertThat(it.rejection()).isInstanceOf(Rejection.TooManyRequests.class));
  }
}
