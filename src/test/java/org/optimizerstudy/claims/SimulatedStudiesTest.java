package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.claims.SimulatedStudies.Setup;
import org.optimizerstudy.claims.SimulatedStudies.Tally;
import org.optimizerstudy.claims.SimulatedStudies.Truth;

/** How often verdicts are wrong when the truth is known: simulated, with fixed random numbers. */
class SimulatedStudiesTest {

  private static final Path TABLE = Path.of("src/text/simulated.md");

  private static final int STUDIES = 150;

  /** 5 %, and three standard errors of so few studies: 0.05 + 3 sqrt(0.05 x 0.95 / 150). */
  private static final double MOST = 0.103;

  /**
   * C5t reads test accuracies that were selected among equal rates: 0.12 by the table, likewise.
   */
  private static final double MOST_SELECTED = 0.2;

  @Test
  void wrongVerdictsAreRare() throws IOException {
    SimulatedStudies simulated = new SimulatedStudies();
    for (Setup setup : SimulatedStudies.SETUPS) {
      double most = setup.claim().equals("C5t") ? MOST_SELECTED : MOST;
      Tally claimed = simulated.tally(setup, Truth.CLAIMED, STUDIES);
      Tally nothing = simulated.tally(setup, Truth.NOTHING, STUDIES);
      Tally opposite = simulated.tally(setup, Truth.OPPOSITE, STUDIES);
      assertThat(claimed.share(Verdict.CONTRADICTED)).as(setup.claim()).isLessThan(most);
      assertThat(claimed.confirmedShare()).as(setup.claim()).isLessThan(most);
      assertThat(nothing.share(Verdict.REPRODUCED)).as(setup.claim()).isLessThan(most);
      assertThat(nothing.share(Verdict.CONTRADICTED)).as(setup.claim()).isLessThan(most);
      assertThat(opposite.share(Verdict.REPRODUCED)).as(setup.claim()).isLessThan(most);
    }
  }

  @Test
  void aTrueEffectOfTheMarginIsFoundWhereSeedsSuffice() throws IOException {
    SimulatedStudies simulated = new SimulatedStudies();
    for (Setup setup : SimulatedStudies.SETUPS) {
      if (setup.claim().matches("C(6.|8|9|16|20|21)")) {
        assertThat(simulated.tally(setup, Truth.CLAIMED, STUDIES).share(Verdict.REPRODUCED))
            .as(setup.claim())
            .isGreaterThan(0.8);
      }
    }
  }

  /** {@code -Dreadme=write} writes the table; docs/verdicts.md includes it. */
  @Test
  @Tag("long")
  void theDocumentationHasTheFrequencies() throws IOException {
    String table = new SimulatedStudies().table(2000);
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(TABLE, table);
    } else {
      assertThat(Files.readString(TABLE)).isEqualTo(table);
    }
  }
}
