package org.batua.gateway.rules;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.batua.gateway.rules.Tidy.TextFile;

/// The names in the code spans of documents: what a document calls a type, a package, a path or a
/// table has to be one. A name that is gone from the sources is gone from the documents too.
///
/// @param words all words of the sources
/// @param packages below the gateway's root package, as `connector.transport`
/// @param paths of all files and folders of the tree
/// @param tables that migrations create
record DocNames(Set<String> words, Set<String> packages, Set<String> paths, Set<String> tables) {
  private static final String ROOT = "gateway/src/main/java/" + Arrows.ROOT.replace('.', '/');
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern CREATES =
      Pattern.compile("(?i)create (?:unlogged )?table (?:if not exists )?(\\w+)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^\\s*(```|~~~).*?^\\s*\\1\\s*$");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern TYPE =
      Pattern.compile("((?:[a-z]+\\.)*)([A-Z][a-z0-9]\\w*)(?:[.#]\\w+)*(?:\\(\\))?");
  private static final Pattern PACKAGE = Pattern.compile("[a-z]+(?:\\.[a-z]+)+");
  private static final Pattern PATH =
      Pattern.compile("(?:gateway|simulator|bench|conformance|docs|bin)/[\\w./-]*");
  private static final Pattern TABLE = Pattern.compile("\\btable `(\\w+)`|`(\\w+)` table\\b");

  /// Documents in which dotted lower-case words are packages; elsewhere they are settings.
  private static final Set<String> OF_PACKAGES = Set.of("ARCHITECTURE.md", "docs/code-tour.md");

  private static final Pattern LIBRARY = Pattern.compile("(?:java|javax|org|com|io)\\..*");

  /// What others have named.
  private static final Set<String> FOREIGN = Set.of("AsyncTimeout", "S2Spay");

  /// What the recipe for a new gateway says instead of its name.
  private static final Pattern PLACEHOLDER = Pattern.compile("Name[A-Z]?\\w*|.*\\bname\\b.*");

  static DocNames of(Collection<TextFile> tree) {
    Set<String> words = new HashSet<>();
    Set<String> packages = new HashSet<>();
    Set<String> paths = new HashSet<>();
    Set<String> tables = new HashSet<>();
    for (var file : tree) {
      for (var path = file.path(); !path.isEmpty(); path = parent(path)) {
        paths.add(path);
      }
      if (file.isMarkdown()) {
        continue;
      }
      WORD.matcher(file.text()).results().map(it -> it.group()).forEach(words::add);
      if (file.path().contains("/db/migration/")) {
        CREATES.matcher(file.text()).results().map(it -> it.group(1)).forEach(tables::add);
      }
    }
    paths.stream()
        .filter(it -> it.startsWith(ROOT + "/"))
        .map(it -> it.substring(ROOT.length() + 1).replace('/', '.'))
        .forEach(packages::add);
    return new DocNames(words, packages, paths, tables);
  }

  /// The names in a document that nothing bears.
  List<String> unknown(TextFile file) {
    if (!file.isMarkdown()) {
      return List.of();
    }
    var prose = FENCED.matcher(file.text()).replaceAll("");
    var spans = SPAN.matcher(prose).results().map(it -> it.group(1));
    var named = TABLE.matcher(prose).results();
    return Stream.concat(
            spans.filter(not(span -> isKnown(file, span))),
            named
                .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
                .filter(not(tables::contains)))
        .map(it -> file.path() + ": `" + it + "` does not exist")
        .distinct()
        .toList();
  }

  private boolean isKnown(TextFile file, String span) {
    if (FOREIGN.contains(span) || PLACEHOLDER.matcher(span).matches()) {
      return true;
    }
    var type = TYPE.matcher(span);
    if (type.matches()) {
      var prefix = type.group(1);
      return words.contains(type.group(2))
          && (prefix.isEmpty() || isPackage(prefix.substring(0, prefix.length() - 1)));
    }
    if (OF_PACKAGES.contains(file.path()) && PACKAGE.matcher(span).matches()) {
      return isPackage(span) || paths.contains(span);
    }
    return !PATH.matcher(span).matches() || paths.contains(span.replaceFirst("/$", ""));
  }

  /// Ours, or one of a library.
  private boolean isPackage(String name) {
    return packages.contains(name) || LIBRARY.matcher(name).matches();
  }

  private static String parent(String path) {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }

  private static Predicate<String> not(Predicate<String> condition) {
    return condition.negate();
  }
}
