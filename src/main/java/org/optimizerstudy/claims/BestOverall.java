package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperOptimizers;
import org.optimizerstudy.experiment.Semantics;

/**
 * Adam is the best on the CNN overall: on the six tests of figures 2 and 3 (the small CNN at five
 * learning rates, the medium one at 0.001) it has a better mean rank by final test accuracy than
 * the best of the others ({@link RankLead}), by the rule {@link AllHold}.
 */
record BestOverall(Heading heading) implements GridClaim {

  @Override
  public List<PublishedGrid> grids() {
    return List.of(PublishedGrid.FIGURE_2, PublishedGrid.FIGURE_3);
  }

  @Override
  public List<Cell> needs(Semantics semantics) {
    return PaperOptimizers.ALL.stream()
        .flatMap(optimizer -> tests(optimizer, semantics).stream())
        .distinct()
        .toList();
  }

  @Override
  public Finding finding(Evidence evidence) {
    List<OptimizerKind> adamFirst = new ArrayList<>(PaperOptimizers.ALL);
    adamFirst.remove(OptimizerKind.ADAM);
    adamFirst.add(0, OptimizerKind.ADAM);
    Map<Cell, Quantity> accuracies = new HashMap<>();
    needs(evidence.semantics()).forEach(cell -> accuracies.put(cell, evidence.testAccuracy(cell)));
    RankLead lead =
        new RankLead(
            adamFirst.stream().map(o -> tests(o, evidence.semantics())).toList(), accuracies);
    double[] ranks = lead.meanRanks();
    List<Measure> measures = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      measures.add(
          Measure.of(adamFirst.get(i).key() + " mean rank", Interval.exact(ranks[i]), "rank"));
    }
    return new AllHold(
            List.of(new Statement("adam's mean rank ahead of the best other's", lead, "rank")))
        .finding()
        .withMeasures(measures);
  }

  private static List<Cell> tests(OptimizerKind optimizer, Semantics semantics) {
    return Stream.concat(
            PaperGrid.figure3(optimizer, semantics).stream(),
            Stream.of(
                Cell.at(NetworkKind.MEDIUM_CNN, optimizer, semantics, PaperGrid.FIGURE_2_RATE)))
        .toList();
  }
}
