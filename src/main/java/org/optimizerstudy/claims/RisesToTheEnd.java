package org.optimizerstudy.claims;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.EpochRecord;

/**
 * Adam at learning rate 0.0001 on the small CNN keeps rising to the end: over the second half of
 * the epochs, cut into ten equal blocks, the blocks' mean test accuracies (means over the seeds,
 * too) rise with time by Kendall's tau ({@link EpochTrend}), by the rule {@link AllHold}.
 */
record RisesToTheEnd(Heading heading) implements GridClaim {

  private static final double RATE = 0.0001;
  private static final int BLOCKS = 10;

  @Override
  public List<PublishedGrid> grids() {
    return List.of(PublishedGrid.ADAM_BY_RATE);
  }

  @Override
  public List<Cell> needs(Semantics semantics) {
    return List.of(Cell.at(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, semantics, RATE));
  }

  @Override
  public Finding finding(Evidence evidence) {
    Cell cell = needs(evidence.semantics()).get(0);
    double[] blocks = blocks(meanCurve(evidence.courses().get(cell)));
    Statement rises =
        new Statement("rise in the second half of the epochs", new EpochTrend(blocks), "tau");
    return new AllHold(List.of(rises))
        .finding()
        .withMeasures(
            List.of(
                Measure.of("first block of the half", Interval.exact(blocks[0]), "accuracy"),
                Measure.of("last block", Interval.exact(blocks[BLOCKS - 1]), "accuracy")));
  }

  private static double[] meanCurve(List<Course> courses) {
    List<double[]> curves =
        courses.stream()
            .map(c -> ByEpoch.of(c).values(EpochRecord::testAccuracy, Guess.ACCURACY))
            .toList();
    double[] mean = new double[curves.get(0).length];
    Arrays.setAll(mean, i -> curves.stream().mapToDouble(c -> c[i]).average().orElseThrow());
    return mean;
  }

  private static double[] blocks(double[] curve) {
    int start = curve.length / 2;
    int length = curve.length - start;
    double[] blocks = new double[BLOCKS];
    Arrays.setAll(
        blocks,
        i -> {
          int from = start + length * i / BLOCKS;
          return StatUtils.mean(curve, from, start + length * (i + 1) / BLOCKS - from);
        });
    return blocks;
  }
}
