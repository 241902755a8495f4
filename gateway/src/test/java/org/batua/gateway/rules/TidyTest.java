package org.batua.gateway.rules;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.rules.Tidy.TextFile;
import org.batua.gateway.topup.TopupStatus;
import org.junit.jupiter.api.Test;

/// The tree of the repository, read as text.
class TidyTest {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".idea", ".vscode", ".settings", "node_modules");
  private static final Path ROOT = root();
  private static final List<TextFile> TREE = read(ROOT);
  private static final Map<String, TextFile> BY_PATH =
      TREE.stream().collect(toMap(TextFile::path, Function.identity()));

  @Test
  void the_tree_is_read() {
    assertThat(BY_PATH).containsKeys("pom.xml", "batua", "gateway/pom.xml", ".ci/run");
  }

  @Test
  void no_line_is_too_long() {
    clean(Tidy::longLines);
  }

  @Test
  void no_file_is_too_long() {
    clean(Tidy::longFile);
  }

  @Test
  void no_method_is_too_long() {
    clean(Tidy::longMethods);
  }

  @Test
  void nothing_is_left_over() {
    clean(Tidy::leftovers);
  }

  @Test
  void nothing_waits_for_time_without_a_reason() {
    clean(Tidy::sleeps);
  }

  @Test
  void every_public_type_says_what_it_is_for() {
    clean(Tidy::undocumentedTypes);
  }

  @Test
  void whitespace_is_as_agreed() {
    clean(Tidy::whitespace);
  }

  @Test
  void nothing_names_a_machine_or_a_person() {
    clean(Tidy::privateMatters);
  }

  @Test
  void every_suppression_carries_its_reason() {
    clean(Tidy::silentSuppressions);
  }

  @Test
  void every_link_of_the_documents_leads_somewhere() {
    clean(file -> DocText.deadLinks(file, BY_PATH));
  }

  @Test
  void every_name_in_the_documents_is_one_of_the_sources() {
    clean(DocNames.of(TREE)::unknown);
  }

  @Test
  void every_package_is_null_marked() {
    assertThat(Tidy.unmarkedPackages(TREE)).isEmpty();
  }

  @Test
  void the_tables_of_states_are_those_of_the_code() {
    var states = Objects.requireNonNull(BY_PATH.get("docs/states.md"));
    assertThat(DocText.stateDifferences(states, "PaymentStatus", PaymentStatus.class)).isEmpty();
    assertThat(DocText.stateDifferences(states, "RefundStatus", RefundStatus.class)).isEmpty();
    assertThat(DocText.stateDifferences(states, "TopupStatus", TopupStatus.class)).isEmpty();
  }

  @Test
  void every_decision_is_listed() {
    assertThat(Tidy.unlistedDecisions(TREE)).isEmpty();
  }

  /// The files of the repository, read once.
  static List<TextFile> tree() {
    return TREE;
  }

  private static void clean(Function<TextFile, List<String>> check) {
    assertThat(TREE.stream().flatMap(it -> check.apply(it).stream())).isEmpty();
  }

  private static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("batua"))) {
      var parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no repository above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }

  private static List<TextFile> read(Path root) {
    var files = new ArrayList<TextFile>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              var data = folder.equals(root.resolve("data"));
              return data || NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile() && !file.equals(root.resolve(".git"))) {
                files.add(new TextFile(name(root, file), text(file)));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JavaText.parseAll(files.stream().filter(TextFile::isJava).map(TextFile::text).toList());
    return files;
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  // what is no text counts as empty: it has no lines to check, but links may lead to it
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      return "";
    }
  }
}
