package org.batua.bench.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.batua.bench.process.Programs;
import org.batua.bench.process.Signals;

/// One machine of the cluster: PostgreSQL, the Patroni that runs it, and a member of etcd.
final class Node {
  static final int POSTGRES = 5432;
  static final int REST = 8008;
  private static final int ETCD = 2379;
  private static final int ETCD_PEER = 2380;
  private static final String USER = "postgres";
  private static final String NAME = "node";

  /// Each would have a processor of its own: what runs beside them on this machine must not make
  /// them miss their heartbeats.
  private static final List<String> FIRST = List.of("nice", "-n", "-20");

  private final int number;
  private final Path directory;
  private final Path etcd;

  /// @param number from 1
  /// @param directory of this node alone, which its user may reach
  /// @param etcd the data of etcd, on a disk that nothing else uses
  Node(int number, Path directory, Path etcd) {
    this.number = number;
    this.directory = directory;
    this.etcd = etcd;
  }

  String name() {
    return name(number);
  }

  int number() {
    return number;
  }

  String address() {
    return Network.address(number);
  }

  /// Makes its directory and its configuration.
  void prepare(String configuration) {
    try {
      Files.createDirectories(directory);
      Files.writeString(configuration(), configuration);
      Files.createDirectories(etcd);
      Programs.run("chown", "-R", USER + ":", directory.toString(), etcd.toString());
      Programs.run("chmod", "700", directory.toString(), etcd.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be made", e);
    }
  }

  /// Starts everything as the machine's start does.
  void start(int nodes) {
    start("etcd", etcd(nodes));
    start("patroni", List.of("patroni", configuration().toString()));
  }

  private List<String> etcd(int nodes) {
    var client = url(number, ETCD);
    var peer = url(number, ETCD_PEER);
    var members =
        IntStream.rangeClosed(1, nodes)
            .mapToObj(it -> name(it) + "=" + url(it, ETCD_PEER))
            .toList();
    return List.of(
        "etcd",
        "--name=" + name(),
        "--data-dir=" + etcd,
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=" + String.join(",", members),
        "--enable-v2=true",
        "--logger=zap",
        "--log-level=warn");
  }

  /// SIGKILL to everything on it.
  void kill() {
    Network.killAll(number);
    forgetPostmaster();
  }

  /// SIGKILL to PostgreSQL alone: Patroni and etcd go on.
  void killPostgres() {
    try {
      var pid = Long.valueOf(Files.readAllLines(data().resolve("postmaster.pid")).getFirst());
      List<Long> family = new ArrayList<>(List.of(pid));
      ProcessHandle.of(pid)
          .ifPresent(it -> it.children().map(ProcessHandle::pid).forEach(family::add));
      Signals.kill(family);
    } catch (IOException e) {
      throw new UncheckedIOException(name() + ": no PostgreSQL runs on it", e);
    }
  }

  /// SIGSTOP to everything on it.
  void pause() {
    Signals.pause(Network.pids(number));
  }

  void resume() {
    Signals.resume(Network.pids(number));
  }

  private void start(String what, List<String> program) {
    List<String> command = new ArrayList<>(Network.on(number));
    command.addAll(FIRST);
    command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
    command.addAll(program);
    var log = directory.resolveSibling(name() + "-" + what + ".log").toFile();
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("HOME", directory.toString());
      builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
      builder.directory(directory.toFile()).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
      builder.start().getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(what + " of " + name() + ": does not start", e);
    }
  }

  /// No process of it is left, so a number that is used again must not keep the next one out.
  private void forgetPostmaster() {
    try {
      Files.deleteIfExists(data().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path data() {
    return directory.resolve("data");
  }

  Path passwords() {
    return directory.resolve("pgpass");
  }

  private Path configuration() {
    return directory.resolve("patroni.yml");
  }

  static String name(int number) {
    return NAME + number;
  }

  private static String url(int number, int port) {
    return "http://" + Network.address(number) + ":" + port;
  }

  static String etcdAddress(int number) {
    return Network.address(number) + ":" + ETCD;
  }
}
