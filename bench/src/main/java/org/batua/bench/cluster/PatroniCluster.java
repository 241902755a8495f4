package org.batua.bench.cluster;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.batua.bench.process.Await;
import org.batua.bench.process.GatewayDatabase;
import org.batua.bench.process.Programs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A PostgreSQL of three nodes with Patroni and etcd, each on a machine of its own in a network on
/// this one, with synchronous replication.
public final class PatroniCluster implements GatewayDatabase {
  public static final int NODES = 3;

  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
  private static final Duration SWITCH_MAX = Duration.ofSeconds(30);
  private static final int PASSWORD_BYTES = 24;
  private static final Set<String> PRIMARIES = Set.of("master", "primary");
  private static final JsonMapper JSON = new JsonMapper();

  /// In memory: etcd wants a disk of its own, and gives its leader up while another's work is
  /// flushed to the one that it has.
  private static final Path ETCD = Path.of("/dev/shm/batua-cluster");

  private final Network network = new Network(NODES);
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();
  private final String password = newPassword();
  private final Path programs;
  private final List<Node> nodes;
  private boolean running;

  /// What a node is to the others.
  public enum Role {
    PRIMARY,
    SYNCHRONOUS_STANDBY,
    STANDBY
  }

  /// A node and what it is.
  ///
  /// @param number from 1
  public record Member(int number, Role role, boolean isRunning) {}

  /// What a node says about itself.
  ///
  /// @param standbys that stream from it, with their `sync_state`
  private record View(
      int number,
      boolean isPrimary,
      boolean isRunning,
      long timeline,
      Map<String, String> standbys) {}

  /// @param directory of the cluster; its nodes run as another user, who has to reach it
  /// @param programs of PostgreSQL
  public PatroniCluster(Path directory, Path programs) {
    this.programs = programs;
    this.nodes =
        IntStream.rangeClosed(1, NODES)
            .mapToObj(
                it ->
                    new Node(
                        it,
                        directory.resolve("cluster").resolve(Node.name(it)),
                        ETCD.resolve(Node.name(it))))
            .toList();
  }

  @Override
  public synchronized void start() {
    if (running) {
      return;
    }
    network.open();
    running = true;
    Programs.run("rm", "-rf", ETCD.toString());
    for (var node : nodes) {
      node.prepare(configuration(node));
    }
    nodes.forEach(it -> it.start(NODES));
    if (!Await.until(START_MAX, this::isWhole)) {
      throw new IllegalStateException("the cluster does not come up: see the logs of its nodes");
    }
  }

  @Override
  public synchronized void kill() {
    close();
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  /// With all nodes in it: the driver finds the primary.
  @Override
  public String jdbcUrl(String database) {
    var hosts = nodes.stream().map(it -> it.address() + ":" + Node.POSTGRES).collect(joining(","));
    return url(hosts, database) + "&targetServerType=primary";
  }

  private String url(String hosts, String database) {
    return "jdbc:postgresql://" + hosts + "/" + database + "?user=postgres&password=" + password;
  }

  @Override
  public synchronized void close() {
    if (running) {
      running = false;
      network.close();
      Programs.run("rm", "-rf", ETCD.toString());
    }
  }

  /// What each node that answers is, as its own PostgreSQL and that of the primary say: what etcd's
  /// members say is for a while what they knew before they were away. Empty without a primary.
  public List<Member> members() {
    var views = nodes.stream().map(this::ask).flatMap(Optional::stream).toList();
    var primary = primary(views);
    if (primary.isEmpty()) {
      return List.of();
    }
    return views.stream().map(it -> member(it, primary.get())).toList();
  }

  private static Optional<View> primary(List<View> views) {
    return views.stream()
        .filter(it -> it.isPrimary() && it.isRunning())
        .max(Comparator.comparingLong(View::timeline));
  }

  private static Member member(View view, View primary) {
    if (view.number() == primary.number()) {
      return new Member(view.number(), Role.PRIMARY, view.isRunning());
    }
    var sync = primary.standbys().get(Node.name(view.number()));
    boolean follows = sync != null && view.isRunning() && !view.isPrimary();
    return new Member(
        view.number(), "sync".equals(sync) ? Role.SYNCHRONOUS_STANDBY : Role.STANDBY, follows);
  }

  /// Whether there is one primary, a synchronous standby and one more.
  public boolean isWhole() {
    var members = members();
    return members.size() == NODES
        && members.stream().allMatch(Member::isRunning)
        && of(Role.PRIMARY, members).isPresent()
        && of(Role.SYNCHRONOUS_STANDBY, members).isPresent();
  }

  /// The node in that role.
  public Optional<Integer> of(Role role) {
    return of(role, members());
  }

  private static Optional<Integer> of(Role role, List<Member> members) {
    return members.stream()
        .filter(it -> it.role() == role && it.isRunning())
        .map(Member::number)
        .findFirst();
  }

  /// The primary among the others; a node that is lost may still believe in itself.
  public Optional<Integer> primaryBeside(int lost) {
    var others = nodes.stream().filter(it -> it.number() != lost).map(this::ask);
    return primary(others.flatMap(Optional::stream).toList()).map(View::number);
  }

  public void kill(int number) {
    node(number).kill();
  }

  public void killPostgres(int number) {
    node(number).killPostgres();
  }

  public void start(int number) {
    node(number).start(NODES);
  }

  public void cut(int number) {
    network.cut(number);
  }

  public void connect(int number) {
    network.connect(number);
  }

  public void pause(int number) {
    node(number).pause();
  }

  public void resume(int number) {
    node(number).resume();
  }

  /// Lets the synchronous standby become primary, and the primary a standby.
  public void switchOver(int from, int to) {
    var body =
        JSON.writeValueAsString(Map.of("leader", Node.name(from), "candidate", Node.name(to)));
    var request =
        HttpRequest.newBuilder(rest(node(from), "/switchover"))
            .timeout(SWITCH_MAX)
            .POST(BodyPublishers.ofString(body))
            .build();
    var said = send(request);
    if (said.isEmpty()) {
      throw new IllegalStateException("switch-over to " + Node.name(to) + ": refused");
    }
  }

  /// How many connections there are from here to the PostgreSQL of a node.
  public int connectionsTo(int number) {
    return Network.connectionsTo(number, Node.POSTGRES);
  }

  /// How many sessions of gateways a node has; empty when it does not answer.
  public Optional<Long> sessionsAt(int number) {
    var url = url(node(number).address() + ":" + Node.POSTGRES, "postgres") + "&connectTimeout=2";
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where application_name = 'batua'")) {
      rows.next();
      return Optional.of(rows.getLong(1));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private Optional<View> ask(Node node) {
    var request = HttpRequest.newBuilder(rest(node, "/patroni")).timeout(ANSWER_MAX).GET().build();
    return send(request).map(it -> view(node, JSON.readTree(it)));
  }

  private static View view(Node node, JsonNode shown) {
    Map<String, String> standbys = new HashMap<>();
    for (var standby : shown.path("replication")) {
      if (standby.path("state").asString("").equals("streaming")) {
        standbys.put(
            standby.path("application_name").asString(), standby.path("sync_state").asString());
      }
    }
    return new View(
        node.number(),
        PRIMARIES.contains(shown.path("role").asString("")),
        shown.path("state").asString("").equals("running"),
        shown.path("timeline").asLong(0),
        standbys);
  }

  private Optional<String> send(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }

  private String configuration(Node node) {
    var etcd = IntStream.rangeClosed(1, NODES).mapToObj(Node::etcdAddress).collect(joining(", "));
    var text = template();
    var values =
        Map.of(
            "name", node.name(),
            "address", node.address(),
            "etcd", etcd,
            "range", Network.range(),
            "data", node.data().toString(),
            "programs", programs.toString(),
            "passwords", node.passwords().toString(),
            "password", password);
    for (var value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  private static String template() {
    try (var in = PatroniCluster.class.getResourceAsStream("patroni.yml")) {
      if (in == null) {
        throw new IllegalStateException("patroni.yml: not in the jar (expected)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Node node(int number) {
    return nodes.get(number - 1);
  }

  private static URI rest(Node node, String path) {
    return URI.create("http://" + node.address() + ":" + Node.REST + path);
  }

  private static String newPassword() {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Where Debian has PostgreSQL's programs, the newest.
  public static Optional<Path> programsHere() {
    try (var versions = Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
      Optional<Path> newest = Optional.empty();
      for (var version : versions) {
        var bin = version.resolve("bin");
        if (Files.isExecutable(bin.resolve("postgres"))
            && newest.map(it -> bin.compareTo(it) > 0).orElse(true)) {
          newest = Optional.of(bin);
        }
      }
      return newest;
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
