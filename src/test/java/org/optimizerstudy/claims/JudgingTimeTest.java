package org.optimizerstudy.claims;

import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.Course;

class JudgingTimeTest {

  @Test
  void theWholeGridTakesLessThanTenSeconds() {
    List<Course> courses = new ArrayList<>();
    for (Semantics semantics : Semantics.values()) {
      for (Reading reading : Reading.values()) {
        MadeCourses made = MadeCourses.under(semantics, reading);
        for (OptimizerKind optimizer : OptimizerKind.values()) {
          for (double rate : PaperGrid.RATES) {
            made.accuracy(NetworkKind.SMALL_CNN, optimizer, rate, 0.97 + rate);
          }
          made.accuracy(NetworkKind.MEDIUM_CNN, optimizer, 0.001, 0.97)
              .loss(optimizer, 1, epoch -> 1.0 / epoch);
        }
        courses.addAll(made.list());
      }
    }
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          Claims.judge(courses);
          TrialMetrics.of(courses);
          RateSensitivity.of(CellMetrics.of(courses));
          PerformanceProfile.of(courses);
        });
  }
}
