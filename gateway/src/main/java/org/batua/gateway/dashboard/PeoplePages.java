package org.batua.gateway.dashboard;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.Operator;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.People;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Role;

/// The people of a merchant: invited, given a role, disabled.
public final class PeoplePages {
  private final People people;
  private final OperatorActions actions;
  private final Supplier<URI> baseUrl;
  private final Screens screens;

  PeoplePages(People people, OperatorActions actions, Supplier<URI> baseUrl, Screens screens) {
    this.actions = actions;
    this.people = people;
    this.baseUrl = baseUrl;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt("/people", Permission.PEOPLE_WRITE, visit -> list(visit, "", "")),
        DashboardRoute.postAt("/people", Permission.PEOPLE_WRITE, this::invite).fresh(),
        DashboardRoute.postAt("/people/{operator}/role", Permission.PEOPLE_WRITE, this::role)
            .fresh(),
        DashboardRoute.postAt("/people/{operator}/disable", Permission.PEOPLE_WRITE, this::disable)
            .fresh(),
        DashboardRoute.postAt("/people/{operator}/reset", Permission.PEOPLE_WRITE, this::reset)
            .fresh(),
        DashboardRoute.postAt("/people/{operator}/end", Permission.PEOPLE_WRITE, this::endSessions)
            .fresh());
  }

  /// The people of a merchant.
  ///
  /// @param link a new invitation's address, shown once; empty for none
  public record Staff(List<Row> rows, List<Role> roles, String link) {}

  /// One of them.
  ///
  /// @param isChangeable whether the visitor may change this one
  public record Row(Operator operator, Role role, boolean isChangeable) {}

  private Answer list(Visit visit, String link, String notice) {
    var at = visit.at();
    var rows =
        people.at(at.value()).stream()
            .map(
                it ->
                    new Row(it, it.grants().role(at).orElse(Role.VIEWER), isChangeable(visit, it)))
            .toList();
    var model = new Staff(rows, List.of(Role.values()), link);
    boolean wrong = !notice.isEmpty() && link.isEmpty();
    return screens.show(visit, wrong ? 422 : 200, "people", model, notice);
  }

  /// Nobody changes themselves, and only the command line changes who is at every merchant.
  private static boolean isChangeable(Visit visit, Operator operator) {
    return !operator.id().equals(visit.operator().id()) && !operator.grants().isEverywhere();
  }

  private Answer invite(Visit visit) {
    var role = Role.of(visit.text("role"));
    if (role.isEmpty()) {
      return list(visit, "", "ROLE");
    }
    boolean waits = role.get() == Role.ADMIN && actions.guardsAdministrators();
    var login = visit.text("login");
    try {
      var token =
          people.invite(
              visit.actor(),
              login,
              visit.text("name"),
              visit.at().value(),
              waits ? Role.VIEWER : role.get());
      if (waits) {
        var operator = people.byLogin(login).orElseThrow();
        var _ = actions.administrator(visit.actor(), visit.at(), operator);
      }
      return list(visit, link(token), waits ? "ADMINISTRATOR" : "");
    } catch (IllegalArgumentException e) {
      return list(visit, "", String.valueOf(e.getMessage()));
    }
  }

  private Answer role(Visit visit) {
    var given = visit.text("role");
    var role = Role.of(given);
    if (role.isEmpty() && !given.equals("NONE")) {
      return list(visit, "", "ROLE");
    }
    var operator = changeable(visit);
    if (role.filter(it -> it == Role.ADMIN).isPresent() && actions.guardsAdministrators()) {
      return actions.administrator(visit.actor(), visit.at(), operator)
              instanceof OperatorActions.Result.Proposed
          ? Answer.seeOther(visit.link("/review?done=proposed"))
          : list(visit, "", "PROPOSED_ALREADY");
    }
    people.grant(visit.actor(), operator, visit.at().value(), role);
    return back(visit);
  }

  private Answer disable(Visit visit) {
    var operator = onlyHere(visit);
    people.setDisabled(
        visit.actor(), operator, visit.at().value(), operator.disabledAt().isEmpty());
    return back(visit);
  }

  private Answer reset(Visit visit) {
    return list(visit, link(people.reset(visit.actor(), onlyHere(visit), visit.at().value())), "");
  }

  private Answer endSessions(Visit visit) {
    people.endSessions(visit.actor(), onlyHere(visit), visit.at().value());
    return back(visit);
  }

  private Operator changeable(Visit visit) {
    return people
        .find(visit.path("operator"))
        .filter(it -> it.grants().knows(visit.at()))
        .filter(it -> isChangeable(visit, it))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  /// What concerns the person as a whole is only for who is at this merchant alone: another one's
  /// administrator has a say too.
  private Operator onlyHere(Visit visit) {
    var operator = changeable(visit);
    if (operator.grants().named().size() > 1) {
      throw new Rejected(new Rejection.UnknownObject());
    }
    return operator;
  }

  private String link(Secret token) {
    return baseUrl.get() + "/dashboard/invitation/" + token.reveal();
  }

  private static Answer back(Visit visit) {
    return Answer.seeOther(visit.link("/people?done=changed"));
  }
}
