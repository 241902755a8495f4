package org.batua.simulator.engine;

import java.time.Duration;
import java.util.Optional;
import org.batua.simulator.engine.OtpSession.Use;

/// Links wallets by their customers' consent on a hosted page, for providers whose merchants never
/// see an OTP.
public final class Consents {
  /// How long a customer may take.
  public static final Duration LIFE = Duration.ofMinutes(15);

  private final Books books;
  private final Linking linking;

  Consents(Books books, Linking linking) {
    this.books = books;
    this.linking = linking;
  }

  /// What the customer chose on the hosted page.
  public enum Decision {
    APPROVE,
    DECLINE
  }

  /// What a consent leads to.
  public enum Grant {
    /// The wallet is linked at once.
    LINK,
    /// The merchant trades the consent for a link with [#trade].
    CODE
  }

  /// The status of a consent.
  public enum State {
    WAITING,
    APPROVED,
    LINKED,
    DECLINED,
    EXPIRED,
    /// It was given, and the link that it led to has ended.
    ENDED
  }

  /// A consent as the merchant sees it.
  ///
  /// @param link the newest link, while there is one
  /// @param balance what the linked wallet holds
  public record View(State state, Optional<Link> link, Optional<Paise> balance) {}

  /// Asks for a customer's consent in the place of an older question; a link that is there stays.
  public Reply<OtpSession> begin(Call call, AccountKey account, Mid mid) {
    return books.inWallet(account, work -> books.answer(call, work, begin(work, mid)));
  }

  private Reply<OtpSession> begin(Work work, Mid mid) {
    Persona persona = Persona.of(work.account().key().phone());
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    Optional<Reason> refusal = Linking.standing(work.account());
    if (refusal.isPresent()) {
      return Reply.refused(refusal.get(), persona.delivery());
    }
    return new Reply.Done<>(linking.newSession(work, mid, LIFE), persona.delivery());
  }

  /// The consent that is named so, which a newer one may have replaced.
  public Optional<OtpSession> find(Token state) {
    return books.otpSession(state);
  }

  /// Carries out the customer's decision; a second one, or one that comes late, changes nothing.
  public State decide(Call call, OtpSession asked, Decision decision, Grant grant) {
    AccountKey account = asked.key().account();
    return books.inWallet(
        account,
        work -> {
          if (state(work, asked) == State.WAITING) {
            decide(work, asked, decision, grant);
          }
          books.answer(call, work, new Reply.Done<>(asked, Delivery.PROMPT));
          return state(work, asked);
        });
  }

  private void decide(Work work, OtpSession asked, Decision decision, Grant grant) {
    switch (decision) {
      case DECLINE -> work.add(asked.with(Use.DECLINED));
      case APPROVE -> {
        if (grant == Grant.CODE) {
          work.add(asked.with(Use.APPROVED));
        } else {
          link(work, asked);
        }
      }
    }
  }

  /// Trades an approved consent for a link, once.
  public Reply<Link> trade(Call call, OtpSession asked) {
    return books.inWallet(
        asked.key().account(),
        work -> {
          Persona persona = Persona.of(work.account().key().phone());
          Reply<Link> reply =
              state(work, asked) == State.APPROVED
                  ? new Reply.Done<>(link(work, asked), persona.delivery())
                  : Reply.refused(Reason.AUTH_SESSION_INVALID, persona.delivery());
          return books.answer(call, work, reply);
        });
  }

  private Link link(Work work, OtpSession asked) {
    for (Link older : books.linksOf(asked.key().account())) {
      if (older.mid().equals(asked.key().mid()) && older.state() == Link.State.LIVE) {
        work.add(older.with(Link.State.REPLACED));
      }
    }
    return linking.linked(work, asked);
  }

  /// The newest consent that a merchant asked of a wallet.
  public Optional<OtpSession> newest(AccountKey account, Mid mid) {
    return books.otpSession(new OtpSession.Key(account, mid));
  }

  /// The consent that a wallet is linked by now.
  public Optional<OtpSession> linked(AccountKey account, Mid mid) {
    return books
        .otpSession(new OtpSession.Key(account, mid))
        .filter(session -> session.use() == Use.USED)
        .filter(session -> live(session).isPresent());
  }

  /// Returns the status of a consent, and replaces the token of its link.
  public Reply<View> read(Call call, OtpSession asked) {
    return books.inWallet(
        asked.key().account(), work -> books.answer(call, work, read(work, asked)));
  }

  private Reply<View> read(Work work, OtpSession asked) {
    Persona persona = Persona.of(work.account().key().phone());
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    Optional<Link> link = live(asked);
    if (state(work, asked) != State.LINKED || link.isEmpty()) {
      return new Reply.Done<>(
          new View(state(work, asked), Optional.empty(), Optional.empty()), persona.delivery());
    }
    if (persona == Persona.SHORT_TOKEN_NOT_RENEWED && !link.get().usableAt(work.now())) {
      work.add(link.get().with(Link.State.REVOKED));
      return new Reply.Done<>(
          new View(State.ENDED, Optional.empty(), Optional.empty()), persona.delivery());
    }
    Optional<Reason> refusal = Linking.standing(work.account());
    if (refusal.isPresent()) {
      return Reply.refused(refusal.get(), persona.delivery());
    }
    Optional<Paise> balance =
        persona == Persona.BALANCE_HIDDEN
            ? Optional.empty()
            : Optional.of(work.account().balance());
    Link rotated = linking.replaced(work, link.get());
    return new Reply.Done<>(
        new View(State.LINKED, Optional.of(rotated), balance), persona.delivery());
  }

  /// Ends the link of a consent for the merchant; one that has ended already stays so.
  public Reply<View> end(Call call, OtpSession asked) {
    return books.inWallet(
        asked.key().account(),
        work -> {
          Persona persona = Persona.of(work.account().key().phone());
          Reply<View> reply;
          if (persona.outage().isPresent()) {
            reply = Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
          } else {
            live(asked).ifPresent(link -> work.add(link.with(Link.State.REVOKED)));
            View ended = new View(State.ENDED, Optional.empty(), Optional.empty());
            reply = new Reply.Done<>(ended, persona.delivery());
          }
          return books.answer(call, work, reply);
        });
  }

  private State state(Work work, OtpSession asked) {
    OtpSession newest = books.otpSession(asked.key()).orElse(asked);
    if (!newest.state().equals(asked.state())) {
      return State.ENDED;
    }
    return switch (newest.use()) {
      case UNUSED -> work.now().isBefore(newest.expiresAt()) ? State.WAITING : State.EXPIRED;
      case APPROVED -> work.now().isBefore(newest.expiresAt()) ? State.APPROVED : State.EXPIRED;
      case DECLINED -> State.DECLINED;
      case USED -> live(asked).isPresent() ? State.LINKED : State.ENDED;
    };
  }

  private Optional<Link> live(OtpSession asked) {
    return books.linksOf(asked.key().account()).stream()
        .filter(link -> link.mid().equals(asked.key().mid()))
        .filter(link -> link.state() == Link.State.LIVE)
        .filter(link -> !link.since().isBefore(asked.sentAt()))
        .findFirst();
  }
}
