package org.batua.gateway.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.batua.gateway.rules.Tidy.TextFile;

/// The Markdown of the tree: its links and its tables of states.
final class DocText {
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]\\[]*\\]\\(([^)\\s]+)[^)]*\\)");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[[^\\]]+\\]:\\s+(\\S+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.+?)\\s*#*$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^\\s*(```|~~~).*?^\\s*\\1\\s*$");
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
  private static final Pattern STATE = Pattern.compile("(?m)^\\|\\s*`([A-Z][A-Z0-9_]*)`\\s*\\|");

  private DocText() {}

  /// Relative links of `file` that lead to no file of the tree, or to no heading of it.
  static List<String> deadLinks(TextFile file, Map<String, TextFile> tree) {
    if (!file.isMarkdown()) {
      return List.of();
    }
    var prose = CODE.matcher(FENCED.matcher(file.text()).replaceAll("")).replaceAll("code");
    var dead = new ArrayList<String>();
    for (var pattern : List.of(LINK, DEFINITION)) {
      pattern
          .matcher(prose)
          .results()
          .map(it -> it.group(1))
          .filter(it -> !ELSEWHERE.matcher(it).matches())
          .filter(it -> !leadsSomewhere(file, it, tree))
          .forEach(it -> dead.add(file.path() + ": dead link " + it));
    }
    return dead;
  }

  /// The differences between the states of an enum and those in the first column of the table under
  /// a heading of a document.
  static List<String> stateDifferences(
      TextFile file, String heading, Class<? extends Enum<?>> states) {
    var section = section(file.text(), heading);
    var written = new TreeSet<String>();
    STATE.matcher(section).results().map(it -> it.group(1)).forEach(written::add);
    var real = new TreeSet<String>();
    for (var state : states.getEnumConstants()) {
      real.add(state.name());
    }
    var found = new ArrayList<String>();
    real.stream()
        .filter(it -> !written.contains(it))
        .forEach(it -> found.add(file.path() + ": " + heading + " lacks " + it));
    written.stream()
        .filter(it -> !real.contains(it))
        .forEach(it -> found.add(file.path() + ": " + heading + " invents " + it));
    return found;
  }

  private static boolean leadsSomewhere(TextFile from, String link, Map<String, TextFile> tree) {
    var parts = link.split("#", 2);
    var folder = Path.of(from.path()).resolveSibling("");
    var target =
        parts[0].isEmpty()
            ? from.path()
            : folder.resolve(parts[0]).normalize().toString().replace('\\', '/');
    var file = tree.get(target);
    if (file == null) {
      return parts.length == 1
          && tree.keySet().stream().anyMatch(it -> target.isEmpty() || it.startsWith(target + "/"));
    }
    return parts.length == 1 || anchors(file).contains(parts[1]);
  }

  // as GitHub makes them: lower case, no punctuation, dashes for blanks, numbers for repetitions
  private static Set<String> anchors(TextFile file) {
    var seen = new HashMap<String, Integer>();
    var anchors = new HashSet<String>();
    HEADING
        .matcher(FENCED.matcher(file.text()).replaceAll(""))
        .results()
        .map(DocText::anchor)
        .forEach(
            it -> {
              var before = seen.merge(it, 1, Integer::sum) - 1;
              anchors.add(before == 0 ? it : it + "-" + before);
            });
    return anchors;
  }

  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static String section(String text, String heading) {
    var start = Pattern.compile("(?m)^(#+) " + Pattern.quote(heading) + "$").matcher(text);
    if (!start.find()) {
      return "";
    }
    var end = Pattern.compile("(?m)^#{1," + start.group(1).length() + "} ").matcher(text);
    return end.find(start.end())
        ? text.substring(start.end(), end.start())
        : text.substring(start.end());
  }
}
