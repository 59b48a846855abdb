package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.optimizer.RuleDescription;

/**
 * Rules of one name that are one rule: their trials differ by rounding alone.
 *
 * @param optimizer the name
 * @param semantics two or more with identical rules, in their order
 */
public record IdenticalRules(OptimizerKind optimizer, List<Semantics> semantics) {

  public IdenticalRules {
    semantics = List.copyOf(semantics);
  }

  /** All of the paper's optimizers. */
  public static List<IdenticalRules> all() {
    List<IdenticalRules> rules = new ArrayList<>();
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      for (Semantics semantics : PaperGrid.SEMANTICS) {
        List<Semantics> same = RuleDescription.sameRules(optimizer, semantics);
        if (same.size() > 1 && same.get(0) == semantics) {
          rules.add(new IdenticalRules(optimizer, same));
        }
      }
    }
    return rules;
  }

  /** {@code Adam: dl4j = tensorflow}. */
  public String words() {
    return Names.of(optimizer)
        + ": "
        + semantics.stream().map(Semantics::key).collect(Collectors.joining(" = "));
  }

  /** What a reader of results by several semantics must know. */
  public static String note() {
    return "One rule under several names, so that results differ by rounding alone: "
        + all().stream().map(IdenticalRules::words).collect(Collectors.joining("; "))
        + ".";
  }
}
