package org.batua.gateway.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The arrows of ARCHITECTURE.md: which package may know which. A package without arrows here has
/// no place in the house yet.
final class Arrows extends ArchCondition<JavaClass> {
  static final String ROOT = "org.batua.gateway";

  private static final Set<String> TOP = Set.of("", "cli", "wiring");

  private static final Set<String> PORT = Set.of("base", "connector");
  private static final Set<String> BELOW_FEATURES =
      Set.of(
          "base",
          "connector",
          "connector.transport",
          "db",
          "http",
          "job",
          "keyring",
          "log",
          "trace");
  private static final Set<String> OWNERS = and(BELOW_FEATURES, "merchant", "provider");
  private static final Set<String> ORDERS = and(OWNERS, "customer", "resolution");
  private static final Set<String> MONEY = and(ORDERS, "wallet", "order");
  private static final Set<String> REDIRECTS = and(MONEY, "page", "payment", "topup");

  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("base", Set.of()),
          Map.entry("log", Set.of()),
          Map.entry("trace", Set.of("log")),
          Map.entry("http", Set.of("base", "log", "trace")),
          Map.entry("db", Set.of("base")),
          Map.entry("job", Set.of("base", "db")),
          Map.entry("keyring", Set.of("base", "db")),
          Map.entry("connector", Set.of("base")),
          Map.entry("connector.transport", and(PORT, "log", "trace")),
          Map.entry("connector.answer", PORT),
          Map.entry("connector.*", and(PORT, "connector.answer")),
          Map.entry("provider", Set.of("base", "connector", "db")),
          Map.entry("merchant", BELOW_FEATURES),
          Map.entry("jose", Set.of("base", "db", "http", "keyring")),
          Map.entry("customer", OWNERS),
          Map.entry("wallet", and(OWNERS, "customer")),
          Map.entry(
              "resolution",
              Set.of("base", "connector", "db", "job", "log", "merchant", "provider")),
          Map.entry("order", ORDERS),
          Map.entry("paymentmethod", MONEY),
          Map.entry("payment", MONEY),
          Map.entry("refund", MONEY),
          Map.entry("topup", MONEY),
          Map.entry("reconcile", MONEY),
          Map.entry("notification", and(MONEY, "payment", "refund", "topup")),
          Map.entry("webhook", and(MONEY, "payment", "refund", "topup")),
          Map.entry("page", Set.of("base", "http", "keyring")),
          Map.entry("redirect", REDIRECTS),
          Map.entry("checkout", and(REDIRECTS, "redirect")),
          Map.entry("operator", and(MONEY, "refund", "lookup")),
          Map.entry("lookup", Set.of("base", "db")),
          Map.entry("alert", and(OWNERS, "lookup", "webhook")),
          Map.entry("export", Set.of("base", "db", "lookup", "operator")),
          Map.entry("monitoring", Set.of("base", "db")),
          Map.entry(
              "dashboard",
              and(
                  MONEY,
                  "refund",
                  "notification",
                  "operator",
                  "lookup",
                  "export",
                  "alert",
                  "reconcile",
                  "page",
                  "webhook",
                  "jose")),
          Map.entry(
              "admin",
              and(MONEY, "operator", "lookup", "export", "alert", "reconcile", "webhook", "jose")));

  Arrows() {
    super("follow the arrows of ARCHITECTURE.md");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    var from = place(type);
    if (TOP.contains(from)) {
      checkTop(type, events);
      return;
    }
    var allowed = ALLOWED.get(row(from));
    if (allowed == null) {
      refuse(type, from + " has no arrows: draw them in ARCHITECTURE.md and Arrows", events);
      return;
    }
    inside(type)
        .filter(it -> !place(it.getTargetClass()).equals(from))
        .filter(it -> !allowed.contains(place(it.getTargetClass())))
        .forEach(it -> refuse(type, it.getDescription(), events));
  }

  // Main → cli → wiring → everything; nothing else knows Main, cli or wiring
  private static void checkTop(JavaClass type, ConditionEvents events) {
    var main = type.getName().startsWith(ROOT + ".Main");
    var cli = place(type).equals("cli");
    inside(type)
        .filter(it -> !main)
        .filter(it -> isMain(it.getTargetClass()) || (!cli && isCli(it.getTargetClass())))
        .forEach(it -> refuse(type, it.getDescription(), events));
  }

  private static boolean isMain(JavaClass type) {
    return type.getBaseComponentType().getName().equals(ROOT + ".Main");
  }

  private static boolean isCli(JavaClass type) {
    return place(type).equals("cli");
  }

  private static Stream<Dependency> inside(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(it -> isInside(it.getTargetClass().getBaseComponentType()));
  }

  private static boolean isInside(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  // "wallet", "connector", "connector.mobikwik"; empty for the root package
  private static String place(JavaClass type) {
    var name = type.getBaseComponentType().getPackageName();
    if (name.equals(ROOT)) {
      return "";
    }
    var parts = name.substring(ROOT.length() + 1).split("\\.", -1);
    return parts[0].equals("connector") && parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
  }

  private static String row(String place) {
    if (ALLOWED.containsKey(place)) {
      return place;
    }
    return place.startsWith("connector.") ? "connector.*" : place;
  }

  private static void refuse(JavaClass type, String reason, ConditionEvents events) {
    events.add(SimpleConditionEvent.violated(type, reason));
  }

  private static Set<String> and(Set<String> names, String... more) {
    var all = new HashSet<>(names);
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }
}
