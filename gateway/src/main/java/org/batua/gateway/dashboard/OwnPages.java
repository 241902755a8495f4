package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.Operator;
import org.batua.gateway.operator.OperatorSession;
import org.batua.gateway.operator.Passkey;
import org.batua.gateway.operator.Passkeys;
import org.batua.gateway.operator.Sessions;
import org.batua.gateway.operator.SignIn;
import org.batua.gateway.operator.SignInResult;

/// An operator's own page: sessions, password and passkeys.
public final class OwnPages {
  private static final String PATH = "/dashboard/me";

  private final SignIn signIn;
  private final Passkeys passkeys;
  private final Sessions sessions;
  private final DashboardCookies cookies;
  private final Screens screens;

  OwnPages(
      SignIn signIn,
      Passkeys passkeys,
      Sessions sessions,
      DashboardCookies cookies,
      Screens screens) {
    this.signIn = signIn;
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.cookies = cookies;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.get(PATH, Need.SIGNED_IN, visit -> page(visit, 200, "")),
        DashboardRoute.post(PATH + "/sessions", Need.SIGNED_IN, this::endSession),
        DashboardRoute.post(PATH + "/password", Need.SIGNED_IN, this::changePassword).fresh(),
        DashboardRoute.post(PATH + "/passkeys", Need.SIGNED_IN, this::addPasskey).fresh(),
        DashboardRoute.post(PATH + "/passkeys/remove", Need.SIGNED_IN, this::removePasskey)
            .fresh());
  }

  /// What the page shows.
  ///
  /// @param current hash of the session that looks at it
  /// @param adding what the browser needs to make another passkey
  public record Me(
      Operator operator,
      List<OperatorSession> sessions,
      String current,
      List<Passkey> passkeys,
      Passkeys.Ceremony adding) {}

  private Answer page(Visit visit, int status, String notice) {
    var operator = visit.operator();
    var model =
        new Me(
            operator,
            sessions.of(operator.id()),
            visit.session().hash(),
            passkeys.of(operator.id()),
            passkeys.adding(visit.session()));
    return screens.show(visit, status, "me", model, notice);
  }

  private Answer endSession(Visit visit) {
    sessions.end(visit.operator().id(), visit.text("session"));
    return Answer.seeOther(PATH + "?done=ended");
  }

  private Answer changePassword(Visit visit) {
    var params = visit.request().params();
    var wished = params.secret("password", SignInPages.SECRET_LENGTH_MAX).orElse(Secret.of(""));
    if (!Optional.of(wished).equals(params.secret("again", SignInPages.SECRET_LENGTH_MAX))) {
      return page(visit, 422, "NOT_THE_SAME");
    }
    var current = params.secret("current", SignInPages.SECRET_LENGTH_MAX).orElse(Secret.of(""));
    var result = signIn.changePassword(visit.session(), current, wished, visit.from());
    return result instanceof SignInResult.SignedIn(var cookie, _)
        ? cookies.withSession(Answer.seeOther(PATH + "?done=changed"), cookie)
        : page(visit, 422, SignInPages.word(result));
  }

  private Answer addPasskey(Visit visit) {
    boolean added =
        passkeys.add(
            visit.operator(),
            visit.session(),
            visit.text("name"),
            PasskeyPages.answer(visit),
            visit.actor());
    return added ? Answer.seeOther(PATH + "?done=saved") : page(visit, 422, "PASSKEY");
  }

  private Answer removePasskey(Visit visit) {
    return passkeys.remove(visit.session(), visit.text("passkey"), visit.actor())
        ? Answer.seeOther(PATH + "?done=saved")
        : page(visit, 422, "PASSKEY");
  }
}
