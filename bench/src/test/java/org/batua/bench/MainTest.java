package org.batua.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Option;

class MainTest {
  static List<CommandLine> commands() {
    return List.copyOf(Main.commands().getSubcommands().values());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void the_help_names_the_command_once_as_it_is_typed(CommandLine command) {
    assertThat(command.getUsageMessage())
        .startsWith("Usage: ./batua " + command.getCommandName() + " [");
  }

  /// picocli prints a warning for each description that is no format of `String.format`.
  @ParameterizedTest
  @MethodSource("commands")
  void the_help_comes_without_warnings(CommandLine command) {
    for (var field : command.getCommand().getClass().getDeclaredFields()) {
      for (var option : field.getAnnotationsByType(Option.class)) {
        assertThatCode(() -> String.format(String.join(" ", option.description())))
            .as(field.getName())
            .doesNotThrowAnyException();
      }
    }
  }
}
