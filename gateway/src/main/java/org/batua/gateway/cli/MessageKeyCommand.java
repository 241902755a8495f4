package org.batua.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import org.batua.gateway.jose.MessageKey;
import org.batua.gateway.jose.RsaKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes, lists, rotates and revokes the keys of encrypted calls.
@Command(
    name = "message-key",
    description = "Make, list, rotate and revoke keys of encrypted calls (/v4).",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class MessageKeyCommand {
  private static final String PUBLIC_KEY =
      "The merchant's public key as PEM; without it both halves are made here.";

  @Spec private @Nullable CommandSpec spec;

  @Command(name = "add", description = "Make a key.", mixinStandardHelpOptions = true)
  int add(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Option(names = "--public-key", paramLabel = "FILE", description = PUBLIC_KEY)
          @Nullable Path publicKey) {
    var merchants = merchants(publicKey);
    return Session.run(
        options.read(),
        gateway -> {
          show(gateway.messageKeys().add(Session.merchant(gateway, merchant), merchants));
          return 0;
        });
  }

  @Command(name = "list", description = "List keys.", mixinStandardHelpOptions = true)
  int list(@Mixin ConfigOptions options, @Parameters(paramLabel = "MERCHANT") String merchant) {
    return Session.run(
        options.read(),
        gateway -> {
          for (var key : gateway.messageKeys().list(Session.merchant(gateway, merchant))) {
            var state = key.expiresAt().map(at -> "until " + at).orElse("works");
            say("%s  made %s  %s".formatted(key.kid(), key.createdAt(), state));
          }
          return 0;
        });
  }

  @Command(
      name = "rotate",
      description = "Make a key and let an old one end later.",
      mixinStandardHelpOptions = true)
  int rotate(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Parameters(paramLabel = "KID") String kid,
      @Option(names = "--public-key", paramLabel = "FILE", description = PUBLIC_KEY)
          @Nullable Path publicKey,
      @Option(
              names = "--overlap-hours",
              paramLabel = "HOURS",
              defaultValue = "24",
              description = "How long both work. Default: ${DEFAULT-VALUE}.")
          int overlapHours) {
    var merchants = merchants(publicKey);
    return Session.run(
        options.read(),
        gateway -> {
          var overlap = Duration.ofHours(overlapHours);
          show(
              gateway
                  .messageKeys()
                  .rotate(Session.merchant(gateway, merchant), kid, merchants, overlap)
                  .orElseThrow(() -> noKey(kid)));
          say("The old one ends in " + overlapHours + " h.");
          return 0;
        });
  }

  @Command(name = "revoke", description = "End a key now.", mixinStandardHelpOptions = true)
  int revoke(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Parameters(paramLabel = "KID") String kid) {
    return Session.run(
        options.read(),
        gateway -> {
          if (!gateway.messageKeys().revoke(Session.merchant(gateway, merchant), kid)) {
            throw noKey(kid);
          }
          say("revoked");
          return 0;
        });
  }

  /// The merchant's half: read, or made and shown once.
  private RSAPublicKey merchants(@Nullable Path file) {
    if (file == null) {
      var pair = RsaKeys.generate();
      say("The merchant's private key is shown once. Keep it now.");
      say(RsaKeys.pem(pair.getPrivate()));
      return (RSAPublicKey) pair.getPublic();
    }
    try {
      return RsaKeys.publicKey(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("public key " + file + ": cannot be read", e);
    }
  }

  private void show(MessageKey key) {
    say("kid: " + key.kid());
    say("Our public key, which encrypts calls and verifies answers:");
    say(RsaKeys.pem(key.ours().publicKey()));
  }

  private static IllegalArgumentException noKey(String kid) {
    return new IllegalArgumentException(
        "key " + kid + ": none works (expected: one of ./batua message-key list)");
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
