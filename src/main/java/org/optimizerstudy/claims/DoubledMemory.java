package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.results.Course;

/**
 * Momentum needs twice the memory of the parameters: (p + s) / p = 2, with p = 4 bytes a parameter
 * and s the bytes that the updater keeps for it, as every momentum trial records them. The number
 * depends on neither network nor epochs, so any trial under the semantics will do. It is a count:
 * REPRODUCED if it is 2 in all trials, NOT REPRODUCED if it is another number in all, INCONCLUSIVE
 * if trials differ.
 */
record DoubledMemory(Heading heading) implements Claim {

  @Override
  public List<Judgement> judge(List<Course> courses) {
    List<Judgement> judgements = new ArrayList<>();
    for (Semantics semantics : Semantics.values()) {
      List<Course> trials =
          courses.stream()
              .filter(course -> course.trial().semantics() == semantics)
              .filter(course -> course.trial().optimizer() == OptimizerKind.MOMENTUM)
              .filter(course -> course.stateBytes().isPresent())
              .sorted(Comparator.comparing(course -> course.trial().id()))
              .toList();
      List<TrialId> ids = trials.stream().map(course -> course.trial().id()).toList();
      judgements.add(
          Judgement.of(
              heading, new Scope(semantics, Optional.empty()), finding(semantics, trials), ids));
    }
    return judgements;
  }

  private static Finding finding(Semantics semantics, List<Course> trials) {
    if (trials.isEmpty()) {
      return new Finding(
          Verdict.NOT_RUN,
          String.format(
              Locale.ROOT,
              "No finished momentum trial under %s records the bytes of its updater's state; made by"
                  + " `./study run quick --semantics %s --only '*.momentum.*'`.",
              semantics.key(),
              semantics.key()),
          List.of());
    }
    double[] ratios =
        trials.stream()
            .mapToDouble(course -> (Float.BYTES + course.stateBytes().getAsDouble()) / Float.BYTES)
            .distinct()
            .sorted()
            .toArray();
    Verdict verdict = Verdict.INCONCLUSIVE;
    if (ratios.length == 1) {
      verdict = ratios[0] == 2 ? Verdict.REPRODUCED : Verdict.NOT_REPRODUCED;
    }
    double low = ratios[0];
    double high = ratios[ratios.length - 1];
    String found =
        low == high
            ? String.format(Locale.ROOT, "%.2f", low)
            : String.format(Locale.ROOT, "from %.2f to %.2f", low, high);
    return new Finding(
        verdict,
        String.format(
            Locale.ROOT,
            "Parameters and updater state together take %s times the parameters' memory, counted in %d trials.",
            found,
            trials.size()),
        List.of(new Measure("memory over parameters", (low + high) / 2, low, high, "ratio")));
  }
}
