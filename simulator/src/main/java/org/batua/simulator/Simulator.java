package org.batua.simulator;

import io.helidon.webserver.http.HttpService;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.batua.simulator.SimulatorConfig.Storage;
import org.batua.simulator.amazonpay.AmazonpayRoutes;
import org.batua.simulator.control.ControlRoutes;
import org.batua.simulator.control.NoticeRoutes;
import org.batua.simulator.control.ProviderRoutes;
import org.batua.simulator.development.DevelopmentRoutes;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.IdSource;
import org.batua.simulator.engine.MemoryStore;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.SimulatorClock;
import org.batua.simulator.engine.Store;
import org.batua.simulator.freecharge.FreechargeRoutes;
import org.batua.simulator.gopay.GopayRoutes;
import org.batua.simulator.http.Courier;
import org.batua.simulator.http.Deliverer;
import org.batua.simulator.http.Front;
import org.batua.simulator.http.Listener;
import org.batua.simulator.http.Outages;
import org.batua.simulator.mobikwik.MobikwikRoutes;
import org.batua.simulator.page.Html;
import org.batua.simulator.page.IndexPage;
import org.batua.simulator.paytm.PaytmRoutes;
import org.batua.simulator.phonepe.PhonepeRoutes;
import org.batua.simulator.store.EmbeddedDatabase;
import org.batua.simulator.store.PostgresStore;

/// A running simulator: built from its configuration, closed in reverse.
public final class Simulator implements AutoCloseable {
  /// The merchants that are always there, one per front.
  private static final List<Merchant> MERCHANTS =
      List.of(
          MobikwikRoutes.DEFAULT_MERCHANT,
          PaytmRoutes.DEFAULT_MERCHANT,
          PhonepeRoutes.DEFAULT_MERCHANT,
          GopayRoutes.DEFAULT_MERCHANT,
          AmazonpayRoutes.DEFAULT_MERCHANT,
          FreechargeRoutes.DEFAULT_MERCHANT);

  private final Store store;
  private final Courier courier;
  private final Listener listener;
  private final Map<Provider, Listener> ownListeners;

  private Simulator(
      Store store, Courier courier, Listener listener, Map<Provider, Listener> ownListeners) {
    this.store = store;
    this.courier = courier;
    this.listener = listener;
    this.ownListeners = ownListeners;
  }

  /// Returns when calls are taken.
  public static Simulator start(SimulatorConfig config) {
    Store store = open(config.storage());
    try {
      return start(config, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static Simulator start(SimulatorConfig config, Store store) {
    SimulatorClock clock = new SimulatorClock(config.realTime());
    IdSource ids = new IdSource(new SecureRandom());
    Engine engine = new Engine(store, clock, ids, MERCHANTS);
    Deliverer deliverer = new Deliverer(config.latency(), config.slow(), config.hang());
    Courier courier = new Courier();
    List<Front> fronts = fronts(engine, deliverer, courier);
    Outages outages = new Outages();
    Map<Provider, Listener> ownListeners = new EnumMap<>(Provider.class);
    for (Front front : fronts) {
      Integer port = config.ownPorts().get(front.provider());
      if (port != null) {
        ownListeners.put(
            front.provider(),
            new Listener(
                config.host(), port, routing -> front.mount(routing, outages), config.latency()));
      }
    }
    ProviderRoutes providers = new ProviderRoutes(outages, ownListeners);
    Listener listener =
        new Listener(
            config.host(),
            config.port(),
            routing -> {
              fronts.forEach(front -> front.mount(routing, outages));
              routing.get("/", (_, response) -> Html.send(response, 200, IndexPage.html()));
              routing.register("/control/providers", providers);
              routing.register("/control/notices", new NoticeRoutes(courier));
              routing.register("/control", new ControlRoutes(engine.administration()));
            },
            config.latency());
    ownListeners.values().forEach(Listener::open);
    try {
      listener.open();
    } catch (RuntimeException e) {
      ownListeners.values().forEach(Listener::close);
      courier.close();
      throw e;
    }
    return new Simulator(store, courier, listener, ownListeners);
  }

  public int port() {
    return listener.port();
  }

  /// The port of a provider's own, or the common one.
  public int port(Provider provider) {
    return ownListeners.getOrDefault(provider, listener).port();
  }

  @Override
  public void close() {
    listener.close();
    ownListeners.values().forEach(Listener::close);
    courier.close();
    store.close();
  }

  private static List<Front> fronts(Engine engine, Deliverer deliverer, Courier courier) {
    return List.of(
        new Front(Provider.MOBIKWIK, new MobikwikRoutes(engine, deliverer)),
        new Front(Provider.PAYTM, new PaytmRoutes(engine, deliverer)),
        new Front(Provider.PHONEPE, new PhonepeRoutes(engine, deliverer, courier)),
        new Front(Provider.GOPAY, new GopayRoutes(engine, deliverer, courier)),
        new Front(Provider.AMAZONPAY, new AmazonpayRoutes(engine, deliverer)),
        new Front(
            Provider.FREECHARGE,
            withDevelopment(
                Provider.FREECHARGE, new FreechargeRoutes(engine, deliverer), engine, deliverer)));
  }

  /// Serves the development wallet protocol too, below the provider's own paths.
  private static HttpService withDevelopment(
      Provider provider, HttpService own, Engine engine, Deliverer deliverer) {
    return rules -> {
      own.routing(rules);
      rules.register("/development", new DevelopmentRoutes(provider, engine, deliverer));
    };
  }

  private static Store open(Storage storage) {
    return switch (storage) {
      case Storage.Memory(int journalEntriesMax) -> new MemoryStore(journalEntriesMax);
      case Storage.Database(String jdbcUrl) -> PostgresStore.open(jdbcUrl, () -> {});
      case Storage.Directory(var path) -> {
        EmbeddedDatabase database = EmbeddedDatabase.start(path);
        yield PostgresStore.open(database.jdbcUrl(), database::close);
      }
    };
  }
}
