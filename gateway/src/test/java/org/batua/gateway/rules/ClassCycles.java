package org.batua.gateway.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// No class of a package depends on one that depends on it, directly or through others of the
/// package. A nested class belongs to the class around it.
final class ClassCycles extends ArchCondition<JavaClass> {
  private final Map<String, Set<String>> uses = new TreeMap<>();

  ClassCycles() {
    super("depend on no class of their package that depends on them");
  }

  @Override
  public void init(Collection<JavaClass> all) {
    uses.clear();
    for (var type : all) {
      var from = outermost(type);
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var to = dependency.getTargetClass().getBaseComponentType();
        if (to.getPackageName().equals(type.getPackageName()) && !outermost(to).equals(from)) {
          uses.computeIfAbsent(from, _ -> new TreeSet<>()).add(outermost(to));
        }
      }
    }
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    var name = type.getName();
    if (!outermost(type).equals(name)) {
      return;
    }
    for (var next : uses.getOrDefault(name, Set.of())) {
      if (reaches(next, name)) {
        events.add(
            SimpleConditionEvent.violated(type, name + " uses " + next + ", which leads back"));
      }
    }
  }

  private boolean reaches(String from, String to) {
    var seen = new HashSet<String>();
    var open = new ArrayDeque<String>();
    open.add(from);
    while (!open.isEmpty()) {
      var next = open.remove();
      if (next.equals(to)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(uses.getOrDefault(next, Set.of()));
      }
    }
    return false;
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(ClassCycles::outermost).orElse(type.getName());
  }
}
