package org.batua.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PostgresProgramsTest {
  @TempDir private Path directory;

  @Test
  void several_processes_unpack_them_at_the_same_time_and_only_the_owner_can_replace_them()
      throws Exception {
    var parent = directory.resolve("programs");
    var both =
        List.of(
            CompletableFuture.supplyAsync(() -> unpackedIn(parent)),
            CompletableFuture.supplyAsync(() -> unpackedIn(parent)));
    assertThat(both.getFirst().join()).isEqualTo(both.getLast().join());
    var programs = both.getFirst().join();
    try (var files = Files.list(parent)) {
      assertThat(files).containsExactly(programs.directory());
    }
    var server = Path.of(programs.path("postgres"));
    assertThat(permissions(server)).isEqualTo("rwxr-xr-x");
    assertThat(new ProcessBuilder(server.toString(), "--version").start().waitFor()).isZero();
    Files.setPosixFilePermissions(
        programs.directory().resolve("bin"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(permissions(Path.of(unpackedIn(parent).path(".")))).isEqualTo("rwxr-xr-x");
  }

  private static PostgresPrograms unpackedIn(Path parent) {
    try {
      return PostgresPrograms.unpackedIn(parent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
