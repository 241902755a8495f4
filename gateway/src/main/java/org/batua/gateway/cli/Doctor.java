package org.batua.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.batua.gateway.base.FileFailure;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Diagnosis;
import org.batua.gateway.db.Diagnosis.Answering;
import org.batua.gateway.db.Diagnosis.Standbys;
import org.batua.gateway.db.Diagnosis.Switch;
import org.batua.gateway.db.Migrations.Schema;
import org.batua.gateway.db.PostgresVersion;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Gateway;

/// Checks what Batua depends on, from the JDK up to the providers; skips a check whose precondition
/// failed.
final class Doctor {
  /// Reading the migrations takes some beside the one that asks.
  private static final int CONNECTIONS = 4;

  private static final int JDK_MIN = 25;

  private static final Set<String> WAITS_FOR_STANDBY = Set.of("on", "remote_apply");

  /// Leases between server processes last 8 s by the database's clock.
  private static final Duration CLOCKS_APART_MAX = Duration.ofSeconds(2);

  private final Supplier<Config> configuration;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  Doctor(Supplier<Config> configuration, InstantSource clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  List<Finding> examine() {
    findings.add(jdk(Runtime.version().feature()));
    try {
      var config = configuration.get();
      findings.add(Finding.ok("configuration", "readable"));
      examine(config);
    } catch (IllegalArgumentException e) {
      findings.add(Finding.wrong("configuration", String.valueOf(e.getMessage())));
    }
    return List.copyOf(findings);
  }

  static Finding jdk(int feature) {
    return feature >= JDK_MIN
        ? Finding.ok("JDK", Integer.toString(feature))
        : Finding.wrong("JDK", feature + ": install JDK " + JDK_MIN + " or newer, set JAVA_HOME");
  }

  private void examine(Config config) {
    var directory = directory(config.dataDir());
    findings.add(directory);
    if (directory.grade() != Finding.Grade.OK) {
      findings.add(Finding.skipped("database", "needs the data directory"));
      return;
    }
    try (var session = Session.open(config)) {
      // a server that is to start needs them; one that runs has them
      if (session.isAlone()) {
        findings.addAll(FreePorts.of(config));
      }
      examine(config, session);
    } catch (UncheckedIOException | IllegalStateException e) {
      findings.add(
          Finding.wrong("database", e.getMessage() + ": see postgres.log in " + config.dataDir()));
    }
  }

  static Finding directory(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "doctor", ".tmp"));
      return Finding.ok("data directory", directory.toAbsolutePath().normalize() + " is writable");
    } catch (IOException e) {
      return Finding.wrong(
          "data directory",
          directory
              + ": "
              + FileFailure.text(e)
              + ": let this user write it, or name another with --data-dir");
    }
  }

  private void examine(Config config, Session session) {
    Diagnosis diagnosis;
    try (var database =
        new Database(
            session.url(),
            CONNECTIONS,
            config.database().connectionWait(),
            config.database().statementTime())) {
      diagnosis = Diagnosis.of(database, clock);
    }
    switch (diagnosis) {
      case Diagnosis.Away(var why) -> findings.add(Finding.wrong("database", why));
      case Answering answering -> {
        findings.add(role(answering, config.mode()));
        if (answering.options() == Switch.OFF) {
          return;
        }
        findings.addAll(database(answering));
        var ring = keyRing(config, answering.schema());
        findings.add(ring);
        if (answering.schema() == Schema.CURRENT && ring.grade() == Finding.Grade.OK) {
          examineAccounts(session, config);
        } else if (answering.schema() != Schema.EMPTY) {
          findings.add(Finding.skipped("accounts", "need the schema and the key ring"));
        } else if (config.mode() == Config.Mode.PRODUCTION) {
          findings.add(Finding.wrong("production", ServeCommand.NO_API_KEY));
        }
      }
    }
  }

  static List<Finding> database(Answering found) {
    return List.of(
        version(found),
        durable(found),
        replication(found.standbys(), found.synchronousCommit()),
        clocks(found),
        schema(found.schema()));
  }

  /// A stolen password of the servers must not be worth the whole database.
  static Finding role(Answering found, Config.Mode mode) {
    if (found.options() == Switch.OFF) {
      return Finding.wrong(
          "role",
          "a pooler drops the options of our sessions, and so their time-outs: set"
              + " database.pooler: transaction");
    }
    if (mode == Config.Mode.DEVELOPMENT) {
      return Finding.ok("role", "any will do for development");
    }
    return switch (found.role()) {
      case SUPERUSER ->
          Finding.wrong(
              "role", "database.url connects as a superuser: let servers have a role of their own");
      case OWNER ->
          Finding.wrong(
              "role",
              "database.url connects as the owner of the tables, who may empty the books: name it"
                  + " in database.migration_url, and in database.url a role that owns nothing");
      case PLAIN -> Finding.ok("role", "reads and writes rows, owns nothing");
    };
  }

  private static Finding version(Answering found) {
    return found.version() >= PostgresVersion.MIN
        ? Finding.ok("database", "PostgreSQL " + found.version())
        : Finding.wrong(
            "database",
            "PostgreSQL " + found.version() + ": upgrade to " + PostgresVersion.MIN + " or newer");
  }

  /// What is acknowledged must survive a power cut: a provider is called in the belief that it
  /// does.
  private static Finding durable(Answering found) {
    List<String> off = new ArrayList<>();
    if (found.fsync() == Switch.OFF) {
      off.add("fsync");
    }
    if (found.fullPageWrites() == Switch.OFF) {
      off.add("full_page_writes");
    }
    if (found.synchronousCommit().equals("off")) {
      off.add("synchronous_commit");
    }
    return off.isEmpty()
        ? Finding.ok("durability", "fsync, full_page_writes and synchronous_commit are on")
        : Finding.wrong(
            "durability",
            String.join(", ", off) + " off: switch on, or a power cut loses who was paid");
  }

  /// What is acknowledged must survive the loss of a node: a provider is called in the belief that
  /// it does.
  static Finding replication(Standbys standbys, String synchronousCommit) {
    if (standbys.names().isEmpty()) {
      return standbys.count() == 0
          ? Finding.ok("replication", "no standby follows: nothing takes over by itself")
          : Finding.wrong(
              "replication",
              "standbys follow asynchronously: the loss of this node loses what was acknowledged"
                  + " last, as a payment whose debit was made: set synchronous_standby_names"
                  + " (docs/high-availability.md)");
    }
    if (!WAITS_FOR_STANDBY.contains(synchronousCommit)) {
      return Finding.wrong(
          "replication",
          "synchronous_commit is "
              + synchronousCommit
              + ": what was acknowledged may be on no standby, and the loss of this node loses a"
              + " payment whose debit was made: set it on (docs/high-availability.md)");
    }
    if (standbys.synchronous() == 0) {
      return Finding.wrong(
          "replication", "no standby of synchronous_standby_names follows: commits wait for one");
    }
    return Finding.ok(
        "replication", "commits wait for a standby (" + standbys.names().strip() + ")");
  }

  private static Finding clocks(Answering found) {
    var apart = found.ahead().abs();
    var text = "the database's is " + apart.toMillis() + " ms ";
    var side = found.ahead().isNegative() ? "behind" : "ahead";
    return apart.compareTo(CLOCKS_APART_MAX) <= 0
        ? Finding.ok("clocks", text + side)
        : Finding.wrong("clocks", text + side + ": let both machines keep time by NTP");
  }

  private static Finding schema(Schema schema) {
    return switch (schema) {
      case CURRENT -> Finding.ok("schema", "up to date");
      case EMPTY -> Finding.ok("schema", "none yet: the first start makes it");
      case BEHIND ->
          Finding.wrong("schema", "older than this version: start a server, which migrates it");
      case DIFFERENT ->
          Finding.wrong(
              "schema", "not as this version's migrations made it: restore, or use its version");
      case AHEAD ->
          Finding.wrong("schema", "newer than this version: start the version that made it");
    };
  }

  static Finding keyRing(Config config, Schema schema) {
    var file = Session.keyRingFile(config);
    if (!Files.exists(file)) {
      return config.keyRingFile().isEmpty() && schema == Schema.EMPTY
          ? Finding.ok("key ring", "none yet: the first start makes one for development")
          : Finding.wrong(
              "key ring",
              file
                  + " is missing: bring it back from its copy; for a first start, make one with"
                  + " ./batua keyring create");
    }
    try {
      KeyRing.read(file);
      return ProductionCheck.readableByOthers(file)
          .map(why -> Finding.wrong("key ring", why))
          .orElseGet(() -> Finding.ok("key ring", file + " is readable"));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return Finding.wrong("key ring", String.valueOf(e.getMessage()));
    }
  }

  /// The head is worth a note elsewhere: whoever rewrites the whole chain cannot rewrite the note.
  private static Finding audit(Audit audit) {
    var head = audit.head();
    return audit
        .firstBroken()
        .map(
            line ->
                Finding.wrong(
                    "audit",
                    "line " + line + " is not as it was written: see who had the database"))
        .orElseGet(
            () -> Finding.ok("audit", "%s lines, head %s".formatted(head.id(), head.hash())));
  }

  /// Whatever `serve` would refuse, or warn of.
  private void examineProduction(Config config, Gateway gateway) {
    if (config.mode() != Config.Mode.PRODUCTION) {
      return;
    }
    List<String> wrong = new ArrayList<>(ProductionCheck.of(config, gateway));
    ServeCommand.whyNotInProduction(gateway).ifPresent(wrong::add);
    var warnings = ProductionCheck.warnings(config);
    wrong.forEach(text -> findings.add(Finding.wrong("production", text)));
    warnings.forEach(text -> findings.add(Finding.warning("production", text)));
    if (wrong.isEmpty() && warnings.isEmpty()) {
      findings.add(Finding.ok("production", "a server would start without a warning"));
    }
  }

  private void examineAccounts(Session session, Config config) {
    try (var gateway = session.gateway()) {
      var wrongRing = ServeCommand.wrongKeyRing(config, gateway);
      if (wrongRing.isPresent()) {
        findings.add(Finding.wrong("key ring", wrongRing.get()));
        findings.add(Finding.skipped("accounts", "need the key ring"));
        return;
      }
      findings.addAll(new AccountCheck(gateway).findings());
      examineProduction(config, gateway);
      findings.add(audit(gateway.dashboard().audit()));
    } catch (Rejected e) {
      findings.add(Finding.wrong("accounts", "the database connection was lost: try again"));
    }
  }
}
