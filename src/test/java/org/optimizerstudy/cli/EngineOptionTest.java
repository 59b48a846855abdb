package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class EngineOptionTest {

  private static final String PLACE = "with --executor spark";

  @Command
  private static final class Host {
    @Mixin private EngineOption engine;
  }

  private static EngineOption engine(String... words) {
    return CommandLine.populateCommand(new Host(), words).engine;
  }

  @Test
  void manyTrialsAtOnceAreOneProcessesWork() {
    assertThatThrownBy(() -> engine("--engine", "opencl").requireSingleTrials(PLACE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--engine: must train each trial by itself with --executor spark, found opencl, which"
                + " trains many at once; use --executor local");
    assertThatThrownBy(
            () -> engine("--engine", "onednn", "--device", "1").requireSingleTrials(PLACE))
        .hasMessage("--device: must be left out with --executor spark, found \"1\"");
    assertThatCode(() -> engine("--engine", "onednn").requireSingleTrials(PLACE))
        .doesNotThrowAnyException();
    assertThatCode(() -> engine().requireSingleTrials(PLACE)).doesNotThrowAnyException();
  }
}
