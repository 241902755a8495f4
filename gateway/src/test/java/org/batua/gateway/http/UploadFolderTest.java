package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.batua.gateway.testkit.Eventually;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {
  private static final String HALF = "half a statement";

  @TempDir private Path parent;

  @Test
  void nothing_is_left_when_it_is_closed() throws IOException {
    try (var folder = new UploadFolder(parent)) {
      Files.writeString(folder.newFile(), "a statement");
      assertThat(folders()).hasSize(1);
    }
    assertThat(folders()).isEmpty();
  }

  @Test
  void what_is_not_ours_stays() throws IOException {
    Files.createDirectory(parent.resolve("batua-uploads-without-a-lock"));
    Files.writeString(parent.resolve("batua-uploads-no-folder"), "");
    new UploadFolder(parent).sweep();
    assertThat(folders()).hasSize(2);
  }

  @Test
  @Tag("process")
  void files_of_a_killed_process_go_at_the_next_start_and_those_of_a_living_one_stay()
      throws IOException, InterruptedException {
    var process = uploading();
    try {
      Eventually.until("the process uploads", this::isUploading);
      new UploadFolder(parent).sweep();
      assertThat(folders()).hasSize(1);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(folders()).hasSize(1);
    new UploadFolder(parent).sweep();
    assertThat(folders()).isEmpty();
  }

  private Process uploading() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Uploading.class.getName(),
            parent.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Whether a file has come: its folder is locked before.
  private boolean isUploading() {
    try (var all = Files.walk(parent)) {
      return all.filter(Files::isRegularFile).anyMatch(it -> it.toFile().length() == HALF.length());
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private List<Path> folders() throws IOException {
    try (var all = Files.list(parent)) {
      return all.toList();
    }
  }

  /// A process in the middle of an upload, until it is killed.
  static final class Uploading {
    private Uploading() {}

    public static void main(String[] arguments) throws IOException {
      Files.writeString(new UploadFolder(Path.of(arguments[0])).newFile(), HALF);
      System.in.read();
    }
  }
}
