package org.batua.conformance.kit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks in the order in which they are added, each name once.
public final class CheckList {
  private final List<Check> list = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  public void add(String name, Needs needs, String sentence, String source, Check.Body body) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("check " + name + ": twice (expected: once)");
    }
    list.add(new Check(name, needs, sentence, source, body));
  }

  public List<Check> all() {
    return List.copyOf(list);
  }
}
