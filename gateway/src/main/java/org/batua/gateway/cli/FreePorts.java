package org.batua.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.wiring.Config;

/// Whether a server that is to start finds all its ports free: all at once, since two listeners
/// cannot share one.
final class FreePorts {
  private FreePorts() {}

  private record Wanted(String setting, String host, int port) {}

  static List<Finding> of(Config config) {
    List<Finding> taken = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (var one : wanted(config)) {
        try {
          held.add(hold(one));
        } catch (IOException e) {
          taken.add(
              Finding.wrong(
                  "ports",
                  one.setting()
                      + ": "
                      + one.host()
                      + ":"
                      + one.port()
                      + " is taken: stop what listens there, or name another port"));
        }
      }
    } finally {
      held.forEach(FreePorts::close);
    }
    return taken.isEmpty() ? List.of(Finding.ok("ports", "free")) : taken;
  }

  /// Those that do not give way to a free one.
  private static List<Wanted> wanted(Config config) {
    List<Wanted> wanted = new ArrayList<>();
    wanted.add(new Wanted("port", config.listen().host(), config.listen().port()));
    config
        .listen()
        .management()
        .ifPresent(it -> wanted.add(new Wanted("management.port", it.host(), it.port())));
    if (!config.dashboard().givesWay()) {
      var own = config.dashboard();
      wanted.add(new Wanted("dashboard.port", own.host(), own.port()));
    }
    if (config.mode() == Config.Mode.DEVELOPMENT
        && config.development().simulatorUrl().isEmpty()
        && !SimulatorProcess.givesWay(config.development().simulatorPort())) {
      wanted.add(new Wanted("simulator.port", "127.0.0.1", config.development().simulatorPort()));
    }
    return wanted;
  }

  private static ServerSocket hold(Wanted wanted) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(wanted.host(), wanted.port()));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
