package org.optimizerstudy;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/** The same directions with the classes of this build. */
@ArchTag("spark")
@AnalyzeClasses(
    packages = "org.optimizerstudy",
    importOptions = SparkArchitectureTest.DoNotIncludeTests.class)
class SparkArchitectureTest {

  @ArchTest static final ArchTests RULES = ArchTests.in(ArchitectureTest.class);

  /** ArchUnit's own looks for target/test-classes, and this build is in target/spark. */
  static final class DoNotIncludeTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }
}
