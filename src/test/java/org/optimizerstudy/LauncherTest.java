package org.optimizerstudy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The launcher, by its own tests in src/test/launcher. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {

  @Test
  void startsOnAnyMachine() throws IOException, InterruptedException {
    assumeTrue(onThePath("bash") && onThePath("python3"), "bash and python3 must be installed");
    Process process =
        new ProcessBuilder("bash", "src/test/launcher/launcher.sh")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static boolean onThePath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
