package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
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
 * What trials measured, in one scope and on one basis: means of cells with the variance between
 * seeds.
 *
 * <p>A cell with one seed takes the pooled variance of the cells of the same network (in the same
 * reading) and the same optimizer, by any rules and at any learning rate, that have several seeds.
 */
public final class Evidence {

  private record Pool(FactorValues family, TrialMeasure measure) {}

  private final Scope scope;
  private final Basis basis;
  private final Observations observations;
  private final Map<Pool, Spread> pools = new HashMap<>();

  /** What is known of a scope on a basis. */
  public Evidence(Scope scope, Basis basis, Observations observations) {
    this.scope = scope;
    this.basis = basis;
    this.observations = observations;
  }

  Scope scope() {
    return scope;
  }

  Basis basis() {
    return basis;
  }

  Observations observations() {
    return observations;
  }

  /** A value per seed, in the order of the seeds. */
  List<Double> values(Need need) {
    return List.copyOf(observations.bySeed(need.cell(), need.measure()).values());
  }

  /** Whether there is what is needed. */
  boolean has(Need need) {
    return !values(need).isEmpty();
  }

  /** The mean of a measure over the seeds of a cell, which must have one. */
  Mean mean(Cell cell, TrialMeasure measure) {
    Sample sample = new Sample(values(new Need(cell, measure)));
    return Mean.of(measure.name() + " of " + cell.label(), sample, pool(cell, measure));
  }

  /** The same as a contrast of one mean. */
  Contrast value(Cell cell, TrialMeasure measure) {
    return Contrast.of(mean(cell, measure));
  }

  /** The average of a measure over cells. */
  Contrast average(List<Cell> cells, TrialMeasure measure) {
    return Contrast.average(cells.stream().map(cell -> mean(cell, measure)).toList());
  }

  /** A difference judged against the margin of its unit. */
  Comparison compare(Contrast difference, Unit unit) {
    return Comparison.of(difference, basis.margin(unit));
  }

  private static FactorValues family(Cell cell) {
    return cell.values().only(Factor.NETWORK, Factor.READING, Factor.OPTIMIZER);
  }

  private Spread pool(Cell cell, TrialMeasure measure) {
    return pools.computeIfAbsent(new Pool(family(cell), measure), this::pool);
  }

  private Spread pool(Pool pool) {
    List<Sample> samples = new ArrayList<>();
    for (Cell cell : observations.cells()) {
      if (family(cell).equals(pool.family()) && cell.values().isStandard()) {
        List<Double> values = values(new Need(cell, pool.measure()));
        if (!values.isEmpty()) {
          samples.add(new Sample(values));
        }
      }
    }
    return Spread.pooled("pooled for " + pool, samples);
  }
}
