package org.batua.gateway.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which classes have logic of their own, read from what the compiler made of them, and whether
/// each has a test where one looks for it: `payment/Payments` in `payment/PaymentsTest`.
///
/// A class has logic when its code, that of its nested classes included, takes at least
/// [#DECISIONS_MIN] decisions: conditional jumps, and the ways out of switches. Three kinds of
/// classes are counted out by their names, since they translate and are tried through what they
/// serve: a `*Routes` through the API, a `*Store` through its use case on a real PostgreSQL, a
/// `*Command` through the command line.
final class Logic {
  /// Below it are records with a check or two, and classes whose branches are those of
  /// `try`-with-resources.
  static final int DECISIONS_MIN = 10;

  private static final Pattern TRANSLATES = Pattern.compile(".*(?:Routes|Store|Sql|Command)");
  private static final String TEMPLATES = "gg/jte/";
  private static final Set<Opcode> UNCONDITIONAL = Set.of(Opcode.GOTO, Opcode.GOTO_W);

  private Logic() {}

  /// The classes with logic below `classes` that have no test class below `tests`.
  static Set<String> withoutTest(Path classes, Path tests) {
    var tested = names(tests).collect(Collectors.toSet());
    return decisions(classes).entrySet().stream()
        .filter(it -> it.getValue() >= DECISIONS_MIN)
        .filter(it -> !TRANSLATES.matcher(it.getKey()).matches())
        .filter(it -> !tested.contains(it.getKey() + "Test"))
        .map(it -> it.getKey().replace('/', '.'))
        .collect(Collectors.toSet());
  }

  private static Map<String, Integer> decisions(Path classes) {
    Map<String, Integer> found = new TreeMap<>();
    try (var files = Files.walk(classes)) {
      for (var file : (Iterable<Path>) files.filter(Logic::isClass)::iterator) {
        var name = outermost(classes, file);
        if (!name.startsWith(TEMPLATES)) {
          found.merge(name, decisionsOf(file), Integer::sum);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static int decisionsOf(Path file) throws IOException {
    return ClassFile.of().parse(file).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .mapToInt(Logic::decisionsOf)
        .sum();
  }

  private static int decisionsOf(CodeElement element) {
    return switch (element) {
      case BranchInstruction jump -> UNCONDITIONAL.contains(jump.opcode()) ? 0 : 1;
      case TableSwitchInstruction it -> ways(it.cases());
      case LookupSwitchInstruction it -> ways(it.cases());
      default -> 0;
    };
  }

  /// Cases that go the same way are one decision.
  private static int ways(List<SwitchCase> cases) {
    return (int) cases.stream().map(SwitchCase::target).distinct().count();
  }

  private static Stream<String> names(Path classes) {
    try (var files = Files.walk(classes)) {
      return files.filter(Logic::isClass).map(it -> outermost(classes, it)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class");
  }

  private static String outermost(Path root, Path file) {
    var name = root.relativize(file).toString().replace('\\', '/');
    return name.substring(0, name.length() - ".class".length()).replaceFirst("\\$.*", "");
  }
}
