package org.batua.gateway.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// One Java file as the compiler's own parser sees it, and as text with the strings blanked out.
record JavaText(String source, List<Piece> methods, List<Piece> publicTypes) {

  private static final Map<String, JavaText> PARSED = new ConcurrentHashMap<>();

  /// Their trees are kept until the last of them is parsed.
  private static final int BATCH = 100;

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /// Making one takes longer than parsing a file.
  private static final JavaFileManager FILES =
      COMPILER.getStandardFileManager(null, Locale.ROOT, UTF_8);

  /// A declaration by name, with its first and last line, counted from 1.
  record Piece(String name, long firstLine, long lastLine) {
    long lines() {
      return lastLine - firstLine + 1;
    }
  }

  /// What `source` holds; several checks ask for the same file.
  static JavaText parse(String source) {
    parseAll(List.of(source));
    return Objects.requireNonNull(PARSED.get(source));
  }

  /// Parses many files with one compiler: to set one up takes longer than to parse a file.
  static synchronized void parseAll(List<String> sources) {
    var files = sources.stream().filter(it -> !PARSED.containsKey(it)).distinct().map(Source::new);
    var rest = files.toList();
    for (int from = 0; from < rest.size(); from += BATCH) {
      parseBatch(rest.subList(from, Math.min(from + BATCH, rest.size())));
    }
  }

  private static void parseBatch(List<Source> files) {
    var options = List.of("-proc:none");
    var task = (JavacTask) COMPILER.getTask(null, FILES, _ -> {}, options, null, files);
    var positions = Trees.instance(task).getSourcePositions();
    try {
      for (var unit : task.parse()) {
        var methods = new ArrayList<Piece>();
        var types = new ArrayList<Piece>();
        new Pieces(unit, positions, methods, types).scan(unit, null);
        var text = unit.getSourceFile().getCharContent(true).toString();
        PARSED.put(text, new JavaText(text, methods, types));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines without what stands in strings, so that a test may quote what the tree must not
  /// hold.
  List<String> linesWithoutStrings() {
    return withoutStrings(source).lines().toList();
  }

  private static String withoutStrings(String text) {
    var out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      var end = i + 1;
      if (text.startsWith("\"\"\"", i)) {
        end = closing(text, i + 3, "\"\"\"");
        blank(text, i, end, out);
      } else if (text.charAt(i) == '"' || text.charAt(i) == '\'') {
        end = closing(text, i + 1, text.substring(i, i + 1));
        blank(text, i, end, out);
      } else if (text.startsWith("//", i)) {
        end = orEnd(text.indexOf('\n', i), text);
        out.append(text, i, end);
      } else if (text.startsWith("/*", i)) {
        end = orEnd(text.indexOf("*/", i + 2), text);
        out.append(text, i, end);
      } else {
        out.append(text.charAt(i));
      }
      i = end;
    }
    return out.toString();
  }

  private static int closing(String text, int from, String quote) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith(quote, i)) {
        return i + quote.length();
      }
    }
    return text.length();
  }

  private static int orEnd(int index, String text) {
    return index < 0 ? text.length() : index;
  }

  private static void blank(String text, int from, int to, StringBuilder out) {
    text.substring(from, to).chars().forEach(it -> out.append(it == '\n' ? '\n' : '_'));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("mem:///A.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Pieces extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Piece> methods;
    private final List<Piece> types;

    Pieces(
        CompilationUnitTree unit,
        SourcePositions positions,
        List<Piece> methods,
        List<Piece> types) {
      this.unit = unit;
      this.positions = positions;
      this.methods = methods;
      this.types = types;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      methods.add(piece(method.getName().toString(), method));
      return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
        types.add(piece(type.getSimpleName().toString(), type));
      }
      return super.visitClass(type, null);
    }

    private Piece piece(String name, Tree tree) {
      LineMap lines = unit.getLineMap();
      var start = positions.getStartPosition(unit, tree);
      var end = Math.max(start, positions.getEndPosition(unit, tree));
      return new Piece(name, lines.getLineNumber(start), lines.getLineNumber(end));
    }
  }
}
