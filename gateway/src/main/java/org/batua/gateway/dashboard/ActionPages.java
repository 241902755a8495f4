package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.Listed;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.OrderStory;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Proposal;
import org.batua.gateway.operator.Proposals;
import org.batua.gateway.resolution.ManualReview;

/// The forms that do something: ask, refund, settle, approve, delink. Each leads back to a page
/// that says what became of it.
public final class ActionPages {
  private static final int LISTED_MAX = 200;
  private static final int REQUEST_LENGTH_MAX = 40;

  private final OperatorActions actions;
  private final LookupStore lookups;
  private final Proposals proposals;
  private final Screens screens;

  ActionPages(OperatorActions actions, LookupStore lookups, Proposals proposals, Screens screens) {
    this.actions = actions;
    this.lookups = lookups;
    this.proposals = proposals;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt("/review", Permission.PAYMENTS_READ, this::review),
        DashboardRoute.postAt("/orders/{order}/ask", Permission.PAYMENTS_ASK, this::ask),
        DashboardRoute.postAt("/orders/{order}/refund", Permission.REFUNDS_CREATE, this::refund),
        DashboardRoute.postAt("/review/{id}", Permission.SETTLE_PROPOSE, this::propose),
        DashboardRoute.postAt("/proposals/{id}/approve", Permission.SETTLE_APPROVE, this::approve)
            .fresh(),
        DashboardRoute.postAt(
            "/proposals/{id}/turn-down", Permission.SETTLE_APPROVE, this::turnDown),
        DashboardRoute.postAt(
            "/customers/{customer}/wallets/{wallet}/delink",
            Permission.WALLETS_DELINK,
            this::delink),
        DashboardRoute.postAt(
            "/customers/{customer}/wallets/{wallet}/refresh",
            Permission.PAYMENTS_ASK,
            this::refresh));
  }

  /// What waits for people.
  ///
  /// @param open id of what the visitor came for; empty for nothing in particular
  public record Review(List<Listed> waiting, List<Proposal> proposals, String login, String open) {}

  private Answer review(Visit visit) {
    return screens.show(
        visit,
        "review",
        new Review(
            lookups.forAPerson(visit.at(), LISTED_MAX),
            proposals.latest(visit.at()),
            visit.operator().login(),
            visit.text("open")));
  }

  private Answer ask(Visit visit) {
    var story = story(visit);
    return led(
        visit,
        "/orders/" + story.ref(),
        actions.ask(visit.actor(), visit.at(), story.ref(), story.orderId()),
        "asked");
  }

  private Answer refund(Visit visit) {
    var story = story(visit);
    var back = "/orders/" + story.ref();
    var amount = amount(visit, story);
    var reason = visit.text("reason");
    if (amount.isEmpty() || amount.get().isZero()) {
      return refused(visit, back, "AMOUNT");
    }
    if (reason.isEmpty()) {
      return refused(visit, back, "REASON");
    }
    var request = "dashboard_" + visit.text("request").replaceAll("[^0-9a-zA-Z]", "");
    var wish =
        new OperatorActions.RefundWish(
            story.ref(),
            story.orderId(),
            request.substring(0, Math.min(REQUEST_LENGTH_MAX, request.length())),
            amount.get(),
            reason);
    return led(visit, back, actions.refund(visit.actor(), visit.at(), wish), "refund");
  }

  private static Optional<Money> amount(Visit visit, OrderStory story) {
    return Money.parse(visit.text("amount"), story.amount().currency());
  }

  private Answer propose(Visit visit) {
    var ending = visit.text("ending");
    var reason = visit.text("reason");
    var waiting =
        lookups.forAPerson(visit.at(), LISTED_MAX).stream()
            .filter(it -> it.id().equals(visit.path("id")))
            .findFirst();
    if (waiting.isEmpty()) {
      return refused(visit, "/review", "NOT_WAITING");
    }
    if (reason.isEmpty()) {
      return refused(visit, "/review", "REASON");
    }
    if (!ending.equals("MOVED") && !ending.equals("NOT_MOVED")) {
      return refused(visit, "/review", "ENDING");
    }
    var wish =
        new OperatorActions.Settlement(
            waiting.get().id(),
            ManualReview.Ending.valueOf(ending),
            visit.text("provider_reference"),
            reason);
    try {
      return led(visit, "/review", actions.settle(visit.actor(), visit.at(), wish), "approved");
    } catch (IllegalArgumentException e) {
      return refused(visit, "/review", "REASON");
    }
  }

  private Answer approve(Visit visit) {
    return decide(visit, actions::approve, "approved");
  }

  private Answer turnDown(Visit visit) {
    return decide(visit, actions::turnDown, "declined");
  }

  /// The route lets in whoever approves anything; each kind needs a permission of its own.
  private Answer decide(
      Visit visit, BiFunction<Actor, Proposal, OperatorActions.Result> decision, String done) {
    var proposal = proposal(visit);
    var needed = proposal.kind().approving();
    return visit.may(needed)
        ? led(visit, "/review", decision.apply(visit.actor(), proposal), done)
        : screens.show(visit, 403, "forbidden", needed.code(), "");
  }

  private Proposal proposal(Visit visit) {
    return proposals
        .find(visit.at(), visit.path("id"))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private Answer delink(Visit visit) {
    var reason = visit.text("reason");
    var back = "/customers/" + visit.path("customer");
    return reason.isEmpty()
        ? refused(visit, back, "REASON")
        : led(
            visit,
            back,
            actions.delink(visit.actor(), visit.at(), wallet(visit), reason),
            "delinked");
  }

  private Answer refresh(Visit visit) {
    return led(
        visit,
        "/customers/" + visit.path("customer"),
        actions.refresh(visit.actor(), visit.at(), wallet(visit)),
        "refreshed");
  }

  private static WalletId wallet(Visit visit) {
    return WalletId.parse(visit.path("wallet"))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private OrderStory story(Visit visit) {
    return lookups
        .story(visit.at(), visit.path("order"))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private Answer led(Visit visit, String back, OperatorActions.Result result, String done) {
    return switch (result) {
      case OperatorActions.Result.Done _ -> Answer.seeOther(visit.link(back) + "?done=" + done);
      case OperatorActions.Result.Proposed _ ->
          Answer.seeOther(visit.link("/review") + "?done=proposed");
      case OperatorActions.Result.Refused(var why) -> refused(visit, back, why);
    };
  }

  private Answer refused(Visit visit, String back, String why) {
    return screens.show(visit, 409, "notdone", new NotDone(visit.link(back)), why);
  }

  /// A page that says why nothing was done.
  public record NotDone(String back) {}
}
