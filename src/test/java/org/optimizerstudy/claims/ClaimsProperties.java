package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Observations;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;

/** Invariants of all claims on random studies. */
class ClaimsProperties {

  private static final ClaimScope SCOPE =
      new ClaimScope(Semantics.TENSORFLOW, Optional.of(Reading.STRIDED));

  private static final SortedSet<Cell> CELLS =
      ClaimRegistry.all().stream()
          .flatMap(claim -> claim.required(SCOPE, Basis.PRIMARY).stream())
          .map(CellMeasure::cell)
          .collect(Collectors.toCollection(TreeSet::new));

  private static final ClaimDefinition HEADING =
      new ClaimDefinition("C0", "made up", "nowhere", "made up");

  /** Random values of every cell and measure for a few seeds each, determined by a seed. */
  private record Study(long seed, double spread, int seeds, double shift, UnaryOperator<Cell> as)
      implements Observations {

    @Override
    public SortedSet<Cell> cells() {
      return CELLS;
    }

    @Override
    public SortedMap<Long, Double> bySeed(Cell cell, TrialMeasure measure) {
      Cell source = as.apply(cell);
      Random random = new Random(31 * (31 * seed + source.label().hashCode()) + measure.ordinal());
      double mean = 98 + random.nextInt(3) * 0.2;
      SortedMap<Long, Double> values = new TreeMap<>();
      for (long one = 1; one <= seeds; one++) {
        values.put(one, mean + spread * random.nextGaussian());
      }
      values.replaceAll((one, value) -> value + (measure.unit() == Unit.POINTS ? shift : 0));
      return values;
    }
  }

  private static Study study(long seed, double spread, int seeds) {
    return new Study(seed, spread, seeds, 0, cell -> cell);
  }

  private static Map<String, Finding> findings(Observations study) {
    Map<String, Finding> findings = new HashMap<>();
    for (Claim claim : ClaimRegistry.all()) {
      if (claim.scopes().contains(SCOPE) && !claim.required(SCOPE, Basis.PRIMARY).isEmpty()) {
        findings.put(
            claim.definition().id(), claim.finding(new Evidence(SCOPE, Basis.PRIMARY, study)));
      }
    }
    return findings;
  }

  @Property(tries = 15)
  void aVerdictIsWhatItsComparisonsAre(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double spread,
      @ForAll @IntRange(min = 1, max = 6) int seeds) {
    findings(study(seed, spread, seeds))
        .values()
        .forEach(
            finding -> {
              List<Statement> all = finding.rule().map(DecisionRule::statements).orElse(List.of());
              boolean hold = !all.isEmpty() && all.stream().allMatch(Statement::holds);
              if (hold) {
                assertThat(finding.verdict()).isNotIn(Verdict.CONTRADICTED, Verdict.UNDECIDED);
              }
              if (finding.verdict() == Verdict.CONTRADICTED && !all.isEmpty()) {
                assertThat(all).anyMatch(s -> s.comparison().interval().isNegative());
              }
              if (finding.verdict() == Verdict.NO_DIFFERENCE && !all.isEmpty()) {
                assertThat(all).anyMatch(Statement::isAbsent);
              }
            });
  }

  @Property(tries = 8)
  void aConstantInAllAccuraciesChangesNoDifferenceOfCells(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.01, max = 0.3) double spread,
      @ForAll @DoubleRange(min = -20, max = 20) double shift) {
    Map<String, Finding> plain = findings(study(seed, spread, 4));
    Map<String, Finding> shifted = findings(new Study(seed, spread, 4, shift, cell -> cell));
    plain.forEach(
        (claim, finding) -> {
          if (!claim.matches("C8|C9|C17")) { // these depend on the absolute value
            assertThat(shifted.get(claim).verdict()).as(claim).isEqualTo(finding.verdict());
          }
        });
  }

  @Property(tries = 15)
  void relabellingTheOptimizersPermutesTheVerdicts(
      @ForAll long seed, @ForAll @IntRange(max = 5) int i, @ForAll @IntRange(max = 5) int j) {
    OptimizerKind a = PaperGrid.OPTIMIZERS.get(i);
    OptimizerKind b = PaperGrid.OPTIMIZERS.get(j);
    Study plain = study(seed, 0.1, 3);
    Study swapped =
        new Study(
            seed,
            0.1,
            3,
            0,
            cell -> new Cell(cell.values().with(Factor.OPTIMIZER, swap(cell.optimizer(), a, b))));
    for (OptimizerKind best : PaperGrid.OPTIMIZERS) {
      assertThat(best(swap(best, a, b), swapped)).isEqualTo(best(best, plain));
    }
    Map<String, Finding> one = findings(study(seed, 0.1, 3));
    if (a == OptimizerKind.ADAM && b == OptimizerKind.RMSPROP) {
      assertThat(findings(swapped).get("C6b").verdict()).isEqualTo(one.get("C6a").verdict());
    }
  }

  private static OptimizerKind swap(OptimizerKind optimizer, OptimizerKind a, OptimizerKind b) {
    return optimizer == a ? b : optimizer == b ? a : optimizer;
  }

  private static Verdict best(OptimizerKind best, Observations study) {
    List<OptimizerKind> others = PaperGrid.OPTIMIZERS.stream().filter(o -> o != best).toList();
    return new MoreAccurate(HEADING, List.of(best), others)
        .finding(new Evidence(SCOPE, Basis.PRIMARY, study))
        .verdict();
  }

  @Property(tries = 8)
  void aFallAndARiseAreNeverBothReproduced(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 0.3) double spread) {
    Map<String, Finding> findings = findings(study(seed, spread, 3));
    assertThat(
            findings.get("C6b").verdict() == Verdict.REPRODUCED
                && findings.get("C6c").verdict() == Verdict.REPRODUCED)
        .isFalse();
  }

  /**
   * The number of seeds that is reported to decide a claim does decide it if means and variances
   * are unchanged.
   */
  @Property(tries = 8)
  void thePlannedSeedsDecide(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 0.5) double spread) {
    Study study = study(seed, spread, 3);
    SeedPlanner planner = new SeedPlanner(study);
    for (Claim claim : ClaimRegistry.all()) {
      if (claim.scopes().contains(SCOPE) && !claim.required(SCOPE, Basis.PRIMARY).isEmpty()) {
        Finding finding = claim.finding(new Evidence(SCOPE, Basis.PRIMARY, study));
        if (finding.verdict() == Verdict.UNDECIDED && finding.rule().isPresent()) {
          DecisionRule rule = finding.rule().get();
          List<CellMeasure> needs = claim.required(SCOPE, Basis.PRIMARY);
          long cells = needs.stream().map(CellMeasure::cell).distinct().count();
          planner
              .deciding(claim, SCOPE, needs, rule)
              .ifPresent(
                  plan -> {
                    assertThat(plan.seedsPerCell()).isGreaterThan(3);
                    assertThat(rule.extendedTo(plan.seedsPerCell()).verdict())
                        .isNotEqualTo(Verdict.UNDECIDED);
                    assertThat(rule.extendedTo(plan.seedsPerCell() - 1).verdict())
                        .isEqualTo(Verdict.UNDECIDED);
                    assertThat(plan.trials()).isEqualTo(cells * (plan.seedsPerCell() - 3));
                  });
        }
      }
    }
  }
}
