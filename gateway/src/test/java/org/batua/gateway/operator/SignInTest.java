package org.batua.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Secret;
import org.batua.gateway.db.Database;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.testkit.MovableClock;
import org.batua.gateway.testkit.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The steps of signing in, without the pages around them.
class SignInTest {
  @RegisterExtension static final Postgres POSTGRES = new Postgres();

  private static final Secret PASSWORD = Secret.of("mango lantern otter vellum");
  private static final Secret WRONG = Secret.of("mango lantern otter velvet");
  private static final KeyRing KEY_RING = KeyRing.create();
  private static final Ids IDS = new Ids();

  private static Database database;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-02-11T04:30:09Z"));
  private Audit audit;
  private Sessions sessions;
  private People people;
  private SignIn signIn;
  private final String login = "asha" + IDS.hex(4);
  private final SignInOrigin origin = new SignInOrigin(IDS.hex(4), "a browser", "req_1");

  @BeforeAll
  static void open() {
    database =
        new Database(POSTGRES.newDatabase(), 4, Duration.ofSeconds(30), Duration.ofSeconds(10));
  }

  @BeforeEach
  void make() {
    audit = new Audit(new AuditStore(database), clock);
    sessions = new Sessions(new SessionStore(database), IDS, clock);
    people = new People(new OperatorStore(database), audit, IDS, clock);
    signIn =
        new SignIn(
            new SignInStore(database), sessions, audit, KEY_RING, IDS, clock, new Passwords(64, 1));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /// An operator with a password and an app.
  private record Person(Secret app, List<String> recoveryCodes) {}

  private Person enrolled() {
    var begun = session(cookie(signIn.accept(invitation(), PASSWORD, origin)));
    var app = signIn.enrolment(begun).secret();
    var done = (SignInResult.SignedIn) signIn.enrol(begun, code(app), origin);
    clock.advance(Duration.ofMinutes(1));
    return new Person(app, done.recoveryCodes());
  }

  private Secret invitation() {
    return people.invite(Actor.cli("test"), login, "Asha Rao", Grants.EVERY, Role.ADMIN);
  }

  @Test
  void password_then_code_begin_a_full_session_and_end_the_one_of_the_password() {
    var person = enrolled();

    var first = cookie(password(PASSWORD));
    assertThat(session(first).stage()).isEqualTo(OperatorSession.Stage.PASSWORD);
    var second = cookie(signIn.code(session(first), code(person.app()), origin));

    assertThat(session(second).stage()).isEqualTo(OperatorSession.Stage.FULL);
    assertThat(sessions.find(first)).isEmpty();
    assertThat(lastAudit()).isEqualTo(AuditEntry.Outcome.DONE);
  }

  @Test
  void a_login_is_read_in_any_case() {
    enrolled();

    assertThat(signIn.password(login.toUpperCase(Locale.ROOT), PASSWORD, origin))
        .isInstanceOf(SignInResult.CodeNeeded.class);
  }

  @Test
  void unknown_disabled_and_wrong_are_refused_alike_and_written_down() {
    enrolled();

    assertThat(signIn.password("nobody", PASSWORD, origin)).isEqualTo(new SignInResult.Refused());
    assertThat(password(WRONG)).isEqualTo(new SignInResult.Refused());
    people.setDisabled(
        Actor.cli("test"), people.byLogin(login).orElseThrow(), Grants.EVERY, /* disabled= */ true);
    assertThat(password(PASSWORD)).isEqualTo(new SignInResult.Refused());
    assertThat(lastAudit()).isEqualTo(AuditEntry.Outcome.REFUSED);
  }

  @Test
  void ten_refusals_lock_the_operator_for_every_address_and_half_an_hour() {
    enrolled();
    for (int i = 0; i < 10; i++) {
      signIn.password(login, WRONG, new SignInOrigin(IDS.hex(4), "", ""));
    }

    assertThat(password(PASSWORD)).isEqualTo(new SignInResult.Locked(Duration.ofMinutes(30)));
    clock.advance(Duration.ofMinutes(30));
    assertThat(password(PASSWORD)).isInstanceOf(SignInResult.CodeNeeded.class);
  }

  @Tag("slow")
  @Test
  void thirty_refusals_lock_the_address_for_every_login() {
    enrolled();
    for (int i = 0; i < 30; i++) {
      signIn.password("nobody" + i, WRONG, origin);
    }

    assertThat(password(PASSWORD)).isInstanceOf(SignInResult.Locked.class);
    var elsewhere = new SignInOrigin(IDS.hex(4), "", "");
    assertThat(signIn.password(login, PASSWORD, elsewhere))
        .isInstanceOf(SignInResult.CodeNeeded.class);
  }

  @Test
  void signing_in_forgets_the_refusals_before_it() {
    var person = enrolled();
    for (int i = 0; i < 9; i++) {
      password(WRONG);
    }
    signIn.code(session(cookie(password(PASSWORD))), code(person.app()), origin);

    password(WRONG);
    assertThat(password(PASSWORD)).isInstanceOf(SignInResult.CodeNeeded.class);
  }

  @Test
  void a_code_works_once_even_for_two_browsers_at_the_same_step() {
    var person = enrolled();
    var first = session(cookie(password(PASSWORD)));
    var second = session(cookie(password(PASSWORD)));
    var code = code(person.app());

    assertThat(signIn.code(first, code, origin)).isInstanceOf(SignInResult.SignedIn.class);
    assertThat(signIn.code(second, code, origin)).isEqualTo(new SignInResult.Refused());
  }

  @Test
  void a_recovery_code_works_once_with_and_without_its_hyphens() {
    var person = enrolled();
    var given = person.recoveryCodes().getFirst().replace("-", " ");

    assertThat(person.recoveryCodes()).hasSize(10).allMatch(it -> it.matches("(\\w{4}-?){4}"));
    assertThat(signIn.code(session(cookie(password(PASSWORD))), given, origin))
        .isInstanceOf(SignInResult.SignedIn.class);
    assertThat(signIn.code(session(cookie(password(PASSWORD))), given, origin))
        .isEqualTo(new SignInResult.Refused());
  }

  @Test
  void the_second_factor_shown_again_makes_the_session_fresh() {
    var person = enrolled();
    var full = cookie(signIn.code(session(cookie(password(PASSWORD))), code(person.app()), origin));
    var before = session(full);
    clock.advance(Duration.ofMinutes(6));

    assertThat(signIn.showAgain(session(full), "000000", origin))
        .contains(new SignInResult.Refused());
    assertThat(session(full).factorAt()).isEqualTo(before.factorAt());
    assertThat(signIn.showAgain(session(full), code(person.app()), origin)).isEmpty();
    assertThat(session(full).factorAt()).contains(clock.instant());
  }

  @Test
  void an_invitation_chooses_one_password_and_lasts_three_days() {
    var token = invitation();
    assertThat(signIn.invited(token)).contains(login);
    assertThat(signIn.accept(token, Secret.of("short"), origin))
        .isEqualTo(new SignInResult.WeakPassword("TOO_SHORT"));
    assertThat(signIn.accept(token, PASSWORD, origin))
        .isInstanceOf(SignInResult.EnrolmentNeeded.class);
    assertThat(signIn.accept(token, PASSWORD, origin)).isEqualTo(new SignInResult.LinkUnknown());

    var late = people.reset(Actor.cli("test"), people.byLogin(login).orElseThrow(), Grants.EVERY);
    clock.advance(People.INVITATION_LIFE);
    assertThat(signIn.invited(late)).isEmpty();
    assertThat(signIn.accept(late, PASSWORD, origin)).isEqualTo(new SignInResult.LinkUnknown());
  }

  @Test
  void a_development_link_signs_in_once() {
    var token = people.developmentLink();

    var session = session(cookie(signIn.byLink(token, origin)));
    assertThat(session.stage()).isEqualTo(OperatorSession.Stage.FULL);
    assertThat(signIn.byLink(token, origin)).isEqualTo(new SignInResult.LinkUnknown());
  }

  private SignInResult password(Secret password) {
    return signIn.password(login, password, origin);
  }

  private OperatorSession session(Secret cookie) {
    return sessions.find(cookie).orElseThrow().session();
  }

  private static Secret cookie(SignInResult result) {
    return switch (result) {
      case SignInResult.CodeNeeded(var cookie) -> cookie;
      case SignInResult.EnrolmentNeeded(var cookie) -> cookie;
      case SignInResult.SignedIn(var cookie, _) -> cookie;
      default -> throw new AssertionError(result.toString());
    };
  }

  private AuditEntry.Outcome lastAudit() {
    var none = Optional.<String>empty();
    var query = new AuditQuery("", Optional.of(login), none, none, Long.MAX_VALUE, 1);
    return audit.find(query).rows().getFirst().outcome();
  }

  private String code(Secret app) {
    var codes = new TimeBasedOneTimePasswordGenerator();
    var key = new SecretKeySpec(new Base32().decode(app.reveal()), codes.getAlgorithm());
    try {
      return codes.generateOneTimePasswordString(key, clock.instant());
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
