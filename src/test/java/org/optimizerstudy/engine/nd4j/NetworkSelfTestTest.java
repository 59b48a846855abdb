package org.optimizerstudy.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.MachineException;
import org.optimizerstudy.engine.onednn.OneDnnEngine;

class NetworkSelfTestTest {

  @Test
  void thisMachineComputesRight() {
    for (Engine engine : List.of(new OneDnnEngine(), new Nd4jEngine())) {
      assertThatCode(() -> engine.devices().get(0).test()).doesNotThrowAnyException();
    }
  }

  /** The other JVM's part. */
  public static void main(String[] arguments) {
    try {
      NetworkSelfTest.of(UnaryOperator.identity());
      System.out.println("right");
    } catch (MachineException e) {
      System.out.println(e.getMessage());
    }
  }

  /**
   * Without threads ND4J computes nothing, and says nothing: what is found is whatever was there.
   */
  @Test
  void findsThatNothingIsComputed() throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NetworkSelfTestTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    java.environment().put("OMP_NUM_THREADS", "0");

    String said = new String(java.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said)
        .contains("sum of numbers: must be 32768.0, found ")
        .contains("; the environment has OMP_NUM_THREADS=0");
  }
}
