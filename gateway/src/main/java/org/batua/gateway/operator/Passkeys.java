package org.batua.gateway.operator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.keyring.KeyRing;

/// Operators' passkeys: added to an account, shown in place of password and code, shown again for
/// what needs a fresh second factor.
public final class Passkeys {
  private static final int NAME_LENGTH_MAX = 60;
  private static final int OF_OPERATOR_MAX = 10;
  private static final String SIGN_IN = "sign-in";

  private final PasskeyStore store;
  private final PasskeyProofs proofs;
  private final PasskeyChallenges challenges;
  private final Sessions sessions;
  private final SessionStore sessionStore;
  private final Audit audit;
  private final InstantSource clock;

  /// What passkeys are kept and signed with.
  public record Stores(PasskeyStore passkeys, SessionStore sessions) {}

  /// @param baseUrl of the dashboard, whose host passkeys belong to
  public Passkeys(
      Stores stores,
      Sessions sessions,
      Audit audit,
      KeyRing keyRing,
      Ids ids,
      InstantSource clock,
      Supplier<URI> baseUrl) {
    this.store = stores.passkeys();
    this.sessionStore = stores.sessions();
    this.proofs = new PasskeyProofs(baseUrl);
    this.challenges = new PasskeyChallenges(keyRing, store, ids, clock);
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  /// What a page hands to the browser's authenticator.
  ///
  /// @param challenge in base64url
  /// @param relyingParty the domain that passkeys belong to
  /// @param user the operator's id in base64url; empty at the sign-in, where any passkey may answer
  /// @param known passkeys of the operator, in base64url, separated by commas
  public record Ceremony(String challenge, String relyingParty, String user, String known) {}

  /// For the sign-in page.
  public Ceremony signIn() {
    return ceremony(SIGN_IN, "", List.of());
  }

  /// For the page on which an operator adds one.
  public Ceremony adding(OperatorSession session) {
    return ceremony("add/" + session.hash(), session.operator(), store.of(session.operator()));
  }

  /// For the page on which an operator shows one again.
  public Ceremony showing(OperatorSession session) {
    return ceremony("show/" + session.hash(), session.operator(), store.of(session.operator()));
  }

  private Ceremony ceremony(String purpose, String operator, List<Passkey> known) {
    return new Ceremony(
        Passkey.text(challenges.issue(purpose)),
        proofs.relyingParty(),
        Passkey.text(operator.getBytes(StandardCharsets.UTF_8)),
        String.join(",", known.stream().map(Passkey::id).toList()));
  }

  public List<Passkey> of(String operator) {
    return store.of(operator);
  }

  /// Adds a passkey to an operator's account; every other session of theirs ends.
  ///
  /// @return whether the answer proved one that is new, and the name is fit
  public boolean add(
      Operator operator, OperatorSession session, String name, String answer, Actor actor) {
    if (name.isBlank()
        || name.length() > NAME_LENGTH_MAX
        || store.of(operator.id()).size() >= OF_OPERATOR_MAX) {
      return false;
    }
    var made =
        proofs.made(answer, challenge -> challenges.take(challenge, "add/" + session.hash()));
    return made.isPresent()
        && store.inTransaction(
            tx -> {
              var passkey =
                  new Passkey(
                      made.get().id(),
                      operator.id(),
                      name,
                      made.get().credential(),
                      made.get().signCount(),
                      clock.instant(),
                      Optional.empty());
              if (!store.insert(tx, passkey)) {
                return false;
              }
              sessionStore.endOthers(tx, session);
              audit.done(
                  tx, AuditEntry.Draft.of(actor, "passkey added", "", operator.id()).detail(name));
              return true;
            });
  }

  /// Takes a passkey from an operator's account; every other session of theirs ends.
  public boolean remove(OperatorSession session, String id, Actor actor) {
    byte[] key;
    try {
      key = Passkey.bytes(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return store.inTransaction(
        tx -> {
          if (!store.delete(tx, key, session.operator())) {
            return false;
          }
          sessionStore.endOthers(tx, session);
          audit.done(
              tx, AuditEntry.Draft.of(actor, "passkey removed", "", session.operator()).detail(id));
          return true;
        });
  }

  /// Signs in by a passkey alone: the device verified its user, so that it stands for both factors.
  public SignInResult signIn(String answer, SignInOrigin from) {
    var shown = shown(answer, SIGN_IN);
    if (shown.isEmpty()) {
      refused("", from);
      return new SignInResult.Refused();
    }
    var operator = shown.get().operator();
    var cookie = sessions.begin(operator, OperatorSession.Stage.FULL, from);
    var login = sessions.find(cookie).orElseThrow().operator().login();
    audit.write(
        AuditEntry.Draft.of(person(login, from), "sign-in", "", operator)
            .detail("passkey " + shown.get().name()),
        AuditEntry.Outcome.DONE);
    return new SignInResult.SignedIn(cookie, List.of());
  }

  /// Shows a passkey once more, for what needs a fresh second factor.
  public boolean showAgain(
      Operator operator, OperatorSession session, String answer, SignInOrigin from) {
    var shown =
        shown(answer, "show/" + session.hash())
            .filter(it -> it.operator().equals(session.operator()));
    shown.ifPresentOrElse(
        _ -> sessions.refreshFactor(session), () -> refused(operator.login(), from));
    return shown.isPresent();
  }

  private Optional<Passkey> shown(String answer, String purpose) {
    return proofs
        .claim(answer)
        .filter(it -> challenges.take(it.challenge(), purpose))
        .flatMap(
            claim ->
                store
                    .find(claim.passkey())
                    .filter(
                        passkey ->
                            proofs
                                .signed(claim, passkey)
                                .filter(count -> store.use(claim.passkey(), count, clock.instant()))
                                .isPresent()));
  }

  private void refused(String login, SignInOrigin from) {
    audit.write(
        AuditEntry.Draft.of(person(login, from), "sign-in", "", "").detail("passkey"),
        AuditEntry.Outcome.REFUSED);
  }

  private static Actor person(String login, SignInOrigin from) {
    return new Actor(Actor.Kind.PERSON, login, from.address(), from.requestId());
  }

  /// Forgets answered challenges that would not count any more anyway.
  public void forgetExpired() {
    store.forgetChallenges(clock.instant());
  }
}
