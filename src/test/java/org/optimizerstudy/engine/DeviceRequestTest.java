package org.optimizerstudy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.engine.nd4j.CudaEngine;
import org.optimizerstudy.engine.nd4j.Nd4jEngine;
import org.optimizerstudy.experiment.InvalidInputException;

class DeviceRequestTest {

  private static DeviceRequest lockstep(int count) {
    return new DeviceRequest(Optional.empty(), Optional.of(count));
  }

  @Test
  void anEngineWithoutChoiceRefusesOne() {
    DeviceRequest device = new DeviceRequest(Optional.of("0"), Optional.empty());

    assertThatThrownBy(() -> new Nd4jEngine().on(device))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--device: must be left out with --engine nd4j, found \"0\"");
    assertThatThrownBy(() -> new CudaEngine().on(lockstep(8)))
        .hasMessage("--lockstep: must be left out with --engine nd4j-cuda, found \"8\"");
    assertThat(new Nd4jEngine().on(DeviceRequest.NONE).key()).isEqualTo("nd4j");
  }

  @Test
  void trialsInLockstepAreOneToAThousand() {
    assertThat(lockstep(1).lockstep()).contains(1);
    assertThat(lockstep(1_024).lockstep()).contains(1_024);
    assertThatThrownBy(() -> lockstep(0)).hasMessage("--lockstep: must be from 1 to 1024, found 0");
    assertThatThrownBy(() -> lockstep(1_025))
        .hasMessage("--lockstep: must be from 1 to 1024, found 1025");
  }
}
