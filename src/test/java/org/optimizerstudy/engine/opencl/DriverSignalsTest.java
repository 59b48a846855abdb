package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Drivers that compile inside the JVM's process, and replace its handlers of signals meanwhile. */
class DriverSignalsTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void programsAreBuiltWhileTheJvmStopsAtSafepoints() throws IOException, InterruptedException {
    Devices.first();
    Path java = Path.of(System.getProperty("java.home"));
    ProcessBuilder child =
        new ProcessBuilder(
                java.resolve("bin/java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-cp",
                System.getProperty("java.class.path"),
                BuildsBesideSafepoints.class.getName(),
                "40")
            .redirectErrorStream(true);
    child.environment().put("LD_PRELOAD", java.resolve("lib/libjsig.so").toString());
    Process process = child.start();
    String output = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("built 40");
  }
}
