package org.batua.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.nio.file.Path;
import org.batua.gateway.wiring.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HouseRulesTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(Arrows.ROOT);

  @Test
  void every_class_with_logic_has_a_test_of_its_name() {
    assertThat(Logic.withoutTest(classesOf(Gateway.class), classesOf(HouseRulesTest.class)))
        .isEmpty();
  }

  private static Path classesOf(Class<?> one) {
    return Path.of(URI.create(one.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  @ParameterizedTest
  @EnumSource
  void the_house_keeps(HouseRule rule) {
    rule.rule().check(HOUSE);
  }
}
