package org.batua.gateway.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.Endpoint;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.CurrentSession;
import org.batua.gateway.operator.OperatorSession;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Sessions;

/// Every request to the dashboard comes through here: who is it, may they, does the form come from
/// a page of ours, is the second factor fresh. What is refused is in the audit.
final class Door {
  static final String FORM_TOKEN = "form_token";
  private static final int FORM_TOKEN_LENGTH_MAX = 64;

  private final Sessions sessions;
  private final Merchants merchants;
  private final Audit audit;
  private final KeyRing keyRing;
  private final DashboardCookies cookies;
  private final Screens screens;
  private final InstantSource clock;

  Door(
      Sessions sessions,
      Merchants merchants,
      Audit audit,
      KeyRing keyRing,
      DashboardCookies cookies,
      Screens screens,
      InstantSource clock) {
    this.sessions = sessions;
    this.merchants = merchants;
    this.audit = audit;
    this.keyRing = keyRing;
    this.cookies = cookies;
    this.screens = screens;
    this.clock = clock;
  }

  List<Route> routes(List<DashboardRoute> pages) {
    return pages.stream().map(this::route).toList();
  }

  private Route route(DashboardRoute page) {
    Endpoint endpoint = request -> pass(page, request);
    var route =
        page.method().equals("GET")
            ? Route.get(page.path(), Access.OPEN, endpoint)
            : Route.post(page.path(), Access.OPEN, endpoint);
    return route
        .keeping(page.intake())
        .withRefusals((answer, browser, _) -> refusal(answer, browser));
  }

  private Answer pass(DashboardRoute page, Request request) {
    var current = cookies.session(request.browser()).flatMap(sessions::find);
    var visit = visit(page, request, current);
    if (page.method().equals("POST")) {
      refuseForeign(visit);
    }
    return switch (page.need()) {
      case Need.Anybody _ -> page.page().apply(visit);
      case Need.PasswordShown _ ->
          current.isPresent() ? page.page().apply(visit) : toSignIn(page, visit);
      case Need.SignedIn _ -> isFull(current) ? open(page, visit) : toSignIn(page, visit);
      case Need.At(var permission) ->
          isFull(current) ? openAt(page, visit, permission) : toSignIn(page, visit);
      case Need.Everywhere(var permission) ->
          isFull(current)
              ? openIf(page, visit, permission, visit.may(permission))
              : toSignIn(page, visit);
    };
  }

  private Answer openAt(DashboardRoute page, Visit visit, Permission permission) {
    var merchant = visit.at();
    if (!visit.operator().grants().knows(merchant) || merchants.find(merchant).isEmpty()) {
      refused(page, visit, permission);
      throw new Rejected(new Rejection.UnknownObject());
    }
    return openIf(page, visit, permission, visit.may(permission));
  }

  private Answer openIf(DashboardRoute page, Visit visit, Permission permission, boolean may) {
    if (!may) {
      refused(page, visit, permission);
      return screens.show(visit, 403, "forbidden", permission.code(), "");
    }
    return open(page, visit);
  }

  private Answer open(DashboardRoute page, Visit visit) {
    boolean stale =
        page.freshness() == DashboardRoute.Freshness.FRESH
            && !visit.operator().forDevelopment()
            && !visit.session().isFresh(clock.instant());
    if (stale) {
      return Answer.seeOther("/dashboard/confirm?to=" + encoded(backTo(page, visit)));
    }
    return page.page().apply(visit);
  }

  /// A form cannot be sent again after a detour: its page can.
  private static String backTo(DashboardRoute page, Visit visit) {
    var from = visit.text("from");
    if (from.startsWith("/dashboard/") && !from.contains("//") && !from.contains("\\")) {
      return from;
    }
    return visit.merchant().isPresent() && page.method().equals("POST")
        ? visit.link("")
        : "/dashboard";
  }

  private static Answer toSignIn(DashboardRoute page, Visit visit) {
    boolean wants = page.method().equals("GET") && visit.merchant().isPresent();
    return Answer.seeOther("/dashboard/sign-in" + (wants ? "?to=" + encoded(visit.link("")) : ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static boolean isFull(Optional<CurrentSession> current) {
    return current.filter(it -> it.session().stage() == OperatorSession.Stage.FULL).isPresent();
  }

  private Visit visit(DashboardRoute page, Request request, Optional<CurrentSession> current) {
    Optional<MerchantId> merchant = Optional.empty();
    if (page.path().contains("{merchant}")) {
      var text = request.path("merchant");
      if (!MerchantId.isForm(text)) {
        throw new Rejected(new Rejection.UnknownObject());
      }
      merchant = Optional.of(new MerchantId(text));
    }
    return new Visit(
        request,
        current,
        merchant,
        cookies.language(request.browser()),
        current.map(it -> formToken(it.session())).orElse(""));
  }

  /// A browser says where a form comes from; the token proves it once more.
  private void refuseForeign(Visit visit) {
    boolean token =
        visit
            .current()
            .map(
                it ->
                    isFormToken(
                        it.session(),
                        visit
                            .request()
                            .params()
                            .text(FORM_TOKEN, FORM_TOKEN_LENGTH_MAX)
                            .orElse("")))
            .orElse(true);
    if (!visit.request().peer().isSameOrigin() || !token) {
      audit.write(
          AuditEntry.Draft.of(
              visit.actor(),
              "foreign form",
              visit.merchant().map(MerchantId::value).orElse(""),
              ""),
          AuditEntry.Outcome.REFUSED);
      throw new Rejected(new Rejection.ForeignForm());
    }
  }

  private void refused(DashboardRoute page, Visit visit, Permission permission) {
    audit.write(
        AuditEntry.Draft.of(
                visit.actor(),
                page.method() + " " + page.path(),
                visit.merchant().map(MerchantId::value).orElse(""),
                "")
            .by(permission),
        AuditEntry.Outcome.REFUSED);
  }

  private String formToken(OperatorSession session) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(keyRing.sign(signed(session)));
  }

  private boolean isFormToken(OperatorSession session, String token) {
    try {
      return keyRing.isSigned(signed(session), Base64.getUrlDecoder().decode(token));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] signed(OperatorSession session) {
    return ("dashboard-form/" + session.hash()).getBytes(StandardCharsets.UTF_8);
  }

  /// What a refused request looks like to a person.
  private Answer refusal(Answer refusal, Browser browser) {
    var request = Request.ofNobody();
    var visit =
        new Visit(request, Optional.empty(), Optional.empty(), cookies.language(browser), "");
    var kind =
        switch (refusal.status()) {
          case 400, 403, 404, 413, 503 -> Integer.toString(refusal.status());
          default -> "other";
        };
    var page = screens.show(visit, refusal.status(), "refused", kind, "");
    return new Answer(
        page.status(),
        page.contentType(),
        page.body(),
        page.headers(),
        page.cookies(),
        refusal.errorCode());
  }
}
