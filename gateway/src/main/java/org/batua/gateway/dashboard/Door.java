package org.batua.gateway.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.Endpoint;
import org.batua.gateway.http.Guesses;
import org.batua.gateway.http.RefusalPage;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.OperatorSession;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Sessions;

/// Every request to the dashboard comes through here: who is it, may they, does the form come from
/// a page of ours, is the second factor fresh. What is refused is in the audit.
final class Door {
  static final String FORM_TOKEN = "form_token";
  private static final int FORM_TOKEN_LENGTH_MAX = 64;

  /// As many as leave connections of the dashboard's few to those who are signed in.
  private static final int STRANGERS_AT_ONCE = 2;

  private static final int STRANGERS_WAITING_MAX = 20;
  private static final Duration STRANGERS_WAIT_MAX = Duration.ofSeconds(2);

  private final Guesses guesses;
  private final Sessions sessions;
  private final Merchants merchants;
  private final Audit audit;
  private final KeyRing keyRing;
  private final DashboardCookies cookies;
  private final Screens screens;
  private final InstantSource clock;
  private final Semaphore strangers = new Semaphore(STRANGERS_AT_ONCE, /* fair= */ true);

  Door(
      Guesses guesses,
      Sessions sessions,
      Merchants merchants,
      Audit audit,
      KeyRing keyRing,
      DashboardCookies cookies,
      Screens screens,
      InstantSource clock) {
    this.guesses = guesses;
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
    var access = page.path().contains("{token}") ? Access.LINK : Access.OPEN;
    var route =
        page.method().equals("GET")
            ? Route.get(page.path(), access, endpoint)
            : Route.post(page.path(), access, endpoint);
    var shown = route.withRefusals(this::refusal);
    return page.intake() == Route.Intake.FILES_ON_DISK
        ? shown.takingFiles(head -> beforeFiles(page, head))
        : shown;
  }

  private Answer pass(DashboardRoute page, Request request) {
    var visit = visit(page, request);
    if (!page.method().equals("POST")) {
      return answer(page, visit);
    }
    if (visit.current().isPresent()) {
      refuseForeign(visit, /* isFormOurs= */ isFormToken(visit));
      return answer(page, visit);
    }
    return ofStranger(page, visit);
  }

  private Answer answer(DashboardRoute page, Visit visit) {
    return stopped(page, visit).orElseGet(() -> page.page().apply(visit));
  }

  /// A form of somebody who is not signed in is an attempt: what is refused is written down, and
  /// whoever made too many has to wait before anything is. However many addresses they come from,
  /// only a few are looked at at once and only some more wait.
  private Answer ofStranger(DashboardRoute page, Visit visit) {
    var address = visit.request().peer().address();
    // who made too many takes no turn from others
    guesses.refuseLimited(address);
    if (!awaitTurn()) {
      throw new Rejected(new Rejection.TooManyRequests(STRANGERS_WAIT_MAX));
    }
    try {
      return guesses.attempt(
          address,
          () -> {
            refuseForeign(visit, /* isFormOurs= */ true);
            return answer(page, visit);
          },
          answer -> answer.status() != 403);
    } finally {
      strangers.release();
    }
  }

  private boolean awaitTurn() {
    try {
      return strangers.getQueueLength() < STRANGERS_WAITING_MAX
          && strangers.tryAcquire(STRANGERS_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Rejected(new Rejection.Unavailable(STRANGERS_WAIT_MAX));
    }
  }

  /// All that can be known before a form is there: its token comes with it.
  private Optional<Answer> beforeFiles(DashboardRoute page, Request head) {
    var visit = visit(page, head);
    refuseForeign(visit, /* isFormOurs= */ true);
    return stopped(page, visit);
  }

  /// What is shown instead of the page; empty for whoever may come in.
  private Optional<Answer> stopped(DashboardRoute page, Visit visit) {
    return switch (page.need()) {
      case Need.Anybody _ -> Optional.empty();
      case Need.PasswordShown _ ->
          visit.current().isPresent() ? Optional.empty() : toSignIn(page, visit);
      case Need.SignedIn _ -> isFull(visit) ? stoppedIfStale(page, visit) : toSignIn(page, visit);
      case Need.At(var permission) ->
          isFull(visit) ? stoppedAt(page, visit, permission) : toSignIn(page, visit);
      case Need.Everywhere(var permission) ->
          isFull(visit)
              ? stoppedUnless(page, visit, permission, visit.may(permission))
              : toSignIn(page, visit);
    };
  }

  private Optional<Answer> stoppedAt(DashboardRoute page, Visit visit, Permission permission) {
    var merchant = visit.at();
    if (!visit.operator().grants().knows(merchant) || merchants.find(merchant).isEmpty()) {
      refused(page, visit, permission);
      throw new Rejected(new Rejection.UnknownObject());
    }
    return stoppedUnless(page, visit, permission, visit.may(permission));
  }

  private Optional<Answer> stoppedUnless(
      DashboardRoute page, Visit visit, Permission permission, boolean may) {
    if (!may) {
      refused(page, visit, permission);
      return Optional.of(screens.show(visit, 403, "forbidden", permission.code(), ""));
    }
    return stoppedIfStale(page, visit);
  }

  private Optional<Answer> stoppedIfStale(DashboardRoute page, Visit visit) {
    boolean stale =
        page.freshness() == DashboardRoute.Freshness.FRESH
            && !visit.operator().forDevelopment()
            && !visit.session().isFresh(clock.instant());
    return stale
        ? Optional.of(Answer.seeOther("/dashboard/confirm?to=" + encoded(backTo(page, visit))))
        : Optional.empty();
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

  private static Optional<Answer> toSignIn(DashboardRoute page, Visit visit) {
    boolean wants = page.method().equals("GET") && visit.merchant().isPresent();
    var to = wants ? "?to=" + encoded(visit.link("")) : "";
    return Optional.of(Answer.seeOther("/dashboard/sign-in" + to));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static boolean isFull(Visit visit) {
    return visit
        .current()
        .filter(it -> it.session().stage() == OperatorSession.Stage.FULL)
        .isPresent();
  }

  private Visit visit(DashboardRoute page, Request request) {
    var current =
        cookies
            .session(request.browser())
            .flatMap(
                cookie ->
                    guesses.find(
                        request.peer().address(),
                        cookie,
                        sessions::isWorking,
                        () -> sessions.find(cookie)));
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
  private void refuseForeign(Visit visit, boolean isFormOurs) {
    if (!visit.request().peer().isSameOrigin() || !isFormOurs) {
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

  private boolean isFormToken(Visit visit) {
    var token = visit.request().params().text(FORM_TOKEN, FORM_TOKEN_LENGTH_MAX).orElse("");
    return visit.current().map(it -> isFormToken(it.session(), token)).orElse(true);
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
  private Answer refusal(Answer refusal, Browser browser, RefusalPage.At at) {
    var request = Request.ofNobody();
    var visit =
        new Visit(request, Optional.empty(), Optional.empty(), cookies.language(browser), "");
    var kind =
        switch (refusal.status()) {
          case 404 -> at.isLost() ? "link" : "404";
          case 400, 403, 413, 429, 503 -> Integer.toString(refusal.status());
          default -> "other";
        };
    var page = screens.show(visit, refusal.status(), "refused", kind, "");
    var wait = refusal.headers().get("Retry-After");
    if (wait != null) {
      page = page.with("Retry-After", wait);
    }
    return new Answer(
        page.status(),
        page.contentType(),
        page.body(),
        page.headers(),
        page.cookies(),
        refusal.errorCode());
  }
}
