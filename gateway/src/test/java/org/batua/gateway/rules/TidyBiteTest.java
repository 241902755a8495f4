package org.batua.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.rules.Tidy.TextFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each check of [TidyTest] refuses what it is there for.
@Tag("slow")
class TidyBiteTest {
  private static final String HONEST =
      """
      package org.batua.gateway.wallet;

      /// A wallet; TODOS and hackers are words.
      public final class Wallet {
        // the order matters: the oldest first
        int size() {
          return "TODO // Thread.sleep @Disabled".length();
        }
      }
      """;

  @Test
  void an_honest_file_passes() {
    var file = main(HONEST);
    assertThat(Tidy.longLines(file)).isEmpty();
    assertThat(Tidy.longFile(file)).isEmpty();
    assertThat(Tidy.longMethods(file)).isEmpty();
    assertThat(Tidy.leftovers(file)).isEmpty();
    assertThat(Tidy.sleeps(file)).isEmpty();
    assertThat(Tidy.undocumentedTypes(file)).isEmpty();
    assertThat(Tidy.whitespace(file)).isEmpty();
    assertThat(Tidy.privateMatters(file)).isEmpty();
    assertThat(Tidy.silentSuppressions(file)).isEmpty();
  }

  @Test
  void long_lines_are_refused_but_for_one_unbreakable_word() {
    var words = "word ".repeat(21);
    assertThat(Tidy.longLines(main("// " + words)))
        .containsExactly("gateway/src/main/java/W.java:1: longer than 100");
    assertThat(Tidy.longLines(new TextFile("db/V1.sql", "-- " + words))).hasSize(1);
    assertThat(Tidy.longLines(new TextFile("batua", "# " + words))).hasSize(1);
    assertThat(Tidy.longLines(new TextFile("README.md", words))).isEmpty();
    assertThat(Tidy.longLines(main("// https://docs.example/" + "a".repeat(99)))).isEmpty();
  }

  @Test
  void long_files_are_refused() {
    assertThat(Tidy.longFile(main("// x\n".repeat(400)))).isEmpty();
    assertThat(Tidy.longFile(main("// x\n".repeat(401)))).hasSize(1);
  }

  @Test
  void long_methods_are_refused() {
    assertThat(Tidy.longMethods(main(method(58)))).isEmpty();
    assertThat(Tidy.longMethods(main(method(59))))
        .containsExactly("gateway/src/main/java/W.java:2: m has 61 lines");
    var nested = "class A {\nObject o = new Object() {\n" + method(59) + "};}\n";
    assertThat(Tidy.longMethods(main(nested))).hasSize(1);
    var compact = "record A(int i) {\nA {\n" + "i++;\n".repeat(59) + "}\n}\n";
    assertThat(Tidy.longMethods(main(compact))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// TODO later",
        "/* FIXME */",
        "/// XXX",
        "// HACK",
        "@Disabled class A {}",
        "@EnabledIf(\"isRoot\") void test() {}",
        "@DisabledOnOs(OS.LINUX) void test() {}",
        "throw new TestAbortedException();",
        "import static org.junit.jupiter.api.Assumptions.assumeTrue;",
        "class A { void a() { e.printStackTrace(); } }",
        "  // wallets.link(otp);",
        "  // return wallet;",
        "  // if (linked) {",
        "// }",
      })
  void leftovers_are_refused(String line) {
    assertThat(Tidy.leftovers(main(line + "\n"))).hasSize(1);
  }

  @Test
  void sleeping_without_a_reason_is_refused() {
    var sleeping = "class A { void a() {\nThread.sleep(1);\n} }\n";
    assertThat(Tidy.sleeps(main(sleeping))).hasSize(1);
    assertThat(Tidy.sleeps(main(sleeping.replace("{\n", "{\n// soon\n")))).hasSize(1);
    assertThat(Tidy.sleeps(main(sleeping.replace("{\n", "{\n// real time: a slow peer\n"))))
        .isEmpty();
  }

  @Test
  void waits_made_at_home_are_refused_in_tests() {
    for (var wait :
        List.of("Thread.onSpinWait();", "x(Thread.State.WAITING);", "LockSupport.parkNanos(1);")) {
      var source = "class A { void a() {\n" + wait + "\n} }\n";
      assertThat(Tidy.sleeps(new TextFile("bench/src/test/java/A.java", source))).hasSize(1);
      assertThat(Tidy.sleeps(main(source))).isEmpty();
    }
  }

  @Test
  void leftovers_in_scripts_and_settings_are_refused() {
    assertThat(Tidy.leftovers(new TextFile("batua", "# TODO\n"))).hasSize(1);
    assertThat(Tidy.leftovers(new TextFile("pom.xml", "<!-- FIXME -->\n"))).hasSize(1);
  }

  @Test
  void public_types_without_a_sentence_are_refused() {
    assertThat(Tidy.undocumentedTypes(main("public class A {}\n"))).hasSize(1);
    assertThat(Tidy.undocumentedTypes(main("/** Old. */\npublic class A {}\n"))).hasSize(1);
    assertThat(Tidy.undocumentedTypes(main("/// A.\nclass A {\npublic enum B {}\n}\n"))).hasSize(1);
    assertThat(Tidy.undocumentedTypes(main("/// A.\n@Deprecated\npublic class A {}\n"))).isEmpty();
    assertThat(Tidy.undocumentedTypes(main("class A {}\n"))).isEmpty();
  }

  @Test
  void stray_whitespace_is_refused() {
    assertThat(Tidy.whitespace(main("class A {}"))).hasSize(1);
    assertThat(Tidy.whitespace(main("class A {}\n\n"))).hasSize(1);
    assertThat(Tidy.whitespace(main("\tclass A {}\n"))).hasSize(1);
    assertThat(Tidy.whitespace(main("class A {} \n"))).hasSize(1);
    assertThat(Tidy.whitespace(main("class A {}\r\n"))).isNotEmpty();
  }

  @Test
  void paths_of_a_machine_and_addresses_of_people_are_refused() {
    for (var folder : List.of("home", "work", "root", "Users")) {
      assertThat(Tidy.privateMatters(main("// see /" + folder + "/asha/notes\n"))).hasSize(1);
    }
    assertThat(Tidy.privateMatters(main("// $HOME/work/x, https://a.example/home/x\n"))).isEmpty();
    assertThat(Tidy.privateMatters(main("// ask asha@" + "mail.com\n"))).hasSize(1);
    assertThat(Tidy.privateMatters(main("// asha@shop.example, a@example.com\n"))).isEmpty();
  }

  @Test
  void suppressions_without_a_reason_are_refused() {
    var bare = "@SuppressWarnings(\"x\")\nclass A {}\n";
    assertThat(Tidy.silentSuppressions(main(bare))).hasSize(1);
    assertThat(Tidy.silentSuppressions(main("// because\n" + bare))).isEmpty();
    assertThat(Tidy.silentSuppressions(main(bare.replace(")\n", ") // why\n")))).isEmpty();
  }

  @Test
  void dead_links_are_refused() {
    var target = new TextFile("docs/b.md", "# First part\n## Rules & limits\n## Twice\n## Twice\n");
    var good =
        new TextFile(
            "docs/a.md",
            """
            # Here
            [b](b.md) [up](../batua) [folder](../docs) [own](#here) [out](https://a.example/x)
            [p](b.md#first-part) [r](b.md#rules--limits) [t](b.md#twice-1) `[no](no.md)`
            ```
            [no](no.md)
            ```
            """);
    var tree = Map.of("docs/b.md", target, "docs/a.md", good, "batua", new TextFile("batua", ""));
    assertThat(DocText.deadLinks(good, tree)).isEmpty();
    for (var link : List.of("c.md", "b.md#nowhere", "#nowhere", "../docs/b.mdx", "b.md#twice-2")) {
      var bad = new TextFile("docs/a.md", "[x](" + link + ")\n");
      assertThat(DocText.deadLinks(bad, tree)).as(link).hasSize(1);
    }
    assertThat(DocText.deadLinks(new TextFile("docs/a.md", "[x]: c.md\n"), tree)).hasSize(1);
  }

  @Test
  void names_that_are_gone_are_refused() {
    var wallets = "gateway/src/main/java/org/batua/gateway/wallet/Wallets.java";
    var tree =
        List.of(
            new TextFile(wallets, "class Wallets { Instant at; }"),
            new TextFile(
                "gateway/src/main/resources/db/migration/V1__a.sql", "create table txn ();"),
            new TextFile("bin/tests.bash", ""));
    var names = DocNames.of(tree);
    var known =
        "`Wallets` `wallet.Wallets` `Wallets.find` `Instant` `java.time.Instant` `bin/tests.bash`"
            + " `bin/` table `txn` `status` `GET /wallets` `NameWire` `wallet_id`\n"
            + "```\nOldName\n```\n";
    assertThat(names.unknown(new TextFile("docs/a.md", known))).isEmpty();
    for (var gone :
        List.of("`Desk`", "`old.Wallets`", "`Desk#find`", "`bin/old.sh`", "table `desk`")) {
      assertThat(names.unknown(new TextFile("docs/a.md", gone))).as(gone).hasSize(1);
    }
    assertThat(names.unknown(new TextFile("ARCHITECTURE.md", "`wallet.old`"))).hasSize(1);
    assertThat(names.unknown(new TextFile("docs/configuration.md", "`http.port`"))).isEmpty();
  }

  @Test
  void packages_without_null_marks_are_refused() {
    var type = new TextFile("gateway/src/main/java/a/A.java", "");
    var test = new TextFile("gateway/src/test/java/a/ATest.java", "");
    var info = new TextFile("gateway/src/main/java/a/package-info.java", "@NullMarked package a;");
    assertThat(Tidy.unmarkedPackages(List.of(type, info, test))).isEmpty();
    assertThat(Tidy.unmarkedPackages(List.of(type))).hasSize(1);
    assertThat(Tidy.unmarkedPackages(List.of(test))).hasSize(1);
    var bare = new TextFile(info.path(), "package a;");
    assertThat(Tidy.unmarkedPackages(List.of(type, bare))).hasSize(1);
  }

  @Test
  void decisions_that_are_not_listed_are_refused() {
    var decision = new TextFile("docs/adr/0001-one.md", "");
    var index = new TextFile("docs/adr/README.md", "[0001](0001-one.md)");
    assertThat(Tidy.unlistedDecisions(List.of(decision, index))).isEmpty();
    assertThat(Tidy.unlistedDecisions(List.of(decision))).hasSize(1);
  }

  @Test
  void sql_files_without_a_use_and_uses_without_a_file_are_refused() {
    var file = new TextFile("gateway/src/main/resources/sql/wallet/insert.sql", "select 1\n");
    var use = store("String s = Sql.text(\"wallet/insert\");");
    assertThat(SqlFiles.strayNames(List.of(file, use))).isEmpty();
    assertThat(SqlFiles.strayNames(List.of(file))).hasSize(1);
    assertThat(SqlFiles.strayNames(List.of(use))).hasSize(1);
    assertThat(SqlFiles.strayNames(List.of(file, use, store("Sql.named(name);")))).hasSize(1);
    var included = new TextFile(file.path(), "select 1\n-- include wallet/_rest\n");
    assertThat(SqlFiles.strayNames(List.of(included, use))).hasSize(1);
    var fragment = new TextFile(file.path().replace("insert", "_rest"), "where true\n");
    assertThat(SqlFiles.strayNames(List.of(included, use, fragment))).isEmpty();
    assertThat(SqlFiles.strayNames(List.of(file, use, fragment))).hasSize(1);
  }

  @Test
  void an_exists_that_may_be_hashed_is_found() {
    var query = "select 1 from txn t where :all or %s exists (select 1 from refund r where %s)";
    assertThat(SqlFiles.hashable(query.formatted("", "(r.id) = t.id"), Set.of())).hasSize(1);
    assertThat(SqlFiles.hashable(query.formatted("not", "r.id = t.id"), Set.of())).hasSize(1);
    assertThat(SqlFiles.hashable(query.formatted("", "r.id = t.id"), Set.of("refund"))).isEmpty();
    assertThat(SqlFiles.hashable(query.formatted("", "r.id = t.id offset 0"), Set.of())).isEmpty();
    assertThat(
            SqlFiles.hashable(
                "with refund as (select 1) " + query.formatted("", "r.id = t.id"), Set.of()))
        .isEmpty();
  }

  @Test
  void sql_in_java_is_refused() {
    for (var sql :
        List.of(
            "\"select * from wallet\"",
            "\"delete from wallet where id = :id\"",
            "\"where w.id = :id\"",
            "\"\"\"\n    with t as (\n\"\"\"",
            "\"\"\"\n    insert into wallet values (1)\n\"\"\"")) {
      assertThat(SqlFiles.inJava(store(sql), Set.of())).as(sql).hasSize(1);
      assertThat(SqlFiles.inJava(store(sql), Set.of("wallet"))).isEmpty();
    }
    assertThat(SqlFiles.inJava(store("\"selected\", \"update\", \"with care\""), Set.of()))
        .isEmpty();
  }

  private static TextFile store(String text) {
    return new TextFile(
        "gateway/src/main/java/org/batua/gateway/wallet/WalletStore.java", text + "\n");
  }

  @Test
  void tables_of_states_that_differ_from_the_code_are_refused() {
    enum Status {
      SENDING,
      CHARGED
    }
    var text = "## States\n\n| Status | |\n|---|---|\n| `SENDING` | |\n| `CHARGED` | |\n\n# More\n";
    assertThat(differences(text, Status.class)).isEmpty();
    assertThat(differences(text.replace("CHARGED", "PAID"), Status.class)).hasSize(2);
    assertThat(differences(text.replace("States", "Others"), Status.class)).hasSize(2);
    assertThat(differences(text + "| `LATE` | |\n", Status.class)).isEmpty();
  }

  private static List<String> differences(String text, Class<? extends Enum<?>> states) {
    return DocText.stateDifferences(new TextFile("docs/debits.md", text), "States", states);
  }

  private static TextFile main(String text) {
    return new TextFile("gateway/src/main/java/W.java", text);
  }

  private static String method(int lines) {
    return "class A {\nvoid m() {\n" + "a();\n".repeat(lines) + "}\n}\n";
  }
}
