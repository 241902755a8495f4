package org.batua.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  /// A checksum that both sides share would hide a mistake that both sides share.
  private static final ArchRule INDEPENDENT = independentOf("org.batua.gateway..");

  private static final ArchRule NO_METHOD_THAT_ONLY_REFUSES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(UnsupportedOperationException.class)
          .allowEmptyShould(true);

  @Test
  void the_simulator_shares_no_code_with_the_gateway() {
    INDEPENDENT.check(new ClassFileImporter().importPackages("org.batua.simulator"));
  }

  @Test
  void no_method_only_refuses() {
    NO_METHOD_THAT_ONLY_REFUSES.check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.batua.simulator"));
  }

  @Test
  void the_rules_bite() {
    // this class depends on AssertJ, and the locks of the JDK on the exception
    var here = new ClassFileImporter().importClasses(HouseRulesTest.class);
    assertThat(independentOf("org.assertj..").evaluate(here).hasViolation()).isTrue();
    var refuser = new ClassFileImporter().importPackages("java.util.concurrent.locks");
    assertThat(NO_METHOD_THAT_ONLY_REFUSES.evaluate(refuser).hasViolation()).isTrue();
  }

  private static ArchRule independentOf(String packages) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage(packages)
        .allowEmptyShould(true);
  }
}
