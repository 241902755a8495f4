package org.batua.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.Resealing;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Gateway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes the file of the master keys and replaces keys in it, in steps that no server notices.
@Command(
    name = "keyring",
    description = "Make the file of the master keys, and replace keys in it: add, promote, retire.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class KeyRingCommand {
  private static final int MISUSE = 2;

  @Spec private @Nullable CommandSpec spec;

  private final InstantSource clock = InstantSource.system();

  @Command(name = "create", description = "Make a key ring.", mixinStandardHelpOptions = true)
  int create(@Parameters(paramLabel = "FILE") Path file) {
    if (Files.exists(file)) {
      throw new IllegalArgumentException(
          "key ring " + file + ": exists (expected: a new file; use add to add a key)");
    }
    KeyRing.create().write(file);
    say("written; data that is encrypted with this file cannot be read without it: keep a copy");
    return 0;
  }

  @Command(
      name = "list",
      description = "List the keys by number, the one that seals first.",
      mixinStandardHelpOptions = true)
  int list(@Parameters(paramLabel = "FILE") Path file) {
    var keys = KeyRing.read(file).keyIds();
    for (var key : keys) {
      say(key + (key.equals(keys.getFirst()) ? "  seals" : ""));
    }
    return 0;
  }

  @Command(
      name = "add",
      description = {
        "Step 1: add a key that seals nothing yet.",
        "Copy the file to every server; each reads it within 10 s."
      },
      mixinStandardHelpOptions = true)
  int add(@Parameters(paramLabel = "FILE") Path file) {
    var ring = KeyRing.read(file);
    if (!ring.newestKey().equals(ring.keyIds().getFirst())) {
      throw new IllegalArgumentException(
          "key "
              + ring.newestKey()
              + ": waits to be promoted (expected: one at a time; ./batua keyring promote)");
    }
    var added = ring.withNewKey();
    added.write(file);
    say("key " + added.newestKey() + " added; copy the file to every server, and keep a copy;");
    say("each server reads it within 10 s; then ./batua keyring promote");
    return 0;
  }

  @Command(
      name = "promote",
      description = "Step 2: let the newest key seal; refused while a server does not know it.",
      mixinStandardHelpOptions = true)
  int promote(@Mixin ConfigOptions options, @Parameters(paramLabel = "FILE") Path file) {
    return Session.run(
        options.read(),
        gateway -> {
          var ring = KeyRing.read(file);
          var promoted = ring.promoted(clock.instant());
          for (var server : living(gateway).entrySet()) {
            if (!server.getValue().contains(ring.newestKey())) {
              throw refused(server.getKey(), "has not read key " + ring.newestKey());
            }
          }
          promoted.write(file);
          say("key " + promoted.newestKey() + " seals; copy the file to every server;");
          say("servers seal old values again by themselves; then ./batua keyring retire");
          return 0;
        });
  }

  @Command(
      name = "retire",
      description = {
        "Step 3: take an old key out; refused while anything is sealed with it.",
        "What outlives a day is sealed again first."
      },
      mixinStandardHelpOptions = true)
  int retire(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--key", paramLabel = "NUMBER", description = "Default: the oldest.")
          @Nullable String chosen) {
    var config = options.read();
    return Session.run(
        config,
        gateway -> {
          var ring = KeyRing.read(file);
          var key = Optional.ofNullable(chosen).orElseGet(() -> oldest(ring));
          var without = ring.without(key);
          refuseBehind(gateway, ring);
          refuseSigned(config, ring);
          new Resealing(gateway.keysInUse().values(), ring).sweep();
          refuseSealed(gateway, key);
          without.write(file);
          say("key " + key + " retired; copy the file to every server");
          return 0;
        });
  }

  @Command(
      name = "rotate",
      hidden = true,
      description = "Replaced by add, promote and retire.",
      mixinStandardHelpOptions = true)
  int rotate(@Parameters(paramLabel = "FILE") Path file) {
    say(
        "keyring rotate: not one step any more (expected: ./batua keyring add "
            + file
            + ", then promote, and later retire: a server must know a key before another seals)");
    return MISUSE;
  }

  private static String oldest(KeyRing ring) {
    var keys = ring.keyIds();
    if (keys.size() == 1) {
      throw new IllegalArgumentException(
          "key " + keys.getFirst() + ": is the only one (expected: add and promote another first)");
    }
    return keys.get(1);
  }

  private static Map<String, List<String>> living(Gateway gateway) {
    return gateway.keysInUse().servers().keysOfLiving();
  }

  private static void refuseBehind(Gateway gateway, KeyRing ring) {
    var sealing = ring.keyIds().getFirst();
    for (var server : living(gateway).entrySet()) {
      if (!server.getValue().getFirst().equals(sealing)) {
        throw refused(server.getKey(), "does not seal with key " + sealing + " yet");
      }
    }
  }

  private static IllegalArgumentException refused(String server, String why) {
    return new IllegalArgumentException(
        "server "
            + server
            + " "
            + why
            + " (expected: the file copied to it, then up to 10 s; a stopped server counts for"
            + " 10 s more)");
  }

  /// What a key signed is kept nowhere, but works for as long as tokens and sessions last.
  private void refuseSigned(Config config, KeyRing ring) {
    var longest = config.tokens().walletLife();
    if (config.checkout().limits().session().compareTo(longest) > 0) {
      longest = config.checkout().limits().session();
    }
    var until = Objects.requireNonNull(ring.promotedAt().orElse(Instant.EPOCH)).plus(longest);
    if (until.isAfter(clock.instant())) {
      throw new IllegalArgumentException(
          "tokens that the older keys signed work until "
              + until
              + " (expected: retired after that)");
    }
  }

  private static void refuseSealed(Gateway gateway, String key) {
    long sealed = gateway.keysInUse().values().countByKey().getOrDefault(key, 0L);
    if (sealed > 0) {
      throw new IllegalArgumentException(
          "key "
              + key
              + ": seals "
              + sealed
              + " values still, of linkings under way (expected: retired when they have ended)");
    }
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
