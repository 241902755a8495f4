package org.batua.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.batua.gateway.keyring.KeyRing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes and rotates the file of the master keys.
@Command(
    name = "keyring",
    description = "Make and rotate the file of the master keys.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class KeyRingCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(name = "create", description = "Make a key ring.", mixinStandardHelpOptions = true)
  int create(@Parameters(paramLabel = "FILE") Path file) {
    if (Files.exists(file)) {
      throw new IllegalArgumentException(
          "key ring " + file + ": exists (expected: a new file; use rotate to add a key)");
    }
    KeyRing.create().write(file);
    say("written; data that is encrypted with this file cannot be read without it: keep a copy");
    return 0;
  }

  @Command(
      name = "rotate",
      description = "Add a new primary key; older keys still decrypt what they encrypted.",
      mixinStandardHelpOptions = true)
  int rotate(@Parameters(paramLabel = "FILE") Path file) {
    KeyRing.read(file).rotated().write(file);
    say("rotated; restart every server, and keep a copy of the new file");
    return 0;
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
