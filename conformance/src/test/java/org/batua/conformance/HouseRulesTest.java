package org.batua.conformance;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Which package may know which: the command knows the checks, and both know what they are made of.
@AnalyzeClasses(
    packages = "org.batua.conformance",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("command")
          .definedBy("org.batua.conformance")
          .layer("checks")
          .definedBy("..checks..")
          .layer("kit")
          .definedBy("..kit..")
          .whereLayer("command")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("checks")
          .mayOnlyBeAccessedByLayers("command");
}
