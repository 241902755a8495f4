package org.batua.gateway.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderNotifications.Message;
import org.batua.gateway.connector.ProviderNotifications.Parsed;
import org.batua.gateway.connector.ProviderNotifications.Subject;
import org.batua.gateway.job.OldRows;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.notification.Notification.Status;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.DueWork;
import org.batua.gateway.wallet.RedirectLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what providers send, and later asks them about it. A notification only says whom to ask:
/// what comes twice, late or in the wrong order does no harm.
public final class Notifications {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

  /// One asks about each movement that it names, at its provider.
  private static final Duration WORK_TIME = Duration.ofMinutes(2);

  /// What says the same as the one before finds nothing open any more.
  private static final int ONE_BY_ONE = 1;

  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration WORTHLESS_WINDOW = Duration.ofHours(1);
  private static final int ATTEMPTS_MAX = 6;

  private final NotificationStore store;
  private final Providers providers;
  private final ProviderAccounts accounts;
  private final List<TransactionCheck> transactions;
  private final RedirectLinks consents;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Limits limits;
  private final OldRows old;
  private final DueWork<Notification> due;

  /// What is kept of notifications.
  ///
  /// @param worthlessPerHour how many forged or unreadable ones are stored for an account; more are
  ///   only counted
  /// @param kept how long
  public record Limits(int worthlessPerHour, Duration kept) {}

  public Notifications(
      NotificationStore store,
      Providers providers,
      ProviderAccounts accounts,
      List<TransactionCheck> transactions,
      RedirectLinks consents,
      InstantSource clock,
      MeterRegistry meters,
      Limits limits) {
    this.store = store;
    this.providers = providers;
    this.accounts = accounts;
    this.transactions = List.copyOf(transactions);
    this.consents = consents;
    this.clock = clock;
    this.meters = meters;
    this.limits = limits;
    this.old = new OldRows("notifications", limits.kept(), store::forgetBefore, clock, meters);
    this.due = new DueWork<>(store::claimDue, this::apply, WORK_TIME, ONE_BY_ONE, clock);
  }

  /// Whether a notification has a place to go.
  enum Taken {
    YES,
    NO_SUCH_ACCOUNT
  }

  /// Judges a notification and stores it; nothing else happens before the provider has its answer.
  ///
  /// @param body as its bytes came
  Taken take(GatewayCode gateway, String accountId, Message message, byte[] body) {
    var account = accounts.find(accountId).filter(found -> found.gateway().equals(gateway));
    var parsed = account.flatMap(found -> providers.parseNotification(found, message));
    if (parsed.isEmpty()) {
      return Taken.NO_SUCH_ACCOUNT;
    }
    var read = parsed.get();
    var status =
        switch (read.parsed()) {
          case Parsed.Genuine _ -> Status.WAITING;
          case Parsed.Forged _ -> Status.FORGED;
          case Parsed.Unreadable _ -> Status.UNREADABLE;
        };
    count(gateway, status);
    if (status == Status.WAITING) {
      store.addOnce(
          accountId,
          message,
          body,
          hash(read.essence()),
          references(read.parsed()),
          clock.instant());
    } else if (hasRoomForWorthless(accountId)) {
      store.addWorthless(accountId, message, body, status, clock.instant());
    }
    if (status != Status.WAITING) {
      LOG.atWarn()
          .addKeyValue("provider_account", accountId)
          .addKeyValue("gateway", gateway.code())
          .addKeyValue("worth", status)
          .log("a notification that is not the provider's changes nothing");
    }
    return Taken.YES;
  }

  /// The movements of money that it names.
  private static List<String> references(Parsed parsed) {
    return parsed instanceof Parsed.Genuine(var subjects)
        ? subjects.stream()
            .filter(Subject.Transaction.class::isInstance)
            .map(it -> ((Subject.Transaction) it).reference().value())
            .distinct()
            .toList()
        : List.of();
  }

  private static byte[] hash(Message essence) {
    return Hashes.sha256(new TreeMap<>(essence.headers()) + "\n" + essence.body());
  }

  private boolean hasRoomForWorthless(String account) {
    var since = clock.instant().minus(WORTHLESS_WINDOW);
    return store.countWorthless(account, since) < limits.worthlessPerHour();
  }

  private void count(GatewayCode gateway, Status status) {
    var worth = status == Status.WAITING ? "genuine" : status.name().toLowerCase(Locale.ROOT);
    meters.counter("batua.notifications", "gateway", gateway.code(), "worth", worth).increment();
  }

  /// Asks about what the notifications that are due name.
  public void sweep() {
    due.run();
  }

  /// Takes this process's share of them, while another process has the turn.
  public void share() {
    due.share();
  }

  private void apply(Notification notification) {
    try {
      if (asked(notification)) {
        store.endIfWaiting(notification.id(), Status.APPLIED);
        return;
      }
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("notification", notification.id())
          .setCause(e)
          .log("a notification could not be applied; the next run tries again");
    }
    if (notification.attempts() >= ATTEMPTS_MAX) {
      store.endIfWaiting(notification.id(), Status.ABANDONED);
    } else {
      var pause = PAUSE.multipliedBy(1L << (notification.attempts() - 1));
      store.waitUntil(notification.id(), clock.instant().plus(pause));
    }
  }

  /// Whether nothing that it names is open any more.
  private boolean asked(Notification notification) {
    var account = accounts.find(notification.providerAccount());
    var parsed =
        account.flatMap(found -> providers.parseNotification(found, notification.message()));
    if (account.isEmpty() || parsed.isEmpty()) {
      return true;
    }
    return switch (parsed.get().parsed()) {
      case Parsed.Genuine(var subjects) -> {
        boolean done = true;
        for (var subject : subjects) {
          done &= asked(account.get().id(), subject);
        }
        yield done;
      }
      // the account's key has changed since
      case Parsed.Forged _, Parsed.Unreadable _ -> true;
    };
  }

  private boolean asked(String account, Subject subject) {
    return switch (subject) {
      case Subject.Transaction(var reference) -> {
        boolean done = true;
        for (var check : transactions) {
          done &= check.check(account, reference) == TransactionCheck.Found.NOTHING_OPEN;
        }
        yield done;
      }
      case Subject.Link(var name) -> consents.lookInto(account, name) == RedirectLinks.Learnt.ALL;
    };
  }

  /// Forgets what is too old to be of use.
  public void forgetOld() {
    old.delete();
  }
}
