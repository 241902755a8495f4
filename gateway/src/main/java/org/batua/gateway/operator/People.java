package org.batua.gateway.operator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Secret;

/// Operators and their roles: invited, changed, disabled; each change is in the audit with it.
public final class People {
  public static final Duration INVITATION_LIFE = Duration.ofDays(3);
  private static final Duration LINK_LIFE = Duration.ofMinutes(60);
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,63}");
  private static final int NAME_LENGTH_MAX = 80;
  private static final int TOKEN_BYTES = 32;

  private final OperatorStore store;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  public People(OperatorStore store, Audit audit, Ids ids, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// Adds an operator who has not signed in yet.
  ///
  /// @param merchant an id, or [Grants#EVERY]
  /// @return the invitation's token, shown once
  /// @throws IllegalArgumentException naming what is wrong
  public Secret invite(Actor actor, String login, String name, String merchant, Role role) {
    if (!LOGIN.matcher(login).matches()) {
      throw new IllegalArgumentException(
          "login: " + login + " (expected: 2 to 64 lower-case letters, digits, . _ @ + -)");
    }
    if (name.isBlank() || name.length() > NAME_LENGTH_MAX) {
      throw new IllegalArgumentException("name: 1 to " + NAME_LENGTH_MAX + " characters");
    }
    var token = Secret.of(ids.hex(TOKEN_BYTES));
    var now = clock.instant();
    store.inTransaction(
        tx -> {
          var id = "opr_" + ids.hex(8);
          if (!store.insert(tx, id, login, name, /* forDevelopment= */ false, now)) {
            throw new IllegalArgumentException("login " + login + ": exists (expected: a new one)");
          }
          store.grant(tx, id, merchant, role);
          store.insertInvitation(
              tx, hash(token), id, /* signsIn= */ false, now, now.plus(INVITATION_LIFE));
          audit.done(
              tx,
              AuditEntry.Draft.of(actor, "operator invited", scope(merchant), id)
                  .by(Permission.PEOPLE_WRITE)
                  .detail(login + " as " + role + " at " + merchant));
          return true;
        });
    return token;
  }

  /// Makes a new invitation for a person who lost password or app; the old factors end.
  public Secret reset(Actor actor, Operator operator, String merchant) {
    var token = Secret.of(ids.hex(TOKEN_BYTES));
    var now = clock.instant();
    store.inTransaction(
        tx -> {
          store.forgetFactors(tx, operator.id());
          store.insertInvitation(
              tx, hash(token), operator.id(), /* signsIn= */ false, now, now.plus(INVITATION_LIFE));
          audit.done(
              tx,
              AuditEntry.Draft.of(actor, "operator reset", scope(merchant), operator.id())
                  .by(Permission.PEOPLE_WRITE)
                  .detail(operator.login()));
          return true;
        });
    return token;
  }

  /// Gives a role at a merchant, in place of the one before; without a role takes it away. Sessions
  /// end with the rights that they began with.
  public void grant(Actor actor, Operator operator, String merchant, Optional<Role> role) {
    store.inTransaction(
        tx -> {
          role.ifPresentOrElse(
              it -> store.grant(tx, operator.id(), merchant, it),
              () -> store.revoke(tx, operator.id(), merchant));
          store.endSessions(tx, operator.id());
          audit.done(
              tx,
              AuditEntry.Draft.of(actor, "role changed", scope(merchant), operator.id())
                  .by(Permission.PEOPLE_WRITE)
                  .detail(
                      operator.login()
                          + ": "
                          + name(Optional.ofNullable(operator.grants().roles().get(merchant)))
                          + " → "
                          + name(role)
                          + " at "
                          + merchant));
          return true;
        });
  }

  /// Ends all sessions of an operator.
  public void endSessions(Actor actor, Operator operator, String merchant) {
    store.inTransaction(
        tx -> {
          store.endSessions(tx, operator.id());
          audit.done(
              tx,
              AuditEntry.Draft.of(actor, "sessions ended", scope(merchant), operator.id())
                  .by(Permission.PEOPLE_WRITE)
                  .detail(operator.login()));
          return true;
        });
  }

  /// Ends all sessions and lets the operator not sign in again, or lets them again.
  public void setDisabled(Actor actor, Operator operator, String merchant, boolean disabled) {
    store.inTransaction(
        tx -> {
          store.setDisabled(
              tx, operator.id(), disabled ? Optional.of(clock.instant()) : Optional.empty());
          audit.done(
              tx,
              AuditEntry.Draft.of(
                      actor,
                      disabled ? "operator disabled" : "operator enabled",
                      scope(merchant),
                      operator.id())
                  .by(Permission.PEOPLE_WRITE)
                  .detail(operator.login()));
          return true;
        });
  }

  public List<Operator> at(String merchant) {
    return store.at(merchant);
  }

  public List<Operator> all() {
    return store.all();
  }

  public Optional<Operator> find(String id) {
    return store.find(id);
  }

  public Optional<Operator> byLogin(String login) {
    return store.byLogin(login);
  }

  public boolean any() {
    return store.any();
  }

  /// A link that signs the developer in once; makes the developer when there is none.
  public Secret developmentLink() {
    var token = Secret.of(ids.hex(TOKEN_BYTES));
    var now = clock.instant();
    store.inTransaction(
        tx -> {
          var id = "opr_" + "0".repeat(16);
          if (store.insert(tx, id, "developer", "Developer", /* forDevelopment= */ true, now)) {
            store.grant(tx, id, Grants.EVERY, Role.ADMIN);
          }
          store.insertInvitation(
              tx, hash(token), id, /* signsIn= */ true, now, now.plus(LINK_LIFE));
          return true;
        });
    return token;
  }

  private static byte[] hash(Secret token) {
    return Hashes.sha256(token);
  }

  private static String scope(String merchant) {
    return merchant.equals(Grants.EVERY) ? "" : merchant;
  }

  private static String name(Optional<Role> role) {
    return role.map(Role::name).orElse("none");
  }
}
