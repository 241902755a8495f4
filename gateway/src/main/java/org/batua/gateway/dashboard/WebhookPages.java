package org.batua.gateway.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.webhook.Delivery;
import org.batua.gateway.webhook.DeliveryLogStore;
import org.batua.gateway.webhook.DeliveryStatus;
import org.batua.gateway.webhook.DeliveryStore.Held;
import org.batua.gateway.webhook.EndpointTest;
import org.batua.gateway.webhook.EventName;
import org.batua.gateway.webhook.Redelivery;
import org.batua.gateway.webhook.ReplayStore;
import org.batua.gateway.webhook.Replays;
import org.batua.gateway.webhook.WebhookEndpoint;
import org.batua.gateway.webhook.WebhookEndpoints;
import org.batua.gateway.webhook.WebhookParams;

/// A merchant's webhook endpoints with their health, the deliveries to them, why one failed, and
/// what can be done about it.
public final class WebhookPages {
  private static final String PATH = "/webhooks";
  private static final String ENDPOINT = PATH + "/endpoints/{endpoint}";
  private static final String DELIVERY = PATH + "/deliveries/{delivery}";
  private static final Duration OVERLAP = Duration.ofHours(24);
  private static final int ROWS = 50;
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
  private static final Instant EVER = Instant.parse("9000-01-01T00:00:00Z");

  private final Features features;
  private final Audit audit;
  private final Screens screens;

  /// What the pages are of.
  public record Features(
      WebhookEndpoints endpoints,
      DeliveryLogStore log,
      Redelivery redelivery,
      Replays replays,
      EndpointTest test) {}

  WebhookPages(Features features, Audit audit, Screens screens) {
    this.features = features;
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt(PATH, Permission.PAYMENTS_READ, visit -> page(visit, 200, "", "")),
        DashboardRoute.getAt(DELIVERY, Permission.PAYMENTS_READ, this::delivery),
        DashboardRoute.postAt(DELIVERY + "/redeliver", Permission.WEBHOOKS_SEND, this::redeliver),
        DashboardRoute.postAt(
            ENDPOINT + "/redeliver", Permission.WEBHOOKS_SEND, this::redeliverRange),
        DashboardRoute.postAt(ENDPOINT + "/test", Permission.WEBHOOKS_SEND, this::test),
        DashboardRoute.postAt(PATH + "/endpoints", Permission.WEBHOOKS_WRITE, this::add).fresh(),
        DashboardRoute.postAt(ENDPOINT, Permission.WEBHOOKS_WRITE, this::change).fresh(),
        DashboardRoute.postAt(ENDPOINT + "/rotate", Permission.WEBHOOKS_WRITE, this::rotate)
            .fresh(),
        DashboardRoute.postAt(ENDPOINT + "/delete", Permission.WEBHOOKS_WRITE, this::delete)
            .fresh(),
        DashboardRoute.postAt(ENDPOINT + "/pause", Permission.WEBHOOKS_WRITE, this::pause),
        DashboardRoute.postAt(ENDPOINT + "/resume", Permission.WEBHOOKS_WRITE, this::resume));
  }

  /// The endpoints and the latest deliveries.
  ///
  /// @param given the filters as the address has them
  /// @param next the address of older deliveries; empty at the end
  /// @param cutShort whether only a part of the deliveries was looked through
  /// @param secret shown once; empty for none
  public record Webhooks(
      List<WebhookEndpoint> endpoints,
      List<Delivery> deliveries,
      List<EventName> names,
      List<DeliveryStatus> statuses,
      Map<String, String> given,
      String next,
      boolean cutShort,
      String secret) {}

  private Answer page(Visit visit, int status, String secret, String notice) {
    var endpoints = features.endpoints().of(visit.at());
    Map<String, String> given = new LinkedHashMap<>();
    for (var name : List.of("status", "endpoint")) {
      visit.given(name).ifPresent(it -> given.put(name, it));
    }
    var deliveries = deliveries(visit);
    var next =
        deliveries
            .next()
            .map(
                place -> {
                  Map<String, String> older = new LinkedHashMap<>(given);
                  older.put("before", place.written());
                  return visit.link(PATH) + Addresses.query(older);
                })
            .orElse("");
    var model =
        new Webhooks(
            endpoints,
            deliveries.rows(),
            List.of(EventName.values()),
            List.of(DeliveryStatus.values()),
            given,
            next,
            deliveries.cutShort(),
            secret);
    return screens.show(visit, status, "webhooks", model, notice);
  }

  private DeliveryLogStore.Page deliveries(Visit visit) {
    var status =
        Arrays.stream(DeliveryStatus.values())
            .filter(it -> it.name().equals(visit.text("status")))
            .findFirst();
    return features
        .log()
        .list(
            new DeliveryLogStore.Query(
                visit.at(),
                visit.given("endpoint"),
                status,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                EVER,
                DeliveryLogStore.Place.read(visit.text("before"))
                    .orElse(DeliveryLogStore.Place.START),
                ROWS));
  }

  private Answer delivery(Visit visit) {
    return screens.show(visit, "delivery", story(visit));
  }

  private DeliveryLogStore.Story story(Visit visit) {
    return Delivery.Key.parse(visit.path("delivery"))
        .flatMap(key -> features.log().find(visit.at(), key))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private Answer redeliver(Visit visit) {
    var delivery = story(visit).delivery();
    try {
      var attempt = features.redelivery().now(delivery);
      written(visit, "webhook redelivered", delivery.id(), said(attempt), Permission.WEBHOOKS_SEND);
    } catch (Rejected e) {
      return screens.show(visit, 409, "delivery", story(visit), "UNDER_WAY");
    }
    return Answer.seeOther(visit.link(PATH + "/deliveries/" + delivery.id()) + "?done=sent");
  }

  private Answer redeliverRange(Visit visit) {
    return saved(
        visit,
        () -> {
          var endpoint = endpoint(visit);
          var selection =
              new ReplayStore.Selection(
                  visit.at(),
                  endpoint.id(),
                  time(visit, "from").orElse(Instant.EPOCH),
                  time(visit, "to").orElse(EVER),
                  List.of(WebhookParams.repeatable("status", visit.text("status"))),
                  List.of());
          var replay = features.replays().begin(selection);
          var told = replay.total() + " " + replay.statuses();
          written(visit, "webhooks redelivered", endpoint.id(), told, Permission.WEBHOOKS_SEND);
          return Answer.seeOther(
              visit.link(PATH + "?done=" + (replay.total() == 0 ? "none_again" : "again")));
        });
  }

  private static Optional<Instant> time(Visit visit, String name) {
    return visit
        .given(name)
        .map(
            text -> {
              try {
                return LocalDateTime.parse(text).atZone(INDIA).toInstant();
              } catch (DateTimeParseException e) {
                throw Params.invalid(name, "must be a day and a time, as 2026-02-11T10:00");
              }
            });
  }

  private Answer test(Visit visit) {
    var endpoint = endpoint(visit);
    var name = EventName.named(visit.text("event")).orElse(EventName.ORDER_SUCCEEDED);
    var attempt = features.test().make(endpoint, name);
    var said = said(attempt);
    written(visit, "webhook tested", endpoint.id(), said, Permission.WEBHOOKS_SEND);
    return page(visit, 200, "", endpoint.name() + ", " + name + ": " + said);
  }

  private static String said(Delivery.Attempt attempt) {
    return attempt.httpStatus().map(it -> "HTTP " + it + ", ").orElse("")
        + attempt.tookMs()
        + " ms"
        + (attempt.error().isEmpty() ? "" : ", " + attempt.error());
  }

  private Answer add(Visit visit) {
    return saved(
        visit,
        () -> {
          var params = visit.request().params();
          var made =
              features
                  .endpoints()
                  .create(visit.at(), WebhookParams.name(params), WebhookParams.wish(params));
          written(visit, "endpoint added", made.id(), described(made), Permission.WEBHOOKS_WRITE);
          return page(visit, 200, made.signing().current().reveal(), "");
        });
  }

  private Answer change(Visit visit) {
    return saved(
        visit,
        () -> {
          var endpoint = endpoint(visit);
          var wish = WebhookParams.wish(visit.request().params());
          var changed = features.endpoints().update(visit.at(), endpoint.id(), wish);
          written(
              visit,
              "endpoint changed",
              changed.id(),
              described(changed) + (wish.password().isPresent() ? ", password=changed" : ""),
              Permission.WEBHOOKS_WRITE);
          return back(visit);
        });
  }

  private static String described(WebhookEndpoint endpoint) {
    return endpoint.name() + " " + endpoint.url() + " " + endpoint.choice().words();
  }

  private Answer rotate(Visit visit) {
    var rotated = features.endpoints().rotate(visit.at(), endpoint(visit).id(), OVERLAP);
    written(visit, "endpoint secret rotated", rotated.id(), "", Permission.WEBHOOKS_WRITE);
    return page(visit, 200, rotated.signing().current().reveal(), "");
  }

  private Answer delete(Visit visit) {
    var endpoint = endpoint(visit);
    features.endpoints().delete(visit.at(), endpoint.id());
    written(
        visit, "endpoint deleted", endpoint.id(), described(endpoint), Permission.WEBHOOKS_WRITE);
    return back(visit);
  }

  private Answer pause(Visit visit) {
    var endpoint = endpoint(visit);
    features.endpoints().close(visit.at(), endpoint.id(), WebhookEndpoint.Status.PAUSED);
    written(visit, "endpoint paused", endpoint.id(), "", Permission.WEBHOOKS_WRITE);
    return back(visit);
  }

  private Answer resume(Visit visit) {
    var endpoint = endpoint(visit);
    var held = visit.text("held").equals("skip") ? Held.SKIP : Held.SEND;
    var opened = features.endpoints().open(visit.at(), endpoint.id(), held);
    written(
        visit,
        "endpoint resumed",
        endpoint.id(),
        held + " " + opened.released(),
        Permission.WEBHOOKS_WRITE);
    return back(visit);
  }

  private WebhookEndpoint endpoint(Visit visit) {
    return features.endpoints().find(visit.at(), visit.path("endpoint"));
  }

  /// What the form has wrong is said on the page.
  private Answer saved(Visit visit, Supplier<Answer> change) {
    try {
      return change.get();
    } catch (Rejected e) {
      if (e.rejection() instanceof Rejection.InvalidField(var name, var reason)) {
        return page(visit, 422, "", name + ": " + reason);
      }
      if (e.rejection() instanceof Rejection.MissingFields(var names)) {
        return page(visit, 422, "", String.join(", ", names) + ": –");
      }
      throw e;
    }
  }

  private void written(
      Visit visit, String action, String object, String detail, Permission permission) {
    audit.write(
        AuditEntry.Draft.of(visit.actor(), action, visit.at().value(), object)
            .by(permission)
            .detail(detail),
        AuditEntry.Outcome.DONE);
  }

  private static Answer back(Visit visit) {
    return Answer.seeOther(visit.link(PATH + "?done=saved"));
  }
}
