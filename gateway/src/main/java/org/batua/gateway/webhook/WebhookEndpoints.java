package org.batua.gateway.webhook;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.ApiVersion;
import org.batua.gateway.webhook.WebhookEndpoint.Status;
import org.batua.gateway.webhook.transport.EndpointGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The endpoints of merchants: added, changed, closed and opened again.
public final class WebhookEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoints.class);
  static final int PER_MERCHANT_MAX = 16;
  private static final Duration CACHED_FOR = Duration.ofSeconds(1);
  private static final int CACHED_MAX = 10_000;
  private static final int ID_BYTES = 8;

  private final WebhookEndpointStore store;
  private final DeliveryStore deliveries;
  private final EndpointGuard guard;
  private final Ids ids;
  private final InstantSource clock;
  private final LoadingCache<String, WebhookEndpoint> byId;

  public WebhookEndpoints(
      WebhookEndpointStore store,
      DeliveryStore deliveries,
      EndpointGuard guard,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.guard = guard;
    this.ids = ids;
    this.clock = clock;
    this.byId =
        Caffeine.newBuilder()
            .maximumSize(CACHED_MAX)
            .expireAfterWrite(CACHED_FOR)
            .build(
                id ->
                    store
                        .find(id)
                        .orElseThrow(
                            () ->
                                new IllegalStateException("webhook endpoint " + id + ": missing")));
  }

  /// A merchant's settings of an endpoint; an empty one keeps its value, or takes the default.
  public record Wish(
      Optional<String> url,
      Optional<WebhookEndpoint.Choice> choice,
      Optional<String> username,
      Optional<Secret> password,
      Optional<Map<String, Secret>> headers,
      Optional<WebhookEndpoint.Success> success,
      Optional<ApiVersion> apiVersion) {}

  /// Adds an endpoint with a new secret.
  ///
  /// @param name empty for `primary`, or the endpoint's id where the merchant has that already
  /// @throws Rejected when its URL is not allowed, its name is taken, or the merchant has too many
  public WebhookEndpoint create(MerchantId merchant, Optional<String> name, Wish wish) {
    var url =
        wish.url().orElseThrow(() -> new Rejected(new Rejection.MissingFields(List.of("url"))));
    refuseUrl(url);
    var id = "whe_" + ids.hex(ID_BYTES);
    var usual =
        store.find(merchant, WebhookEndpoint.PRIMARY).isPresent() ? id : WebhookEndpoint.PRIMARY;
    var now = clock.instant();
    var endpoint = changed(fresh(id, merchant, name.orElse(usual), url, now), wish);
    if (!store.insert(endpoint, PER_MERCHANT_MAX, now)) {
      throw new Rejected(
          new Rejection.InvalidField(
              "name", "is another endpoint's, or there are " + PER_MERCHANT_MAX + " endpoints"));
    }
    return endpoint;
  }

  private WebhookEndpoint fresh(
      String id, MerchantId merchant, String name, String url, Instant now) {
    return new WebhookEndpoint(
        id,
        merchant,
        name,
        url,
        new WebhookEndpoint.Choice(EventName.USUAL),
        new WebhookEndpoint.Credentials("", Secret.of(""), Map.of()),
        new WebhookEndpoint.Signing(Signature.newSecret(ids), Optional.empty()),
        WebhookEndpoint.Success.ONLY_200,
        Optional.empty(),
        new WebhookEndpoint.State(Status.ACTIVE, "", 0, Optional.empty(), now));
  }

  /// Adds the endpoint of orders' own URLs, beyond the usual limit; one that is there stays.
  void addForOrderUrls(MerchantId merchant) {
    var now = clock.instant();
    var id = "whe_" + ids.hex(ID_BYTES);
    boolean added =
        store.insert(
            fresh(id, merchant, WebhookEndpoint.ORDER_URLS, "", now), PER_MERCHANT_MAX + 1, now);
    if (added) {
      LOG.atInfo()
          .addKeyValue("merchant", merchant)
          .addKeyValue("endpoint", id)
          .log("webhook endpoint added for orders with a URL of their own");
    }
  }

  /// Changes an endpoint; attempts in progress use the settings of before.
  ///
  /// @throws Rejected when there is none, or its new URL is not allowed
  public WebhookEndpoint update(MerchantId merchant, String name, Wish wish) {
    var endpoint = find(merchant, name);
    wish.url().ifPresent(this::refuseUrl);
    return stored(changed(endpoint, wish));
  }

  /// Gives an endpoint a new secret, which signs at once. The old one signs as well for a while.
  public WebhookEndpoint rotate(MerchantId merchant, String name, Duration keepOld) {
    var endpoint = find(merchant, name);
    var until = clock.instant().plus(keepOld);
    var signing =
        new WebhookEndpoint.Signing(
            Signature.newSecret(ids),
            keepOld.isZero()
                ? Optional.empty()
                : Optional.of(
                    new WebhookEndpoint.Signing.Old(endpoint.signing().current(), until)));
    return stored(
        new WebhookEndpoint(
            endpoint.id(),
            endpoint.merchant(),
            endpoint.name(),
            endpoint.url(),
            endpoint.choice(),
            endpoint.credentials(),
            signing,
            endpoint.success(),
            endpoint.apiVersion(),
            endpoint.state()));
  }

  private WebhookEndpoint stored(WebhookEndpoint endpoint) {
    store.update(endpoint, clock.instant());
    forget(endpoint.id());
    return endpoint;
  }

  private static WebhookEndpoint changed(WebhookEndpoint endpoint, Wish wish) {
    var credentials = endpoint.credentials();
    return new WebhookEndpoint(
        endpoint.id(),
        endpoint.merchant(),
        endpoint.name(),
        wish.url().orElse(endpoint.url()),
        wish.choice().orElse(endpoint.choice()),
        new WebhookEndpoint.Credentials(
            wish.username().orElse(credentials.username()),
            wish.password().orElse(credentials.password()),
            wish.headers().orElse(credentials.headers())),
        endpoint.signing(),
        wish.success().orElse(endpoint.success()),
        wish.apiVersion().map(ApiVersion::date).orElse(endpoint.apiVersion()),
        endpoint.state());
  }

  private void refuseUrl(String url) {
    guard
        .problem(url)
        .ifPresent(
            problem -> {
              throw new Rejected(new Rejection.InvalidField("url", problem));
            });
  }

  /// The endpoint of this id or name.
  ///
  /// @throws Rejected when the merchant has none
  public WebhookEndpoint find(MerchantId merchant, String name) {
    return store
        .find(merchant, name)
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  public List<WebhookEndpoint> of(MerchantId merchant) {
    return store.of(merchant);
  }

  /// The endpoint of a delivery, as it was within the last second.
  WebhookEndpoint known(String id) {
    return byId.get(id);
  }

  void forget(String id) {
    byId.invalidate(id);
  }

  /// Closes an endpoint: its events are held from now on.
  ///
  /// @param status paused or disabled
  public WebhookEndpoint close(MerchantId merchant, String name, Status status) {
    var endpoint = find(merchant, name);
    var from = EnumSet.of(Status.ACTIVE, Status.PAUSED, Status.DISABLED);
    close(endpoint, from, status, "BY_MERCHANT");
    return find(merchant, endpoint.id());
  }

  /// Pauses an endpoint whose server said that it wants no more.
  void pauseAsGone(WebhookEndpoint endpoint) {
    close(endpoint, EnumSet.of(Status.ACTIVE), Status.PAUSED, "GONE");
  }

  private void close(WebhookEndpoint endpoint, EnumSet<Status> from, Status status, String reason) {
    var now = clock.instant();
    store.setStatus(endpoint.id(), from, status, reason, now);
    forget(endpoint.id());
    deliveries.holdOfClosedEndpoints(now);
  }

  /// What opening an endpoint came to.
  ///
  /// @param released deliveries that were held
  public record Opened(WebhookEndpoint endpoint, long released) {}

  /// Opens an endpoint, and sends or skips what was held for it.
  public Opened open(MerchantId merchant, String name, DeliveryStore.Held held) {
    var endpoint = find(merchant, name);
    var now = clock.instant();
    var from = EnumSet.of(Status.ACTIVE, Status.PAUSED, Status.DISABLED);
    store.setStatus(endpoint.id(), from, Status.ACTIVE, "", now);
    forget(endpoint.id());
    long released = deliveries.releaseHeld(endpoint.id(), held, now);
    return new Opened(find(merchant, endpoint.id()), released);
  }

  /// Deletes an endpoint. What was on its way there ends, and stays in the log.
  public void delete(MerchantId merchant, String name) {
    var endpoint = find(merchant, name);
    var from = EnumSet.of(Status.ACTIVE, Status.PAUSED, Status.DISABLED);
    close(endpoint, from, Status.DELETED, "BY_MERCHANT");
    deliveries.releaseHeld(endpoint.id(), DeliveryStore.Held.SKIP, clock.instant());
  }
}
