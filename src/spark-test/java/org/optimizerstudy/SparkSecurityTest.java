package org.optimizerstudy;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SECURITY.md tells the versions that this build has besides. */
@Tag("spark")
class SparkSecurityTest {

  @Test
  void tellsTheVersionsOfTheClassPath() throws IOException {
    SecurityTables.of("### Profile spark").requireVersions();
  }
}
