package org.batua.gateway.dashboard;

import java.time.InstantSource;
import java.util.List;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.SavedViewStore;
import org.batua.gateway.operator.SavedViewStore.SavedView;

/// The forms that keep the filters of the list of orders under a name, and forget them.
final class SavedViewPages {
  private static final int NAME_LENGTH_MAX = 60;
  private static final int QUERY_LENGTH_MAX = 1_000;

  private final SavedViewStore views;
  private final Screens screens;
  private final InstantSource clock;

  SavedViewPages(SavedViewStore views, Screens screens, InstantSource clock) {
    this.views = views;
    this.screens = screens;
    this.clock = clock;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.postAt("/views", Permission.PAYMENTS_READ, this::put),
        DashboardRoute.postAt("/views/remove", Permission.PAYMENTS_READ, this::remove));
  }

  private Answer put(Visit visit) {
    var name = visit.text("name");
    var query = FilterForms.list(visit) + Addresses.query(Filters.given(visit));
    boolean kept =
        !name.isEmpty()
            && name.length() <= NAME_LENGTH_MAX
            && query.length() <= QUERY_LENGTH_MAX
            && views.put(visit.operator(), visit.at(), new SavedView(name, query), clock.instant());
    var back = visit.link("/" + query);
    return kept
        ? Answer.seeOther(back)
        : screens.show(visit, 422, "notdone", new ActionPages.NotDone(back), "VIEW");
  }

  private Answer remove(Visit visit) {
    views.remove(visit.operator(), visit.at(), visit.text("name"));
    return Answer.seeOther(visit.link("/" + FilterForms.list(visit)));
  }
}
