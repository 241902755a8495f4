package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailureTest {
  @TempDir private Path directory;

  /// Reads or makes something.
  private interface Attempt {
    void run() throws IOException;
  }

  @Test
  void what_is_wrong_with_a_file_is_said_in_words() throws IOException {
    var file = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
    assertThat(text(() -> Files.readString(directory.resolve("gone"))))
        .isEqualTo("there is no such file or directory");
    assertThat(text(() -> Files.readString(directory))).isEqualTo("is a directory");
    assertThat(text(() -> Files.readString(file))).isEqualTo("it is no text in UTF-8");
    assertThat(text(() -> Files.readString(file.resolve("below")))).isEqualTo("not a directory");
    assertThat(text(() -> Files.createDirectories(file)))
        .isEqualTo(file + " is a file, and no directory");
    assertThat(FileFailure.text(new NotDirectoryException("/f"))).isEqualTo("/f is no directory");
  }

  /// Whoever runs the tests may have every right.
  @Test
  void a_missing_right_and_anything_else_is_said_too() {
    assertThat(FileFailure.text(new AccessDeniedException("/f")))
        .isEqualTo("this user has no right to it");
    assertThat(FileFailure.text(new FileSystemException("/f", null, "Read-only file system")))
        .isEqualTo("read-only file system");
    assertThat(FileFailure.text(new FileSystemException("/f"))).contains("/f");
    assertThat(FileFailure.text(new IOException())).isEqualTo("java.io.IOException");
  }

  private static String text(Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      return FileFailure.text(e);
    }
    throw new AssertionError("expected a failure");
  }
}
