package org.optimizerstudy.claims;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Observations;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Contrast;
import org.optimizerstudy.statistics.Mean;
import org.optimizerstudy.statistics.Sample;
import org.optimizerstudy.statistics.Spread;

/**
 * The measurements of trials in one scope and on one basis: means of cells with the variance
 * between seeds.
 *
 * <p>A cell with one seed takes a pooled variance. It is pooled over the cells with several seeds
 * that have the same network, reading and optimizer, with any semantics and learning rate.
 * Semantics with one rule can have the same records; these count once.
 */
public final class Evidence {

  private record Pool(FactorValues family, TrialMeasure measure) {}

  /** Values of a cell, whatever its semantics. */
  private record Seeds(FactorValues setting, List<Double> values) {}

  private final ClaimScope scope;
  private final Basis basis;
  private final Observations observations;
  private final Map<FactorValues, List<Cell>> families;
  private final Map<Pool, Spread> pools = new HashMap<>();

  /** Evidence for a scope on a basis. */
  public Evidence(ClaimScope scope, Basis basis, Observations observations) {
    this.scope = scope;
    this.basis = basis;
    this.observations = observations;
    this.families =
        observations.cells().stream()
            .filter(Evidence::isStandard)
            .collect(Collectors.groupingBy(Evidence::family));
  }

  ClaimScope scope() {
    return scope;
  }

  Basis basis() {
    return basis;
  }

  Observations observations() {
    return observations;
  }

  /** One value per seed, ordered by seed. */
  List<Double> values(CellMeasure need) {
    return List.copyOf(observations.bySeed(need.cell(), need.measure()).values());
  }

  /** Whether at least one seed has the required measure. */
  boolean has(CellMeasure need) {
    return !values(need).isEmpty();
  }

  /** The mean of a measure over the seeds of a cell; requires at least one seed. */
  Mean mean(Cell cell, TrialMeasure measure) {
    Sample sample = new Sample(values(new CellMeasure(cell, measure)));
    return Mean.of(measure.name() + " of " + cell.label(), sample, pool(cell, measure));
  }

  /** The mean of a measure over the seeds of a cell, as a contrast of one term. */
  Contrast value(Cell cell, TrialMeasure measure) {
    return Contrast.of(mean(cell, measure));
  }

  /** The average over cells of the means of a measure. */
  Contrast average(List<Cell> cells, TrialMeasure measure) {
    return Contrast.average(cells.stream().map(cell -> mean(cell, measure)).toList());
  }

  /** Compares a difference with the margin of its unit. */
  Comparison compare(Contrast difference, Unit unit) {
    return Comparison.of(difference, basis.margin(unit));
  }

  private static FactorValues family(Cell cell) {
    return cell.values().only(Factor.NETWORK, Factor.READING, Factor.OPTIMIZER);
  }

  /** Whether all but the data set is standard. */
  private static boolean isStandard(Cell cell) {
    return cell.values().with(Factor.DATASET, Trial.MNIST).isStandard();
  }

  private Spread pool(Cell cell, TrialMeasure measure) {
    return pools.computeIfAbsent(new Pool(family(cell), measure), this::pool);
  }

  private Spread pool(Pool pool) {
    Set<Seeds> distinct = new LinkedHashSet<>();
    for (Cell cell : families.getOrDefault(pool.family(), List.of())) {
      List<Double> values = values(new CellMeasure(cell, pool.measure()));
      if (!values.isEmpty()) {
        distinct.add(new Seeds(cell.values().with(Factor.SEMANTICS, Semantics.TENSORFLOW), values));
      }
    }
    return Spread.pooled(
        "pooled for " + pool, distinct.stream().map(seeds -> new Sample(seeds.values())).toList());
  }
}
