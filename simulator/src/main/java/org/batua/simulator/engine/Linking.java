package org.batua.simulator.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.batua.simulator.engine.Account.OtpWindow;
import org.batua.simulator.engine.Account.Standing;

/// Sends OTPs, turns them into tokens, renews tokens and tells balances.
public final class Linking {
  static final Duration OTP_LIFE = Duration.ofMinutes(5);
  static final Duration SHORT_OTP_LIFE = Duration.ofSeconds(5);
  static final Duration TOKEN_LIFE = Duration.ofDays(365);
  static final Duration SHORT_TOKEN_LIFE = Duration.ofSeconds(60);
  static final Duration OTP_WINDOW = Duration.ofMinutes(10);
  static final int OTPS_PER_WINDOW_MAX = 3;
  static final int OTP_ATTEMPTS_MAX = 3;

  private final Books books;
  private final IdSource ids;

  Linking(Books books, IdSource ids) {
    this.books = books;
    this.ids = ids;
  }

  /// What a provider without caps sends its OTPs for.
  public static final Paise NO_CAP = new Paise(Long.MAX_VALUE);

  /// What a linked wallet tells about its balance; empty where the provider does not say.
  public record Balance(Optional<Paise> available) {}

  /// Sends an OTP with which a token of at most `cap` per debit can be had.
  public Reply<OtpSession> sendOtp(Call call, AccountKey account, Mid mid, Paise cap) {
    Terms terms = new Terms(mid, cap, Optional.empty());
    return books.inWallet(account, work -> books.answer(call, work, send(work, terms)));
  }

  /// Sends an OTP for a link without a cap that is bound to a device.
  public Reply<OtpSession> sendOtp(Call call, AccountKey account, Mid mid, Device device) {
    Terms terms = new Terms(mid, NO_CAP, Optional.of(device));
    return books.inWallet(account, work -> books.answer(call, work, send(work, terms)));
  }

  /// What an OTP is sent for.
  private record Terms(Mid mid, Paise cap, Optional<Device> device) {}

  private Reply<OtpSession> send(Work work, Terms terms) {
    Persona persona = Persona.of(work.account().key().phone());
    Delivery delivery = persona == Persona.OTP_TIMEOUT ? Delivery.LOST : persona.delivery();
    return switch (persona) {
      case DOWN -> Reply.refused(Reason.PROVIDER_DOWN, Delivery.DOWN);
      case OTP_UNDELIVERABLE -> Reply.refused(Reason.OTP_UNDELIVERABLE, delivery);
      case OTP_LIMITED -> new Reply.Refused<>(new Refusal.TooManyOtps(OTP_WINDOW), delivery);
      case RESEND_LIMITED -> sendWithinLimit(work, terms);
      default ->
          standing(work.account())
              .<Reply<OtpSession>>map(reason -> Reply.refused(reason, delivery))
              .orElseGet(() -> new Reply.Done<>(newSession(work, terms), delivery));
    };
  }

  private Reply<OtpSession> sendWithinLimit(Work work, Terms terms) {
    OtpWindow window = work.account().otpWindow();
    if (!work.now().isBefore(window.start().plus(OTP_WINDOW))) {
      window = new OtpWindow(work.now(), 0);
    }
    if (window.sent() >= OTPS_PER_WINDOW_MAX) {
      Duration wait = Duration.between(work.now(), window.start().plus(OTP_WINDOW));
      return new Reply.Refused<>(new Refusal.TooManyOtps(wait), Delivery.PROMPT);
    }
    work.change(work.account().withOtpWindow(new OtpWindow(window.start(), window.sent() + 1)));
    return new Reply.Done<>(newSession(work, terms), Delivery.PROMPT);
  }

  private OtpSession newSession(Work work, Terms terms) {
    Persona persona = Persona.of(work.account().key().phone());
    boolean isShort = persona == Persona.OTP_SHORT_LIVED;
    return newSession(work, terms, isShort ? SHORT_OTP_LIFE : OTP_LIFE);
  }

  /// A session without a cap and a device.
  OtpSession newSession(Work work, Mid mid, Duration life) {
    return newSession(work, new Terms(mid, NO_CAP, Optional.empty()), life);
  }

  private OtpSession newSession(Work work, Terms terms, Duration life) {
    AccountKey account = work.account().key();
    OtpSession session =
        new OtpSession(
            new OtpSession.Key(account, terms.mid()),
            ids.token(),
            terms.device(),
            terms.cap(),
            work.now(),
            work.now().plus(life),
            0,
            OtpSession.Use.UNUSED);
    work.add(session);
    return session;
  }

  /// Trades the last OTP sent for a token, if it was sent for the same cap.
  public Reply<Link> link(Call call, AccountKey account, Mid mid, Otp otp, Paise cap) {
    return books.inWallet(
        account,
        work ->
            books.answer(
                call,
                work,
                link(work, mid, otp, sent -> Optional.of(sent).filter(s -> s.cap().equals(cap)))));
  }

  /// The session that a state named when its OTP was sent; it may have been replaced since.
  public Optional<OtpSession> session(Token state) {
    return books.otpSession(state);
  }

  /// Trades the OTP of a session for a token, if no newer one was sent.
  public Reply<Link> link(Call call, OtpSession session, Otp otp) {
    Mid mid = session.key().mid();
    return books.inWallet(
        session.key().account(),
        work -> books.answer(call, work, link(work, mid, otp, sent -> asEntered(sent, session))));
  }

  private static Optional<OtpSession> asEntered(OtpSession sent, OtpSession entered) {
    return Optional.of(sent)
        .filter(s -> s.state().equals(entered.state()))
        .map(s -> entered.device().map(s::on).orElse(s));
  }

  private Reply<Link> link(
      Work work, Mid mid, Otp otp, Function<OtpSession, Optional<OtpSession>> meant) {
    AccountKey account = work.account().key();
    Persona persona = Persona.of(account.phone());
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    Delivery delivery = persona.delivery();
    Optional<OtpSession> sent = books.otpSession(new OtpSession.Key(account, mid)).flatMap(meant);
    if (sent.isEmpty()) {
      return Reply.refused(Reason.AUTH_SESSION_INVALID, delivery);
    }
    OtpSession session = sent.get();
    Optional<Reason> refusal = refusal(session, work).or(() -> standing(work.account()));
    if (refusal.isPresent()) {
      return Reply.refused(refusal.get(), delivery);
    }
    return switch (OtpScenario.of(otp)) {
      case RIGHT -> new Reply.Done<>(linked(work, session), delivery);
      case SLOW -> new Reply.Done<>(linked(work, session), Delivery.SLOW);
      case TIMEOUT_LINKED -> new Reply.Done<>(linked(work, session), Delivery.LOST);
      case EXPIRED -> Reply.refused(Reason.OTP_EXPIRED, delivery);
      case ATTEMPTS_EXCEEDED -> Reply.refused(Reason.OTP_ATTEMPTS_EXCEEDED, delivery);
      case ALREADY_USED -> Reply.refused(Reason.OTP_ALREADY_USED, delivery);
      case DOWN -> Reply.refused(Reason.PROVIDER_DOWN, Delivery.DOWN);
      case BLOCKED -> Reply.refused(Reason.ACCOUNT_BLOCKED, delivery);
      case SESSION_INVALID -> Reply.refused(Reason.AUTH_SESSION_INVALID, delivery);
      case WRONG -> wrong(work, session, delivery);
    };
  }

  private static Optional<Reason> refusal(OtpSession session, Work work) {
    if (session.use() == OtpSession.Use.USED) {
      return Optional.of(Reason.OTP_ALREADY_USED);
    }
    if (session.wrongAttempts() >= OTP_ATTEMPTS_MAX) {
      return Optional.of(Reason.OTP_ATTEMPTS_EXCEEDED);
    }
    boolean isExpired = !work.now().isBefore(session.expiresAt());
    return isExpired ? Optional.of(Reason.OTP_EXPIRED) : Optional.empty();
  }

  private static Reply<Link> wrong(Work work, OtpSession session, Delivery delivery) {
    OtpSession counted = session.withWrongAttempt();
    work.add(counted);
    int left = OTP_ATTEMPTS_MAX - counted.wrongAttempts();
    return left > 0
        ? new Reply.Refused<>(new Refusal.WrongOtp(left), delivery)
        : Reply.refused(Reason.OTP_ATTEMPTS_EXCEEDED, delivery);
  }

  Link linked(Work work, OtpSession session) {
    work.add(session.used());
    Link link = newLink(work, session.key().mid(), session.cap(), session.device());
    boolean isRevoked = Persona.of(work.account().key().phone()) == Persona.REVOKES_AFTER_LINK;
    work.add(isRevoked ? link.with(Link.State.REVOKED) : link);
    return link;
  }

  private Link newLink(Work work, Mid mid, Paise cap, Optional<Device> device) {
    AccountKey account = work.account().key();
    Duration life =
        switch (Persona.of(account.phone())) {
          case SHORT_TOKEN, SHORT_TOKEN_NOT_RENEWED -> SHORT_TOKEN_LIFE;
          default -> TOKEN_LIFE;
        };
    return new Link(
        ids.token(),
        ids.token(),
        account,
        mid,
        device,
        cap,
        work.now(),
        work.now().plus(life),
        Link.State.LIVE);
  }

  /// Trades a token, expired or not, for a new one; the old one stops working.
  public Reply<Link> renew(
      Call call, AccountKey account, Mid mid, Token token, Optional<Paise> cap) {
    return books.inWallet(account, work -> books.answer(call, work, renew(work, mid, token, cap)));
  }

  private Reply<Link> renew(Work work, Mid mid, Token token, Optional<Paise> cap) {
    Persona persona = Persona.of(work.account().key().phone());
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    Optional<Link> old =
        books
            .link(token)
            .filter(l -> isOf(l, work.account().key(), mid))
            .filter(l -> l.state() == Link.State.LIVE);
    if (old.isEmpty() || persona == Persona.SHORT_TOKEN_NOT_RENEWED) {
      return Reply.refused(Reason.TOKEN_INVALID, persona.delivery());
    }
    // A renewal without the customer must not raise what the customer agreed to.
    if (cap.isPresent() && cap.get().exceeds(old.get().cap())) {
      return Reply.refused(Reason.OVER_CAP, persona.delivery());
    }
    Link renewed = newLink(work, mid, cap.orElse(old.get().cap()), old.get().device());
    work.add(old.get().with(Link.State.REPLACED));
    work.add(renewed);
    return new Reply.Done<>(renewed, persona.delivery());
  }

  /// The same right with a new token; the old one stops working.
  Link replaced(Work work, Link old) {
    Link renewed = newLink(work, old.mid(), old.cap(), old.device());
    work.add(old.with(Link.State.REPLACED));
    work.add(renewed);
    return renewed;
  }

  /// The link of a token, in any state.
  public Optional<Link> holder(Token token) {
    return books.link(token);
  }

  /// The link that a refresh token renews, in any state.
  public Optional<Link> renewable(Token refresh) {
    return books.linkToRenew(refresh);
  }

  /// Tells a linked wallet's balance.
  public Reply<Balance> balance(Call call, AccountKey account, Mid mid, Token token) {
    return books.inWallet(account, work -> books.answer(call, work, balance(work, mid, token)));
  }

  private Reply<Balance> balance(Work work, Mid mid, Token token) {
    Persona persona = Persona.of(work.account().key().phone());
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    Optional<Reason> refusal = usable(work, mid, token).or(() -> standing(work.account()));
    if (refusal.isPresent()) {
      return Reply.refused(refusal.get(), persona.delivery());
    }
    Optional<Paise> available =
        persona == Persona.BALANCE_HIDDEN
            ? Optional.empty()
            : Optional.of(work.account().balance());
    return new Reply.Done<>(new Balance(available), persona.delivery());
  }

  /// Ends a link for the merchant; one that has ended already stays so.
  public Reply<Link> delink(Call call, AccountKey account, Mid mid, Token token) {
    return books.inWallet(account, work -> books.answer(call, work, delink(work, mid, token)));
  }

  private Reply<Link> delink(Work work, Mid mid, Token token) {
    Persona persona = Persona.of(work.account().key().phone());
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    Optional<Link> known = books.link(token).filter(l -> isOf(l, work.account().key(), mid));
    if (known.isEmpty()) {
      return Reply.refused(Reason.TOKEN_INVALID, persona.delivery());
    }
    Link ended = known.get().with(Link.State.REVOKED);
    work.add(ended);
    return new Reply.Done<>(ended, persona.delivery());
  }

  /// Why a token cannot be used now, if it cannot.
  Optional<Reason> usable(Work work, Mid mid, Token token) {
    boolean isUsable =
        books
            .link(token)
            .filter(l -> isOf(l, work.account().key(), mid))
            .filter(l -> l.usableAt(work.now()))
            .isPresent();
    return isUsable ? Optional.empty() : Optional.of(Reason.TOKEN_INVALID);
  }

  /// Why a wallet cannot be used, if it cannot.
  static Optional<Reason> standing(Account account) {
    return switch (account.standing()) {
      case ACTIVE -> Optional.empty();
      case BLOCKED -> Optional.of(Reason.ACCOUNT_BLOCKED);
      case UNREGISTERED -> Optional.of(Reason.ACCOUNT_NOT_FOUND);
    };
  }

  /// Whether a customer has a wallet at the provider.
  public Reply<Standing> find(Call call, AccountKey account) {
    return books.inWallet(
        account,
        work -> {
          Persona persona = Persona.of(account.phone());
          Delivery delivery = persona.delivery();
          Standing standing = work.account().standing();
          Reply<Standing> reply;
          if (persona.outage().isPresent()) {
            reply = Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
          } else if (standing == Standing.UNREGISTERED) {
            reply = Reply.refused(Reason.ACCOUNT_NOT_FOUND, delivery);
          } else {
            reply = new Reply.Done<>(standing, delivery);
          }
          return books.answer(call, work, reply);
        });
  }

  /// Opens a wallet for a customer who proves the number by OTP; an existing one is left as it is.
  public Reply<Standing> register(Call call, AccountKey account, Otp otp) {
    return books.inWallet(
        account, work -> books.answer(call, work, register(work, OtpScenario.of(otp))));
  }

  private static Reply<Standing> register(Work work, OtpScenario otp) {
    Persona persona = Persona.of(work.account().key().phone());
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    if (otp != OtpScenario.RIGHT) {
      return Reply.refused(Reason.OTP_INVALID, persona.delivery());
    }
    if (work.account().standing() == Standing.UNREGISTERED) {
      work.change(work.account().withStanding(Standing.ACTIVE));
    }
    return new Reply.Done<>(work.account().standing(), persona.delivery());
  }

  private static boolean isOf(Link link, AccountKey account, Mid mid) {
    return link.account().equals(account) && link.mid().equals(mid);
  }
}
