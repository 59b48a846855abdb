package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.TrainingState;

/**
 * The golden records on this machine's device and by the reference. {@code mvn test
 * -Dtest=GoldenRecordsTest -Dgolden=write} writes what the device gives, if the reference gives the
 * same.
 */
class GoldenRecordsTest {

  private static final Path RESOURCES = Path.of("src/test/resources");

  @ParameterizedTest
  @EnumSource
  void theDeviceAndTheReferenceGiveThem(GoldenRecords golden) throws IOException {
    List<Trial> trials = golden.trials();
    Map<Trial, float[]> initial = new LinkedHashMap<>();
    Map<Trial, List<String>> found;
    try (Site site = new Site(golden.data());
        Session session = site.open(trials, Tiling.DEFAULT)) {
      trials.forEach(trial -> initial.put(trial, session.state(trial).parameters()));
      found = GoldenRecords.train(session, golden.epochs());
    }

    boolean writes = "write".equals(System.getProperty("golden"));
    for (Trial trial : writes ? trials : golden.recomputed()) {
      assertThat(golden.reference(trial, initial.get(trial))).isEqualTo(found.get(trial));
    }
    if (writes) {
      Files.createDirectories(RESOURCES.resolve(golden.file()).getParent());
      Files.writeString(RESOURCES.resolve(golden.file()), GoldenRecords.text(found));
    } else {
      assertThat(found).isEqualTo(golden.kept());
    }
  }

  /** A trial's records do not depend on anything but the trial. */
  @Test
  void aTrialGivesThemInAnyCompany() {
    GoldenRecords golden = GoldenRecords.SMALL_STRIDED;
    Map<Trial, List<String>> kept = golden.kept();
    List<Trial> eight = new ArrayList<>(golden.trials().subList(4, 12));
    Collections.reverse(eight);
    Trial one = eight.get(3);
    TrainingState afterOne;
    try (Site site = new Site(golden.data())) {
      try (Session session = site.open(List.of(one), Tiling.DEFAULT)) {
        Map<Trial, List<String>> first = GoldenRecords.train(session, 1);
        assertThat(first.get(one)).as("alone").isEqualTo(kept.get(one).subList(0, 1));
        afterOne = session.state(one);
        assertThat(GoldenRecords.train(session, 2).get(one))
            .as("alone")
            .isEqualTo(kept.get(one).subList(1, 3));
      }
      try (Session session = site.open(eight, new Tiling(16, 32, 4, 8))) {
        assertThat(GoldenRecords.train(session, 3))
            .as("beside 7 others, in another order, by other tiles and work-groups")
            .allSatisfy((trial, lines) -> assertThat(lines).isEqualTo(kept.get(trial)))
            .hasSize(8);
      }
      try (Session session = site.open(eight, Tiling.DEFAULT)) {
        session.restore(one, afterOne);
        session.drop(eight.get(0));
        assertThat(GoldenRecords.train(session, 2).get(one))
            .as("resumed beside others that begin")
            .isEqualTo(kept.get(one).subList(1, 3));
      }
    }
  }
}
