package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.OperatorSession;
import org.batua.gateway.operator.Passkeys;
import org.batua.gateway.operator.Sessions;
import org.batua.gateway.operator.SignIn;
import org.batua.gateway.operator.SignInResult;
import org.batua.gateway.page.Language;

/// Signing in and out: password, code, the app's first code, invitations, a development server's
/// link.
public final class SignInPages {
  private static final String CODE = "/dashboard/sign-in/code";
  private static final String APP = "/dashboard/sign-in/app";
  static final int SECRET_LENGTH_MAX = 512;

  private final SignIn signIn;
  private final Passkeys passkeys;
  private final Sessions sessions;
  private final DashboardCookies cookies;
  private final Screens screens;

  SignInPages(
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
        DashboardRoute.get("/", Need.ANYBODY, _ -> Answer.seeOther("/dashboard")),
        DashboardRoute.get("/dashboard/sign-in", Need.ANYBODY, this::form),
        DashboardRoute.post("/dashboard/sign-in", Need.ANYBODY, this::password),
        DashboardRoute.get(CODE, Need.PASSWORD, visit -> codeForm(visit, "")),
        DashboardRoute.post(CODE, Need.PASSWORD, this::code),
        DashboardRoute.get(APP, Need.PASSWORD, visit -> appForm(visit, "")),
        DashboardRoute.post(APP, Need.PASSWORD, this::app),
        DashboardRoute.get("/dashboard/invitation/{token}", Need.ANYBODY, this::invitation),
        DashboardRoute.post("/dashboard/invitation/{token}", Need.ANYBODY, this::accept),
        DashboardRoute.get("/dashboard/enter/{token}", Need.ANYBODY, this::link),
        DashboardRoute.post("/dashboard/enter/{token}", Need.ANYBODY, this::enter),
        DashboardRoute.post("/dashboard/language", Need.ANYBODY, this::language),
        DashboardRoute.post("/dashboard/sign-out", Need.PASSWORD, this::signOut));
  }

  /// The form of the first step.
  ///
  /// @param to where to go when signed in
  public record Form(String login, String to, Passkeys.Ceremony passkey) {}

  private Answer form(Visit visit) {
    return screens.show(visit, "sign-in", new Form("", to(visit), passkeys.signIn()));
  }

  private Answer password(Visit visit) {
    var login = visit.text("login");
    var password = visit.request().params().secret("password", SECRET_LENGTH_MAX);
    return begun(
        visit,
        signIn.password(login, password.orElse(Secret.of("")), visit.from()),
        refusal ->
            screens.show(
                visit, 403, "sign-in", new Form(login, to(visit), passkeys.signIn()), refusal));
  }

  private Answer codeForm(Visit visit, String notice) {
    return isSignedIn(visit)
        ? Answer.seeOther("/dashboard")
        : screens.show(visit, notice.isEmpty() ? 200 : 403, "code", to(visit), notice);
  }

  private Answer code(Visit visit) {
    return isSignedIn(visit)
        ? Answer.seeOther("/dashboard")
        : begun(
            visit,
            signIn.code(visit.session(), visit.text("code"), visit.from()),
            refusal -> codeForm(visit, refusal));
  }

  /// What an authenticator app is set up with.
  public record App(String secret, QrPicture picture) {}

  private Answer appForm(Visit visit, String notice) {
    if (isSignedIn(visit)) {
      return Answer.seeOther("/dashboard");
    }
    if (visit.operator().secondFactor()) {
      return Answer.seeOther(CODE);
    }
    var enrolment = signIn.enrolment(visit.session());
    var model = new App(enrolment.secret().reveal(), QrPicture.of(enrolment.uri()));
    return screens.show(visit, notice.isEmpty() ? 200 : 403, "app", model, notice);
  }

  private Answer app(Visit visit) {
    if (isSignedIn(visit) || visit.operator().secondFactor()) {
      return Answer.seeOther(CODE);
    }
    return begun(
        visit,
        signIn.enrol(visit.session(), visit.text("code"), visit.from()),
        refusal -> appForm(visit, refusal));
  }

  private Answer invitation(Visit visit) {
    return signIn
        .invited(Secret.of(visit.path("token")))
        .map(login -> screens.show(visit, "invitation", login))
        .orElseThrow(SignInPages::unknownLink);
  }

  private Answer accept(Visit visit) {
    var token = Secret.of(visit.path("token"));
    var login = signIn.invited(token).orElseThrow(SignInPages::unknownLink);
    var params = visit.request().params();
    var password = params.secret("password", SECRET_LENGTH_MAX).orElse(Secret.of(""));
    if (!Optional.of(password).equals(params.secret("again", SECRET_LENGTH_MAX))) {
      return screens.show(visit, 422, "invitation", login, "NOT_THE_SAME");
    }
    return begun(
        visit,
        signIn.accept(token, password, visit.from()),
        refusal -> screens.show(visit, 422, "invitation", login, refusal));
  }

  /// Opening the link uses nothing up: a preview or a HEAD request opens it as well.
  private Answer link(Visit visit) {
    refuseUnknown(visit);
    return screens.show(visit, "enter", visit.path("token"));
  }

  private Answer enter(Visit visit) {
    refuseUnknown(visit);
    return begun(
        visit,
        signIn.byLink(Secret.of(visit.path("token")), visit.from()),
        _ -> {
          throw unknownLink();
        });
  }

  private void refuseUnknown(Visit visit) {
    if (!signIn.isLink(Secret.of(visit.path("token")))) {
      throw unknownLink();
    }
  }

  private static Rejected unknownLink() {
    return new Rejected(new Rejection.UnknownLink());
  }

  private Answer language(Visit visit) {
    var language = Speech.known(visit.text("language")).orElse(Language.EN);
    return cookies.withLanguage(Answer.seeOther(to(visit)), language);
  }

  private Answer signOut(Visit visit) {
    sessions.end(visit.session());
    return cookies.withoutSession(Answer.seeOther("/dashboard/sign-in"));
  }

  private Answer begun(
      Visit visit, SignInResult result, java.util.function.Function<String, Answer> refused) {
    var onwards =
        "?to=" + java.net.URLEncoder.encode(to(visit), java.nio.charset.StandardCharsets.UTF_8);
    return switch (result) {
      case SignInResult.CodeNeeded(var cookie) ->
          cookies.withSession(Answer.seeOther(CODE + onwards), cookie);
      case SignInResult.EnrolmentNeeded(var cookie) ->
          cookies.withSession(Answer.seeOther(APP), cookie);
      case SignInResult.SignedIn(var cookie, var codes) ->
          cookies.withSession(
              codes.isEmpty()
                  ? Answer.seeOther(to(visit))
                  : screens.show(visit, "recovery-codes", codes),
              cookie);
      case SignInResult.Refused _,
          SignInResult.Locked _,
          SignInResult.LinkUnknown _,
          SignInResult.WeakPassword _ ->
          refused.apply(word(result));
    };
  }

  static String word(SignInResult refusal) {
    return switch (refusal) {
      case SignInResult.Locked _ -> "LOCKED";
      case SignInResult.WeakPassword(var why) -> why;
      case SignInResult.LinkUnknown _ -> "LINK_UNKNOWN";
      case SignInResult.Refused _,
          SignInResult.CodeNeeded _,
          SignInResult.EnrolmentNeeded _,
          SignInResult.SignedIn _ ->
          "REFUSED";
    };
  }

  private static boolean isSignedIn(Visit visit) {
    return visit.session().stage() == OperatorSession.Stage.FULL;
  }

  static String to(Visit visit) {
    return own(visit.text("to"));
  }

  /// Only pages of ours: a link to the sign-in page must not lead elsewhere afterwards.
  private static String own(String path) {
    boolean ours = path.startsWith("/dashboard") && !path.contains("//") && !path.contains("\\");
    return ours ? path : "/dashboard";
  }
}
