package org.batua.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.batua.bench.scale.ScaleModel.Load;
import org.batua.bench.scale.ScaleModel.Part;
import org.junit.jupiter.api.Test;

class ScaleModelTest {
  /// A thousand microseconds each on both sides, 1 kB of log, one event.
  private static final PaymentCost ROUND = new PaymentCost(1_000, 1_000, 1_000, 500, 1, 1);

  private final ScaleModel model =
      new ScaleModel(ROUND, new Site(10, 4, 500, 0.5, 1e6, 2_000, 100, 10));

  @Test
  void each_part_is_as_full_as_its_share_of_what_it_can_do() {
    assertThat(model.share(Part.POSTGRES_CPU, 1_000)).isEqualTo(0.2, within(1e-9));
    assertThat(model.share(Part.LOG, 1_000)).isEqualTo(1, within(1e-9));
    assertThat(model.share(Part.FAN_OUT, 1_000)).isEqualTo(0.5, within(1e-9));
    assertThat(model.servers(1_000)).as("two cores for payments, two for webhooks").isEqualTo(1);
    assertThat(model.servers(1_001)).isEqualTo(2);
    assertThat(model.share(Part.CONNECTIONS, 1_001)).isEqualTo(0.2, within(1e-9));
  }

  @Test
  void the_fullest_part_comes_first() {
    assertThat(model.loads(1_000))
        .extracting(Load::part)
        .containsExactly(Part.LOG, Part.FAN_OUT, Part.POSTGRES_CPU, Part.CONNECTIONS);
  }

  @Test
  void what_stays_and_what_is_frozen_grow_with_the_rate() {
    assertThat(model.storedBytesPerDay(1_000)).isEqualTo(43.2e9, within(1.0));
    assertThat(model.hoursBetweenFreezes(1_000)).isEqualTo(200_000 / 3600.0, within(1e-9));
    assertThat(model.hoursBetweenFreezes(10_000)).isEqualTo(20_000 / 3600.0, within(1e-9));
  }

  @Test
  void the_document_shows_what_the_model_says() throws IOException {
    var document = Files.readString(Path.of(System.getProperty("batua.home"), "docs/scale.md"));
    var table = ScaleTable.lines(new ScaleModel(PaymentCost.MEASURED, Site.LARGE));
    assertThat(document.lines().toList()).containsSubsequence(table);
  }
}
