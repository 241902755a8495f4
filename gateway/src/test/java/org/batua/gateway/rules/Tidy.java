package org.batua.gateway.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the tree has to look like as text: each method checks one file and names what is wrong.
final class Tidy {
  private static final int LINE_MAX = 100;
  private static final int METHOD_LINES_MAX = 60;
  private static final int FILE_LINES_MAX = 400;

  /// One word that no formatter can break: a URL, a published vector.
  private static final Pattern UNBREAKABLE = Pattern.compile("\\s*(?:--|//+|#|\\*)?\\s*\\S+\\s*");

  /// A test that is disabled, or only now and then run, proves nothing and looks as if it did.
  private static final Pattern LEFTOVER =
      Pattern.compile(
          "\\b(?:TODO|FIXME|XXX|HACK)\\b|\\bprintStackTrace\\b|@Disabled\\b"
              + "|@(?:En|Dis)abled(?:If|For|On|In)\\w*|\\bAssumptions\\b"
              + "|\\bTestAbortedException\\b");

  private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\b");

  /// How tests wait that should use `Eventually`: the state of a thread proves nothing, and a loop
  /// with a bound of its own fails on a busy machine.
  private static final Pattern HOME_MADE_WAIT =
      Pattern.compile("\\bThread\\.(?:sleep|onSpinWait|State)\\b|\\bparkNanos\\b");

  /// What a wait that no clock can be moved past says of itself, as of a peer that is slow.
  private static final String REAL_TIME = "// real time: ";

  /// A comment that ends as a statement does.
  private static final Pattern COMMENTED_OUT =
      Pattern.compile("^\\s*//(?!/)\\s*(?:\\S.*\\)\\s*;|(?:return|import|var)\\b.*;|\\}.*|.*\\{)$");

  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.}~$>])/(?:home|Users|work|root)/[\\w.-]+");

  private static final Pattern MAIL =
      Pattern.compile("\\b[\\w.+-]{2,}@(?:[\\w-]{2,}\\.)+[A-Za-z]{2,}\\b");

  /// Names that nobody can own: RFC 2606.
  private static final Pattern RESERVED =
      Pattern.compile("@(?:[\\w-]+\\.)*(?:example|test|invalid)" + "(?:\\.(?:com|net|org))?$");

  private Tidy() {}

  /// A file of the tree, its path relative to the root with `/` between names.
  record TextFile(String path, String text) {
    List<String> lines() {
      return text.lines().toList();
    }

    boolean isJava() {
      return path.endsWith(".java");
    }

    /// Written by hand in a language: held to the limits of length.
    boolean isCode() {
      return isJava() || path.endsWith(".sql") || isScript();
    }

    boolean isScript() {
      return path.matches(".*\\.(?:ba)?sh") || path.equals("batua") || path.equals(".ci/run");
    }

    boolean isMarkdown() {
      return path.endsWith(".md");
    }
  }

  static List<String> longLines(TextFile file) {
    return file.isCode()
        ? numbered(
            file,
            file.lines(),
            it -> it.length() > LINE_MAX && !UNBREAKABLE.matcher(it).matches(),
            "longer than " + LINE_MAX)
        : List.of();
  }

  static List<String> longFile(TextFile file) {
    var lines = file.lines().size();
    return file.isCode() && lines > FILE_LINES_MAX
        ? List.of(file.path() + ": " + lines + " lines (expected: <= " + FILE_LINES_MAX + ")")
        : List.of();
  }

  static List<String> longMethods(TextFile file) {
    if (!file.isJava()) {
      return List.of();
    }
    return JavaText.parse(file.text()).methods().stream()
        .filter(it -> it.lines() > METHOD_LINES_MAX)
        .map(it -> at(file, it.firstLine()) + it.name() + " has " + it.lines() + " lines")
        .toList();
  }

  static List<String> leftovers(TextFile file) {
    var lines = file.isJava() ? JavaText.parse(file.text()).linesWithoutStrings() : file.lines();
    // the documents may name what the rules forbid
    return file.isMarkdown()
        ? List.of()
        : numbered(
            file,
            lines,
            it ->
                LEFTOVER.matcher(it).find()
                    || (file.isJava() && COMMENTED_OUT.matcher(it).matches()),
            "leftover");
  }

  static List<String> sleeps(TextFile file) {
    if (!file.isJava()) {
      return List.of();
    }
    var lines = JavaText.parse(file.text()).linesWithoutStrings();
    var waits = file.path().contains("/src/test/") ? HOME_MADE_WAIT : SLEEP;
    return IntStream.range(0, lines.size())
        .filter(it -> waits.matcher(lines.get(it)).find())
        .filter(it -> !lines.get(it).contains(REAL_TIME))
        .filter(it -> it == 0 || !lines.get(it - 1).contains(REAL_TIME))
        .mapToObj(it -> at(file, it + 1L) + "waits, and does not say why after " + REAL_TIME)
        .toList();
  }

  static List<String> undocumentedTypes(TextFile file) {
    if (!file.isJava() || !file.path().contains("src/main/")) {
      return List.of();
    }
    var lines = file.lines();
    return JavaText.parse(file.text()).publicTypes().stream()
        .filter(it -> !isDoc(lines, (int) it.firstLine() - 2))
        .map(it -> at(file, it.firstLine()) + it.name() + " has no /// sentence")
        .toList();
  }

  static List<String> whitespace(TextFile file) {
    var found = new ArrayList<String>();
    if (!file.text().isEmpty() && !file.text().endsWith("\n")) {
      found.add(file.path() + ": no final newline");
    }
    if (file.text().endsWith("\n\n")) {
      found.add(file.path() + ": blank line at the end");
    }
    found.addAll(numbered(file, file.lines(), it -> it.contains("\t"), "tab"));
    found.addAll(numbered(file, file.lines(), it -> it.endsWith(" "), "blank at the end"));
    if (file.text().contains("\r")) {
      found.add(file.path() + ": carriage return");
    }
    return found;
  }

  static List<String> privateMatters(TextFile file) {
    return Stream.concat(
            numbered(file, file.lines(), it -> MACHINE_PATH.matcher(it).find(), "a machine's path")
                .stream(),
            numbered(file, file.lines(), Tidy::namesAPerson, "somebody's e-mail address").stream())
        .toList();
  }

  static List<String> silentSuppressions(TextFile file) {
    if (!file.isJava()) {
      return List.of();
    }
    var lines = JavaText.parse(file.text()).linesWithoutStrings();
    return IntStream.range(0, lines.size())
        .filter(it -> lines.get(it).contains("@SuppressWarnings"))
        .filter(it -> !isComment(lines.get(it)) && !hasComment(lines, it))
        .mapToObj(it -> at(file, it + 1L) + "suppression without its reason")
        .toList();
  }

  /// Every package of Java files has a `package-info.java` with `@NullMarked`, a package of tests
  /// that of the main tree where the names are equal.
  static List<String> unmarkedPackages(List<TextFile> files) {
    var marked =
        files.stream()
            .filter(it -> it.path().endsWith("/package-info.java"))
            .filter(it -> it.text().contains("@NullMarked"))
            .map(it -> parent(it.path()))
            .toList();
    return files.stream()
        .filter(it -> it.isJava() && it.path().contains("/src/"))
        .map(it -> parent(it.path()))
        .distinct()
        .filter(it -> !marked.contains(it))
        .filter(it -> !marked.contains(it.replace("src/test/", "src/main/")))
        .map(it -> it + ": no package-info.java with @NullMarked")
        .toList();
  }

  /// Every decision is listed in the index beside it.
  static List<String> unlistedDecisions(List<TextFile> files) {
    var index =
        files.stream()
            .filter(it -> it.path().equals("docs/adr/README.md"))
            .map(TextFile::text)
            .findFirst()
            .orElse("");
    return files.stream()
        .map(TextFile::path)
        .filter(it -> it.matches("docs/adr/\\d{4}-.*\\.md"))
        .filter(it -> !index.contains("(" + Path.of(it).getFileName() + ")"))
        .map(it -> it + ": not listed in docs/adr/README.md")
        .toList();
  }

  private static boolean isDoc(List<String> lines, int index) {
    return index >= 0 && lines.get(index).strip().startsWith("///");
  }

  private static boolean hasComment(List<String> lines, int index) {
    return lines.get(index).contains("//") || (index > 0 && isComment(lines.get(index - 1)));
  }

  private static boolean isComment(String line) {
    return line.strip().startsWith("//");
  }

  private static boolean namesAPerson(String line) {
    return MAIL.matcher(line).results().anyMatch(it -> !RESERVED.matcher(it.group()).find());
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static List<String> numbered(
      TextFile file, List<String> lines, Predicate<String> wrong, String what) {
    return IntStream.range(0, lines.size())
        .filter(it -> wrong.test(lines.get(it)))
        .mapToObj(it -> at(file, it + 1L) + what)
        .toList();
  }

  private static String at(TextFile file, long line) {
    return file.path() + ":" + line + ": ";
  }
}
