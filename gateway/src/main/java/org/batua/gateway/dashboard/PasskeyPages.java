package org.batua.gateway.dashboard;

import java.util.List;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.Passkeys;
import org.batua.gateway.operator.SignIn;
import org.batua.gateway.operator.SignInResult;

/// Signing in by a passkey, and the page that asks for a fresh second factor.
public final class PasskeyPages {
  private static final int ANSWER_LENGTH_MAX = 16_384;

  private final Passkeys passkeys;
  private final SignIn signIn;
  private final DashboardCookies cookies;
  private final Screens screens;

  PasskeyPages(Passkeys passkeys, SignIn signIn, DashboardCookies cookies, Screens screens) {
    this.passkeys = passkeys;
    this.signIn = signIn;
    this.cookies = cookies;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.post("/dashboard/sign-in/passkey", Need.ANYBODY, this::enter),
        DashboardRoute.get("/dashboard/confirm", Need.SIGNED_IN, visit -> page(visit, "")),
        DashboardRoute.post("/dashboard/confirm", Need.SIGNED_IN, this::confirmByCode),
        DashboardRoute.post("/dashboard/confirm/passkey", Need.SIGNED_IN, this::confirm));
  }

  /// What the browser's authenticator answered.
  static String answer(Visit visit) {
    return visit.request().params().text("answer", ANSWER_LENGTH_MAX).orElse("");
  }

  private Answer enter(Visit visit) {
    var result = passkeys.signIn(answer(visit), visit.from());
    return result instanceof SignInResult.SignedIn(var cookie, _)
        ? cookies.withSession(Answer.seeOther(SignInPages.to(visit)), cookie)
        : screens.show(
            visit,
            403,
            "sign-in",
            new SignInPages.Form("", SignInPages.to(visit), passkeys.signIn()),
            "PASSKEY");
  }

  /// The page that asks for the second factor once more.
  ///
  /// @param to where to go then
  public record Confirm(String to, Passkeys.Ceremony passkey) {}

  private Answer page(Visit visit, String notice) {
    var model = new Confirm(SignInPages.to(visit), passkeys.showing(visit.session()));
    return screens.show(visit, notice.isEmpty() ? 200 : 403, "confirm", model, notice);
  }

  private Answer confirmByCode(Visit visit) {
    return signIn
        .showAgain(visit.session(), visit.text("code"), visit.from())
        .map(refusal -> page(visit, SignInPages.word(refusal)))
        .orElseGet(() -> Answer.seeOther(SignInPages.to(visit)));
  }

  private Answer confirm(Visit visit) {
    boolean shown =
        passkeys.showAgain(visit.operator(), visit.session(), answer(visit), visit.from());
    return shown ? Answer.seeOther(SignInPages.to(visit)) : page(visit, "PASSKEY");
  }
}
