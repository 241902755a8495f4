package org.batua.gateway.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Secret;
import org.batua.gateway.keyring.KeyRing;

/// Signing in: password, then a code of the authenticator app or a recovery code.
///
/// Ten refusals in a row lock an operator for half an hour; thirty within half an hour lock an
/// address.
public final class SignIn {
  private static final SignInStore.LockoutPolicy LOCKOUT =
      new SignInStore.LockoutPolicy(10, Duration.ofMinutes(30));
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_BYTES = 8;
  private static final String NO_MERCHANT = "";

  private final SignInStore store;
  private final Sessions sessions;
  private final Audit audit;
  private final KeyRing keyRing;
  private final Ids ids;
  private final InstantSource clock;
  private final Passwords passwords;
  private final OneTimeCodes codes = new OneTimeCodes();

  public SignIn(
      SignInStore store,
      Sessions sessions,
      Audit audit,
      KeyRing keyRing,
      Ids ids,
      InstantSource clock) {
    this(store, sessions, audit, keyRing, ids, clock, new Passwords());
  }

  SignIn(
      SignInStore store,
      Sessions sessions,
      Audit audit,
      KeyRing keyRing,
      Ids ids,
      InstantSource clock,
      Passwords passwords) {
    this.store = store;
    this.sessions = sessions;
    this.audit = audit;
    this.keyRing = keyRing;
    this.ids = ids;
    this.clock = clock;
    this.passwords = passwords;
  }

  /// The first step.
  public SignInResult password(String login, Secret password, SignInOrigin from) {
    var now = clock.instant();
    var wait = store.addressLock(from.address(), now);
    if (wait.isPresent()) {
      return refused(login, from, "address locked", new SignInResult.Locked(wait.get()));
    }
    var known = store.credentials(login.toLowerCase(Locale.ROOT));
    boolean matches = passwords.matches(password, known.flatMap(Credentials::passwordHash));
    var locked = known.flatMap(Credentials::lockedUntil).filter(now::isBefore);
    if (locked.isPresent()) {
      return refused(
          login, from, "locked", new SignInResult.Locked(Duration.between(now, locked.get())));
    }
    if (!matches || known.orElseThrow().disabled()) {
      store.countFailure(login.toLowerCase(Locale.ROOT), from.address(), LOCKOUT, now);
      return refused(login, from, "password", new SignInResult.Refused());
    }
    var operator = known.get();
    if (passwords.isOutdated(operator.passwordHash().orElseThrow())) {
      store.setPassword(operator.id(), passwords.hash(password));
    }
    var cookie = sessions.begin(operator.id(), OperatorSession.Stage.PASSWORD, from);
    return operator.enrolled()
        ? new SignInResult.CodeNeeded(cookie)
        : new SignInResult.EnrolmentNeeded(cookie);
  }

  /// The second step: a code of the app, or a recovery code.
  public SignInResult code(OperatorSession begun, String code, SignInOrigin from) {
    var operator = store.credentialsById(begun.operator());
    var shown = show(operator, code, from);
    if (shown.isPresent()) {
      return shown.get();
    }
    return signedIn(begun, operator, from, List.of());
  }

  /// Shows the second factor once more, for what needs a fresh one.
  ///
  /// @return empty when it was right
  public Optional<SignInResult> showAgain(OperatorSession session, String code, SignInOrigin from) {
    var operator = store.credentialsById(session.operator());
    var refusal = show(operator, code, from);
    if (refusal.isEmpty()) {
      sessions.refreshFactor(session);
    }
    return refusal;
  }

  private Optional<SignInResult> show(Credentials operator, String code, SignInOrigin from) {
    var now = clock.instant();
    var locked = operator.lockedUntil().filter(now::isBefore);
    if (locked.isPresent()) {
      return Optional.of(
          refused(
              operator.login(),
              from,
              "locked",
              new SignInResult.Locked(Duration.between(now, locked.get()))));
    }
    var plain = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    boolean right =
        plain.length() == RECOVERY_BYTES * 2
            ? store.useRecoveryCode(operator.id(), hash(plain), now)
            : isCode(operator, plain, now);
    if (!right) {
      store.countFailure(operator.login(), from.address(), LOCKOUT, now);
      return Optional.of(refused(operator.login(), from, "code", new SignInResult.Refused()));
    }
    return Optional.empty();
  }

  private boolean isCode(Credentials operator, String code, Instant now) {
    var secret = operator.totpSecret().map(bytes -> keyRing.open(bytes, context(operator.id())));
    if (secret.isEmpty() || !operator.enrolled()) {
      return false;
    }
    var step = codes.step(secret.get(), code, now, operator.totpStep());
    // two browsers may show the same code at once: one of them takes the step
    return step.isPresent() && store.takeStep(operator.id(), step.getAsLong());
  }

  /// What an authenticator app needs to be set up.
  public record Enrolment(Secret secret, String uri) {}

  /// The secret for the app; the same one until a code of it has been shown.
  public Enrolment enrolment(OperatorSession begun) {
    var operator = store.credentialsById(begun.operator());
    if (operator.enrolled()) {
      throw new IllegalStateException("operator " + operator.id() + ": has an app already");
    }
    var secret =
        operator
            .totpSecret()
            .map(bytes -> keyRing.open(bytes, context(operator.id())))
            .orElseGet(() -> newSecret(operator.id()));
    return new Enrolment(secret, OneTimeCodes.uri(secret, operator.login()));
  }

  private Secret newSecret(String operator) {
    var secret = OneTimeCodes.newSecret(ids);
    store.setTotpSecret(operator, keyRing.seal(secret, context(operator)));
    return secret;
  }

  /// The first code of a new app; the answer has the recovery codes.
  public SignInResult enrol(OperatorSession begun, String code, SignInOrigin from) {
    var now = clock.instant();
    var operator = store.credentialsById(begun.operator());
    var secret = operator.totpSecret().map(bytes -> keyRing.open(bytes, context(operator.id())));
    var step =
        secret
            .map(it -> codes.step(it, code.replaceAll("\\s", ""), now, operator.totpStep()))
            .orElseThrow();
    if (operator.enrolled() || step.isEmpty()) {
      store.countFailure(operator.login(), from.address(), LOCKOUT, now);
      return refused(operator.login(), from, "first code", new SignInResult.Refused());
    }
    var recovery = recoveryCodes();
    store.enrol(
        operator.id(),
        step.getAsLong(),
        recovery.stream().map(it -> hash(it.replace("-", ""))).toList(),
        now);
    return signedIn(begun, operator, from, recovery);
  }

  private List<String> recoveryCodes() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      made.add(
          String.join("-", ids.hex(RECOVERY_BYTES).split("(?<=\\G.{4})", -1)).replaceAll("-$", ""));
    }
    return made;
  }

  /// Whom an invitation is for; empty when it does not work any more.
  public Optional<String> invited(Secret token) {
    return store.invited(Hashes.sha256(token), clock.instant());
  }

  /// Chooses the password by an invitation, which then is used up.
  public SignInResult accept(Secret token, Secret password, SignInOrigin from) {
    var now = clock.instant();
    var login = store.invited(Hashes.sha256(token), now);
    if (login.isEmpty()) {
      return refused("", from, "invitation", new SignInResult.LinkUnknown());
    }
    var operator = store.credentials(login.get()).orElseThrow();
    var weakness = Passwords.weakness(password, operator.login(), operator.name());
    if (weakness.isPresent()) {
      return new SignInResult.WeakPassword(weakness.get().name());
    }
    if (!store.accept(Hashes.sha256(token), operator.id(), passwords.hash(password), now)) {
      return new SignInResult.LinkUnknown();
    }
    audit.write(
        AuditEntry.Draft.of(
            person(operator.login(), from), "invitation accepted", "", operator.id()),
        AuditEntry.Outcome.DONE);
    sessions.endAll(operator.id());
    var cookie = sessions.begin(operator.id(), OperatorSession.Stage.PASSWORD, from);
    return operator.enrolled()
        ? new SignInResult.CodeNeeded(cookie)
        : new SignInResult.EnrolmentNeeded(cookie);
  }

  /// Chooses another password. It ends every session of the operator, the present one too.
  ///
  /// @return the cookie of a new session, or why not
  public SignInResult changePassword(
      OperatorSession session, Secret current, Secret wished, SignInOrigin from) {
    var operator = store.credentialsById(session.operator());
    var now = clock.instant();
    var locked = operator.lockedUntil().filter(now::isBefore);
    boolean matches = passwords.matches(current, operator.passwordHash());
    if (locked.isPresent()) {
      return refused(
          operator.login(),
          from,
          "locked",
          new SignInResult.Locked(Duration.between(now, locked.get())));
    }
    if (!matches) {
      store.countFailure(operator.login(), from.address(), LOCKOUT, now);
      return refused(operator.login(), from, "password", new SignInResult.Refused());
    }
    var weakness = Passwords.weakness(wished, operator.login(), operator.name());
    if (weakness.isPresent()) {
      return new SignInResult.WeakPassword(weakness.get().name());
    }
    store.setPassword(operator.id(), passwords.hash(wished));
    audit.write(
        AuditEntry.Draft.of(
            person(operator.login(), from), "password changed", NO_MERCHANT, operator.id()),
        AuditEntry.Outcome.DONE);
    sessions.endAll(operator.id());
    var cookie = sessions.begin(operator.id(), OperatorSession.Stage.FULL, from);
    return new SignInResult.SignedIn(cookie, List.of());
  }

  /// Whether [#byLink] would sign in.
  public boolean isLink(Secret token) {
    return store.isLink(Hashes.sha256(token), clock.instant());
  }

  /// Signs in by a link that a development server printed.
  public SignInResult byLink(Secret token, SignInOrigin from) {
    var operator = store.useLink(Hashes.sha256(token), clock.instant());
    if (operator.isEmpty()) {
      return refused("", from, "link", new SignInResult.LinkUnknown());
    }
    var known = store.credentialsById(operator.get());
    var cookie = sessions.begin(known.id(), OperatorSession.Stage.FULL, from);
    audit.write(
        AuditEntry.Draft.of(person(known.login(), from), "sign-in", NO_MERCHANT, known.id())
            .detail("by the link of a development server"),
        AuditEntry.Outcome.DONE);
    return new SignInResult.SignedIn(cookie, List.of());
  }

  private SignInResult signedIn(
      OperatorSession begun, Credentials operator, SignInOrigin from, List<String> recoveryCodes) {
    store.forgetFailures(operator.id(), from.address());
    sessions.end(begun);
    var cookie = sessions.begin(operator.id(), OperatorSession.Stage.FULL, from);
    audit.write(
        AuditEntry.Draft.of(person(operator.login(), from), "sign-in", NO_MERCHANT, operator.id()),
        AuditEntry.Outcome.DONE);
    return new SignInResult.SignedIn(cookie, recoveryCodes);
  }

  private SignInResult refused(String login, SignInOrigin from, String what, SignInResult result) {
    audit.write(
        AuditEntry.Draft.of(person(login, from), "sign-in", NO_MERCHANT, "").detail(what),
        AuditEntry.Outcome.REFUSED);
    return result;
  }

  private static Actor person(String login, SignInOrigin from) {
    var shown = login.length() > 64 ? login.substring(0, 64) : login;
    return new Actor(Actor.Kind.PERSON, shown, from.address(), from.requestId());
  }

  private static byte[] hash(String code) {
    return Hashes.sha256(Secret.of("recovery-code/" + code));
  }

  private static String context(String operator) {
    return "operator-totp/" + operator;
  }
}
