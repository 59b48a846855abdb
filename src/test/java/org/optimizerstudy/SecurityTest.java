package org.optimizerstudy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** SECURITY.md tells the versions that are on the class path. */
class SecurityTest {

  @Test
  void tellsTheVersionsOfTheClassPath() throws IOException {
    SecurityTables.of("## Dependencies").requireVersions();
  }

  @Test
  void tellsAllThatDl4jsShadedJarsHold() throws IOException {
    SecurityTables.of("## Dependencies")
        .requireAllInside("org.nd4j:jackson", "org.nd4j:protobuf", "org.nd4j:guava");
  }

  /** Its 2.4 GB are not on the class path of the tests. */
  @Test
  void tellsTheVersionsOfTheProfileCuda() throws IOException {
    String security = Files.readString(Path.of("SECURITY.md"));
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(security)
        .contains("`org.nd4j:nd4j-cuda-11.6` " + property(pom, "dl4j.version"))
        .contains("`org.bytedeco:cuda` " + property(pom, "cuda.version"));
  }

  private static String property(String pom, String name) {
    Matcher matcher = Pattern.compile("<" + name + ">(.*)</" + name + ">").matcher(pom);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
