package org.batua.gateway.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The rules of the house, each proven to bite by [HouseRulesBiteTest].
enum HouseRule {
  ARROWS(classes().should(new Arrows())),
  /// A shared checksum would hide a shared mistake.
  KNOWS_NO_SIMULATOR(
      noClasses().should().dependOnClassesThat().resideInAPackage("org.batua.simulator..")),
  NO_CYCLES(slices().matching(Arrows.ROOT + ".(*)..").should().beFreeOfCycles()),
  NO_CYCLES_IN_A_PACKAGE(classes().should(new ClassCycles())),
  BASE_IS_PLAIN_JAVA(
      classes()
          .that()
          .resideInAPackage(Arrows.ROOT + ".base..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              Arrows.ROOT + ".base..",
              "java..",
              "javax.crypto..",
              "javax.xml..",
              "org.jspecify..")),
  CONNECTORS_HOLD_NOTHING(
      fields().that().areDeclaredInClassesThat(isAConnector()).should().beFinal()),
  CONNECTORS_START_NOTHING(
      noClasses()
          .that(isAConnector())
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.util.concurrent..")
                  .or(JavaClass.Predicates.assignableTo(Thread.class)))),
  NO_METHOD_THAT_ONLY_REFUSES(
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(UnsupportedOperationException.class)),
  NO_STATIC_STATE(
      fields()
          .that()
          .areStatic()
          .and(describe("are written by hand", HouseRule::handWritten))
          .should(Conditions.holdNoState())),
  TIME_IS_HANDED_IN(
      noClasses()
          .that(not(named("Main|Gateway")))
          .and()
          .resideOutsideOfPackage(Arrows.ROOT + ".cli")
          .should()
          .accessTargetWhere(access("reads the clock", HouseRule::readsTheClock))),
  NOBODY_SLEEPS(
      noClasses()
          .should()
          .accessTargetWhere(
              access(
                  "sleeps",
                  it -> it.getName().equals("sleep") && owner(it, Thread.class, TimeUnit.class)))),
  CHANCE_IS_SEEDED_OR_SECURE(
      noClasses()
          .should()
          .accessTargetWhere(
              access(
                  "makes chance without a seed",
                  it ->
                      (it.getName().equals("random") && owner(it, Math.class))
                          || (owner(it, Random.class) && isConstructorWithoutSeed(it))))),
  HONEST_NAMES(
      classes()
          .should(
              Conditions.haveNoSimpleName(
                  Pattern.compile(".*(Impl|Manager|Helper|Utils?|Data|Info)")))),
  ACCESSORS_WITHOUT_GET(
      methods()
          .that()
          .arePublic()
          .and()
          .haveNameMatching("get[A-Z].*")
          .and(describe("are our own accessors", HouseRule::ownAccessor))
          .should(Conditions.notExist())),
  ONLY_COMMANDS_PRINT(
      noClasses()
          .that(not(named("Main|\\w*Commands?")))
          .should()
          .accessTargetWhere(
              access(
                  "prints to the console",
                  it -> Set.of("out", "err").contains(it.getName()) && owner(it, System.class)))),
  SQL_STAYS_IN_STORES(
      noClasses()
          .that(not(named("\\w*Store")))
          .and()
          .resideOutsideOfPackage(Arrows.ROOT + ".db..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "org.jdbi..",
              "org.postgresql..",
              "com.zaxxer..",
              "org.flywaydb..")),
  /// `Database` repeats what is undone and finds out what was committed; the library of the jobs
  /// brings its own statements.
  ONE_WAY_TO_THE_DATABASE(
      noClasses()
          .that(not(named("Jobs").and(resideInAPackage(Arrows.ROOT + ".job"))))
          .and()
          .resideOutsideOfPackage(Arrows.ROOT + ".db..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.assignableTo(DataSource.class)
                  .or(JavaClass.Predicates.assignableTo(DriverManager.class))
                  .or(JavaClass.Predicates.assignableTo(Jdbi.class)))),
  TRANSACTIONS_BEGIN_AND_END_IN_DB(
      noClasses()
          .that()
          .resideOutsideOfPackage(Arrows.ROOT + ".db..")
          .should()
          .accessTargetWhere(
              access("begins or ends a transaction", HouseRule::beginsOrEndsATransaction))),
  /// Each of these says how it finds out, why it cannot be done again, or why it need not be.
  LOST_ANSWERS_ARE_FOUND_OUT(
      noClasses()
          .that(not(named("(?:Payment|Refund|Topup|Order|Customer|Reconcile|Call)Store")))
          .and()
          .resideOutsideOfPackage(Arrows.ROOT + ".db..")
          .should()
          .accessTargetWhere(
              access(
                  "leaves a lost answer open",
                  it ->
                      Set.of("writeUnresolved", "inTransactionOnce").contains(it.getName())
                          && it.getTargetOwner().getName().equals(Arrows.ROOT + ".db.Database")))),
  /// Bounded, guarded and recorded there, and nowhere else.
  ONE_DOOR_TO_PROVIDERS(
      noClasses()
          .that(not(named("Providers").and(resideInAPackage(Arrows.ROOT + ".provider"))))
          .and()
          .resideOutsideOfPackage(Arrows.ROOT + ".connector..")
          .should()
          .accessTargetWhere(access("calls a connector", HouseRule::isCapability))),
  CALLS_ARE_MADE_AT_THE_DOOR(
      noClasses()
          .that()
          .resideOutsideOfPackages(Arrows.ROOT + ".provider", Arrows.ROOT + ".connector..")
          .should()
          .accessTargetWhere(
              access(
                  "makes a call or uses the transport", it -> isMethodOf(it, "Call|Transport")))),
  /// Providers are called by one client, merchants' servers by another: that one goes to addresses
  /// which strangers choose.
  ONE_HTTP_CLIENT(
      noClasses()
          .that()
          .resideOutsideOfPackages(
              Arrows.ROOT + ".connector.transport", Arrows.ROOT + ".webhook.transport")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("okhttp3..")),
  /// It is not even loaded where traces go nowhere.
  ONE_TRACING(
      noClasses()
          .that()
          .resideOutsideOfPackage(Arrows.ROOT + ".trace")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..")),
  /// A statement's form is the business of those who read statements.
  CSV_STAYS_IN_RECONCILE(
      noClasses()
          .that()
          .resideOutsideOfPackage(Arrows.ROOT + ".reconcile")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.csv..")),
  HELIDON_STAYS_AT_THE_EDGE(
      noClasses()
          .that(not(named("\\w*Routes")))
          .and()
          .resideOutsideOfPackage(Arrows.ROOT + ".http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.helidon.."));

  // ArchUnit's rules never change, but carry no annotation that says so
  @SuppressWarnings("ImmutableEnumChecker")
  private final ArchRule rule;

  HouseRule(ArchRule rule) {
    this.rule = rule.as(name().toLowerCase(Locale.ROOT).replace('_', ' ')).allowEmptyShould(true);
  }

  ArchRule rule() {
    return rule;
  }

  /// A provider's own package, or what its author reads answers with; the transport holds state.
  private static DescribedPredicate<JavaClass> isAConnector() {
    return resideInAPackage(Arrows.ROOT + ".connector.*..")
        .and(DescribedPredicate.not(resideInAPackage(Arrows.ROOT + ".connector.transport..")));
  }

  // a nested class belongs to the class around it
  private static DescribedPredicate<JavaClass> named(String pattern) {
    var form = Pattern.compile(pattern);
    return describe(
        "named " + pattern, it -> form.matcher(outermost(it).getSimpleName()).matches());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(HouseRule::outermost).orElse(type);
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String description, Predicate<JavaAccess<?>> predicate) {
    return describe(description, predicate);
  }

  private static boolean owner(JavaAccess<?> access, Class<?>... types) {
    return Stream.of(types).anyMatch(it -> access.getTargetOwner().isEquivalentTo(it));
  }

  private static boolean beginsOrEndsATransaction(JavaAccess<?> access) {
    return owner(access, Handle.class, Connection.class)
        && Set.of(
                "begin",
                "commit",
                "rollback",
                "inTransaction",
                "useTransaction",
                "setAutoCommit",
                "setTransactionIsolation",
                "setTransactionIsolationLevel")
            .contains(access.getName());
  }

  // a result nested in a capability is for everybody
  private static boolean isCapability(JavaAccess<?> access) {
    return isMethodOf(
        access,
        "Balances|Delinking|DirectDebit|HostedPayments|HostedTopups|Linking|ProviderNotifications"
            + "|RedirectLinking|Refunding|Renewal");
  }

  private static boolean isMethodOf(JavaAccess<?> access, String ports) {
    return access.getTarget() instanceof CodeUnitAccessTarget
        && Pattern.matches(
            Pattern.quote(Arrows.ROOT + ".connector.") + "(?:" + ports + ")",
            access.getTargetOwner().getName());
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    var name = access.getName();
    var type = access.getTargetOwner();
    if (type.getPackageName().startsWith("java.time")) {
      var given = access.getTarget() instanceof CodeUnitAccessTarget it && !takesNoClock(it);
      return (name.equals("now") && !given) || name.startsWith("system") || name.startsWith("tick");
    }
    return (owner(access, System.class) && name.equals("currentTimeMillis"))
        || (owner(access, java.util.Date.class)
            && access.getTarget() instanceof CodeUnitAccessTarget it
            && name.equals("<init>")
            && it.getRawParameterTypes().isEmpty());
  }

  private static boolean takesNoClock(CodeUnitAccessTarget target) {
    return target.getRawParameterTypes().stream()
        .noneMatch(it -> it.isAssignableTo(InstantSource.class));
  }

  private static boolean isConstructorWithoutSeed(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget it
        && access.getName().equals("<init>")
        && it.getRawParameterTypes().isEmpty();
  }

  private static boolean handWritten(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean ownAccessor(JavaMethod method) {
    return method.getRawParameterTypes().isEmpty()
        && method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
        && Stream.of(
                method.getOwner().getAllRawInterfaces(), method.getOwner().getAllRawSuperclasses())
            .flatMap(Collection::stream)
            .noneMatch(it -> it.tryGetMethod(method.getName()).isPresent());
  }
}
