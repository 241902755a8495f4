package org.batua.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.batua.simulator.http.Latency;

/// Which package may know which, and what nobody may do.
@AnalyzeClasses(
    packages = "org.batua.simulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("main")
          .definedBy("org.batua.simulator")
          .layer("fronts")
          .definedBy(
              "..mobikwik..",
              "..paytm..",
              "..phonepe..",
              "..gopay..",
              "..amazonpay..",
              "..freecharge..",
              "..development..",
              "..control..")
          .layer("pages")
          .definedBy("..page..")
          .layer("http")
          .definedBy("..http..")
          .layer("store")
          .definedBy("..store..")
          .layer("engine")
          .definedBy("..engine..")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("fronts")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("pages")
          .mayOnlyBeAccessedByLayers("fronts", "main")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("fronts", "main")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("fronts", "pages", "http", "store", "main");

  @ArchTest
  static final ArchRule NO_GATEWAY =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.batua.gateway..");

  @ArchTest
  static final ArchRule ONE_PLACE_TO_WAIT =
      noClasses()
          .that()
          .areNotAssignableTo(Latency.class)
          .should()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule TIME_IS_HANDED_IN = noClasses().should().callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule NOTHING_UNSUPPORTED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(UnsupportedOperationException.class);
}
