package org.batua.gateway.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each rule of the house refuses each small offence against it, and lets an honest house pass.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class HouseRulesBiteTest {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

  // known by the offences below
  private static final List<String> NEIGHBOURS =
      List.of(
          in(".wiring", "public class Gateway {}"),
          in("", "public class Main { %s c; }", "cli.Serve"),
          in(".cli", "public class Serve { %s g; }", "wiring.Gateway"),
          in(".base", "public class Thing {}"),
          in(
              ".db",
              "public class Database { public void writeUnresolved() {}"
                  + " public void inTransactionOnce() {} }"),
          in(".connector", "public class Port {}"),
          in(".connector", "public class Call {}"),
          in(".connector", "public interface Transport { void exchange(); }"),
          in(
              ".connector",
              "public interface DirectDebit { Object debit(); record Order(int minor) {} }"),
          in(".connector.paytm", "public class Paytm {}"),
          in(".merchant", "public class Merchants {}"),
          in(".customer", "public class Customers {}"),
          in(".wallet", "public class Wallets {}"),
          in(".payment", "public class Payments {}"),
          in(".dashboard", "public class Page {}"));

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /// It knows the class path already when it compiles again.
  private final StandardJavaFileManager manager =
      COMPILER.getStandardFileManager(null, Locale.ROOT, UTF_8);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void a_rule_refuses_its_offences(HouseRule rule) {
    var offences = offences(rule);
    assertThat(offences).isNotEmpty();
    for (var offence : offences) {
      var result = rule.rule().evaluate(compiled(Stream.concat(NEIGHBOURS.stream(), one(offence))));
      assertThat(result.hasViolation()).as(rule + " lets pass: " + offence).isTrue();
    }
  }

  @Test
  void an_honest_house_passes() {
    var honest =
        Stream.of(
            in(
                ".wallet",
                "class WalletStore { org.jdbi.v3.core.Handle handle; %s c; }",
                "customer.Customers"),
            in(".wallet", "class WalletRoutes { io.helidon.webserver.http.HttpRules r; }"),
            in(".payment", "class Uses { %s a; %s b; }", "wallet.Wallets", "merchant.Merchants"),
            in(
                ".payment",
                "class Clocked { Object at(java.time.Clock c) { return c.instant(); } }"),
            in(
                ".payment",
                "class Ordered { Object o = new %s(1); }",
                "connector.DirectDebit.Order"),
            in(
                ".provider",
                "class Providers { Object a(%s p) { return p.debit(); } }",
                "connector.DirectDebit"),
            in(".payment", "class Chance { Object o = new java.util.Random(7); }"),
            in(".payment", "class Const { static final int LIMIT = 3; enum E { A, B } }"),
            in(".connector.transport", "class Client { okhttp3.OkHttpClient c; }"),
            in(".trace", "class Spans { io.opentelemetry.api.trace.Span s; }"),
            in(".reconcile", "class Lines { org.apache.commons.csv.CSVFormat f; }"),
            in(".connector.mobikwik", "record Mobikwik(%s port) {}", "connector.Port"),
            in(".cli", "class KeyCommand { void run() { System.out.println(); } }"),
            in(".dashboard", "class Looks { %s d; }", "wallet.Wallets"),
            in(".base", "class E extends Error { public String getMessage() { return null; } }"));
    var house = compiled(Stream.concat(NEIGHBOURS.stream(), honest));
    for (var rule : HouseRule.values()) {
      assertThat(rule.rule().evaluate(house).getFailureReport().getDetails())
          .as(rule + "")
          .isEmpty();
    }
  }

  @Test
  void a_class_with_logic_needs_a_test_of_its_name() {
    var steps = "if (i > 0) { i--; } ".repeat(Logic.DECISIONS_MIN);
    var logic = "class %s { int a(int i) { " + steps + "return i; } }";
    var nested = "class Outer { static " + logic.formatted("Inner") + "}";
    var classes =
        written(
            Stream.of(
                in(".wallet", logic.formatted("Rates")),
                in(".wallet", nested),
                in(".wallet", logic.formatted("RateStore")),
                in(".wallet", "class Plain { int a(int i) { return i > 0 ? 1 : 2; } }")));
    assertThat(Logic.withoutTest(classes, written(Stream.of(in(".wallet", "class X {}")))))
        .containsExactlyInAnyOrder(Arrows.ROOT + ".wallet.Outer", Arrows.ROOT + ".wallet.Rates");
    var elsewhere = written(Stream.of(in(".order", "class RatesTest {}")));
    assertThat(Logic.withoutTest(classes, elsewhere)).hasSize(2);
    var beside =
        Stream.of(in(".wallet", "class RatesTest {}"), in(".wallet", "class OuterTest {}"));
    assertThat(Logic.withoutTest(classes, written(beside))).isEmpty();
  }

  private static List<String> offences(HouseRule rule) {
    return switch (rule) {
      case ARROWS -> arrows();
      case KNOWS_NO_SIMULATOR -> simulator();
      case NO_CYCLES ->
          List.of(
              in(".wallet", "public class Up { org.batua.gateway.order.Down d; }")
                  + in(".order", "public class Down { %s u; }", "wallet.Up"));
      case NO_CYCLES_IN_A_PACKAGE -> rings();
      case BASE_IS_PLAIN_JAVA ->
          List.of(in(".base", "class Json { tools.jackson.databind.ObjectMapper m; }"));
      case CONNECTORS_HOLD_NOTHING -> List.of(in(".connector.paytm", "class C { int calls; }"));
      case CONNECTORS_START_NOTHING ->
          List.of(
              in(".connector.paytm", "class C { Object o = Thread.ofVirtual(); Thread t; }"),
              in(".connector.paytm", "class C { java.util.concurrent.Executor e; }"));
      case NO_METHOD_THAT_ONLY_REFUSES ->
          List.of(
              in(".wallet", "class C { void a() { throw new UnsupportedOperationException(); } }"),
              in(
                  ".wallet",
                  "class C { void a() { throw new UnsupportedOperationException(\"no\"); } }"));
      case NO_STATIC_STATE -> state();
      case ONE_WAY_TO_THE_DATABASE -> waysToTheDatabase();
      case TRANSACTIONS_BEGIN_AND_END_IN_DB -> ownTransactions();
      case LOST_ANSWERS_ARE_FOUND_OUT -> openAnswers();
      case TIME_IS_HANDED_IN -> clocks();
      case NOBODY_SLEEPS ->
          List.of(
              in(".wallet", "class C { void a() throws Exception { Thread.sleep(1); } }"),
              in(".wallet", "class C { void a() throws Exception { %s.sleep(1); } }")
                  .replace("%s", "java.util.concurrent.TimeUnit.SECONDS"));
      case CHANCE_IS_SEEDED_OR_SECURE ->
          List.of(
              in(".wallet", "class C { Object o = new java.util.Random(); }"),
              in(".wallet", "class C { double d = Math.random(); }"));
      case HONEST_NAMES ->
          Stream.of("Impl", "Manager", "Helper", "Util", "Utils", "Data", "Info")
              .map(it -> in(".wallet", "class Wallet" + it + " {}"))
              .toList();
      case ACCESSORS_WITHOUT_GET ->
          List.of(in(".wallet", "public class C { public int getBalance() { return 0; } }"));
      case ONLY_COMMANDS_PRINT ->
          List.of(
              in(".wallet", "class C { void a() { System.out.println(); } }"),
              in(".wallet", "class C { void a() { System.err.println(); } }"));
      case SQL_STAYS_IN_STORES -> sql();
      case ONE_DOOR_TO_PROVIDERS -> doors();
      case CALLS_ARE_MADE_AT_THE_DOOR -> calls();
      case ONE_HTTP_CLIENT ->
          List.of(
              in(".wallet", "class C { okhttp3.OkHttpClient c; }"),
              in(".connector.paytm", "class C { okhttp3.OkHttpClient c; }"));
      case ONE_TRACING -> List.of(in(".webhook", "class C { io.opentelemetry.api.trace.Span s; }"));
      case CSV_STAYS_IN_RECONCILE ->
          List.of(in(".cli", "class C { org.apache.commons.csv.CSVFormat f; }"));
      case HELIDON_STAYS_AT_THE_EDGE ->
          List.of(in(".wallet", "class WalletUses { io.helidon.webserver.http.ServerRequest r; }"));
    };
  }

  private static List<String> clocks() {
    return List.of(
        in(".wallet", "class C { Object o = java.time.Instant.now(); }"),
        in(".wallet", "class C { java.util.function.Supplier<?> s = java.time.Instant::now; }"),
        in(".wallet", "class C { Object o = java.time.LocalDate.now(); }"),
        in(".wallet", "class C { Object o = java.time.Clock.systemUTC(); }"),
        in(".wallet", "class C { Object o = java.time.InstantSource.system(); }"),
        in(".wallet", "class C { Object o = new java.util.Date(); }"),
        in(".wallet", "class C { long l = System.currentTimeMillis(); }"),
        in("", "class Config { long l = System.currentTimeMillis(); }"));
  }

  private static List<String> calls() {
    return List.of(
        in(".wallet", "class C { Object o = new %s(); }", "connector.Call"),
        in(".payment", "class C { void a(%s t) { t.exchange(); } }", "connector.Transport"));
  }

  private static List<String> rings() {
    return List.of(
        in(".wallet", "class A { B b; }") + in(".wallet", "class B { A a; }"),
        in(".wallet", "class A { B b; }")
            + in(".wallet", "class B { C c; }")
            + in(".wallet", "class C { A[] a; }"),
        in(".wallet", "class A { static class Inner { B b; } }")
            + in(".wallet", "class B { A.Inner i; }"));
  }

  private static List<String> doors() {
    return List.of(
        in(".payment", "class C { Object a(%s p) { return p.debit(); } }", "connector.DirectDebit"),
        in(
            ".wallet",
            "class C { java.util.function.Function<%s, Object> f = %s::debit; }",
            "connector.DirectDebit",
            "connector.DirectDebit"),
        in(
            ".provider",
            "class C { Object a(%s p) { return p.debit(); } }",
            "connector.DirectDebit"),
        in(
            ".wallet",
            "class Providers { Object a(%s p) { return p.debit(); } }",
            "connector.DirectDebit"));
  }

  private static List<String> simulator() {
    return List.of(
        "package org.batua.simulator; public class Bench {}\n"
            + in(".wallet", "class C { org.batua.simulator.Bench b; }"));
  }

  private static List<String> state() {
    return List.of(
        in(".wallet", "class C { static int calls; }"),
        in(".wallet", "class C { static final java.util.HashMap<String, String> M = null; }"),
        in(".wallet", "class C { static final java.util.concurrent.atomic.AtomicLong N = null; }"));
  }

  private static List<String> sql() {
    return List.of(
        in(".wallet", "class WalletUses { org.jdbi.v3.core.Jdbi j; }"),
        in(".wallet", "class WalletRoutes { javax.sql.DataSource s; }"),
        in(".wallet", "class C { java.sql.Connection c; }"));
  }

  private static List<String> waysToTheDatabase() {
    return List.of(
        in(".wallet", "class WalletStore { org.jdbi.v3.core.Jdbi j; }"),
        in(".wallet", "class WalletStore { javax.sql.DataSource s; }"),
        in(
            ".wallet",
            "class WalletStore { Object c() throws Exception {"
                + " return java.sql.DriverManager.getConnection(\"\"); } }"));
  }

  private static List<String> ownTransactions() {
    return List.of(
        in(".wallet", "class WalletStore { void a(org.jdbi.v3.core.Handle h) { h.commit(); } }"),
        in(
            ".wallet",
            "class WalletStore { void a(java.sql.Connection c) throws Exception {"
                + " c.setAutoCommit(false); } }"));
  }

  private static List<String> openAnswers() {
    return List.of(
        in(".wallet", "class WalletStore { void a(%s d) { d.writeUnresolved(); } }", "db.Database"),
        in(
            ".wallet",
            "class WalletStore { void a(%s d) { d.inTransactionOnce(); } }",
            "db.Database"));
  }

  private static List<String> arrows() {
    return List.of(
        in(".base", "class Up { %s d; }", "db.Database"),
        in(".db", "class Up { %s w; }", "wallet.Wallets"),
        in(".connector", "class Up { %s p; }", "connector.paytm.Paytm"),
        in(".connector.mobikwik", "class Aside { %s p; }", "connector.paytm.Paytm"),
        in(".connector.mobikwik", "class Up { %s w; }", "wallet.Wallets"),
        in(".connector.mobikwik", "class Up { %s d; }", "db.Database"),
        in(".wallet", "class Past { %s p; }", "connector.paytm.Paytm"),
        in(".merchant", "class Up { %s c; }", "customer.Customers"),
        in(".customer", "class Up { %s w; }", "wallet.Wallets"),
        in(".wallet", "class Up { %s d; }", "payment.Payments"),
        in(".wallet", "class Up { %s d; }", "dashboard.Page"),
        in(".refund", "class Aside { %s d; }", "payment.Payments"),
        in(".payment", "class Up { %s g; }", "wiring.Gateway"),
        in(".payment", "class Many { %s[] g; }", "wiring.Gateway"),
        in("", "class Config { %s m; }", "Main"),
        in("", "class Config { %s c; }", "cli.Serve"),
        in(".cli", "class Key { %s m; }", "Main"),
        in(".wallet", "class Up { %s c; }", "cli.Serve"),
        in(".shed", "class New { }"));
  }

  // a type in a package of the house; each %s names one of its neighbours
  private static String in(String place, String type, String... neighbours) {
    var body = type;
    for (var neighbour : neighbours) {
      body = body.replaceFirst("%s", Arrows.ROOT + "." + neighbour);
    }
    return "package " + Arrows.ROOT + place + ";" + body + "\n";
  }

  private static Stream<String> one(String sources) {
    return sources.lines();
  }

  private JavaClasses compiled(Stream<String> sources) {
    return new ClassFileImporter().importPath(written(sources));
  }

  private Path written(Stream<String> sources) {
    var out = newFolder();
    var diagnostics = new StringWriter();
    var options = List.of("-proc:none", "-Xlint:none", "-nowarn");
    var files = sources.flatMap(HouseRulesBiteTest::one).map(HouseRulesBiteTest::file).toList();
    try {
      manager.setLocation(StandardLocation.CLASS_OUTPUT, List.of(out.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var done = COMPILER.getTask(diagnostics, manager, null, options, null, files).call();
    assertThat(done).as(diagnostics.toString()).isTrue();
    return out;
  }

  // what one sample leaves behind must not speak for the next
  private Path newFolder() {
    try {
      return Files.createTempDirectory(folder, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject file(String source) {
    var name = first(PACKAGE, source).replace('.', '/') + "/" + first(TYPE, source) + ".java";
    return new SimpleJavaFileObject(URI.create("mem:///" + name), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
  }
}
