package org.batua.gateway.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Conditions of [HouseRule] that ArchUnit has no words for.
final class Conditions {
  private static final Set<Class<?>> CHANGEABLE =
      Set.of(AbstractCollection.class, AbstractMap.class, StringBuilder.class, StringBuffer.class);

  private Conditions() {}

  /// Static fields are final, and of no type that exists in order to change.
  static ArchCondition<JavaField> holdNoState() {
    return condition(
        "hold no state",
        field ->
            field.getModifiers().contains(JavaModifier.FINAL)
                && CHANGEABLE.stream().noneMatch(field.getRawType()::isAssignableTo)
                && !field.getRawType().getPackageName().equals("java.util.concurrent.atomic"),
        field -> field.getFullName() + " is static state");
  }

  static ArchCondition<JavaClass> haveNoSimpleName(Pattern form) {
    return condition(
        "have no name like " + form,
        type -> !form.matcher(type.getSimpleName()).matches(),
        type -> type.getName() + " says nothing by its name");
  }

  static ArchCondition<JavaMethod> notExist() {
    return condition("not exist", _ -> false, it -> it.getFullName() + " exists");
  }

  private static <T> ArchCondition<T> condition(
      String description, Predicate<T> holds, Function<T, String> failure) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T item, ConditionEvents events) {
        if (!holds.test(item)) {
          events.add(SimpleConditionEvent.violated(item, failure.apply(item)));
        }
      }
    };
  }
}
