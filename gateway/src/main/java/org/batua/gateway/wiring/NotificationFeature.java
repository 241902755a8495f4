package org.batua.gateway.wiring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.http.Route;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.notification.NotificationRoutes;
import org.batua.gateway.notification.NotificationStore;
import org.batua.gateway.notification.Notifications;
import org.batua.gateway.notification.TransactionCheck;
import org.batua.gateway.wallet.RedirectLinks;

/// The part of the composition root that takes providers' notifications.
final class NotificationFeature {
  private final Notifications notifications;

  /// Makes the feature; nothing runs yet.
  ///
  /// @param transactions find out about what a notification names
  NotificationFeature(
      Foundation common, TransactionCheck transactions, RedirectLinks redirectLinks) {
    this.notifications =
        new Notifications(
            new NotificationStore(common.database()),
            common.providers(),
            common.accounts(),
            List.of(transactions),
            redirectLinks,
            common.clock(),
            common.meters(),
            common.config().providers().notifications());
  }

  List<Route> routes() {
    return new NotificationRoutes(notifications).routes();
  }

  List<Jobs.Job> jobs() {
    return List.of(
        new Jobs.Job(
            "apply-notifications",
            Duration.ofSeconds(1),
            notifications::sweep,
            Optional.of(notifications::share)),
        new Jobs.Job("forget-notifications", Duration.ofHours(1), notifications::forgetOld));
  }

  void sweep() {
    notifications.sweep();
    notifications.forgetOld();
  }
}
