package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

/**
 * The accuracy of some optimizers rises, or falls, with the learning rate on the small CNN: it
 * changes as claimed from 0.0001 to 0.01 and does not change in the opposite direction below or
 * above 0.001, by {@link IntersectionUnionTest}. A rise that saturates counts as a rise. Optimizers
 * without a learning rate are excluded.
 *
 * @param optimizers optimizers; under every semantics at least one has a learning rate
 * @param sign 1 for a claimed rise, -1 for a claimed fall
 * @param experiment experiment that trains the trials
 */
record MovesWithRate(
    ClaimDefinition definition,
    List<OptimizerKind> optimizers,
    int sign,
    TrainingExperiment experiment)
    implements Claim {

  MovesWithRate {
    optimizers = List.copyOf(optimizers);
  }

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return rated(scope.semantics()).stream()
        .flatMap(optimizer -> RateShape.cells(scope, optimizer).stream())
        .map(cell -> new CellMeasure(cell, basis.accuracy()))
        .toList();
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(experiment);
  }

  @Override
  public Finding finding(Evidence evidence) {
    Semantics semantics = evidence.scope().semantics();
    List<Statement> statements = new ArrayList<>();
    Map<OptimizerKind, String> shapes = new EnumMap<>(OptimizerKind.class);
    for (OptimizerKind optimizer : rated(semantics)) {
      RateShape shape = RateShape.of(evidence, optimizer);
      statements.addAll(shape.statements(sign));
      shapes.put(optimizer, shape.words());
    }
    Finding finding = Finding.of(new IntersectionUnionTest(statements)).withShapes(shapes);
    List<String> without =
        optimizers.stream()
            .filter(o -> !o.hasLearningRate(semantics))
            .map(OptimizerKind::phrase)
            .toList();
    return without.isEmpty()
        ? finding
        : finding.withNote(
            String.format(
                Locale.ROOT,
                "Excluded, because the rule has no learning rate by %s: %s.",
                semantics.phrase(),
                String.join(", ", without)));
  }

  private List<OptimizerKind> rated(Semantics semantics) {
    return optimizers.stream().filter(o -> o.hasLearningRate(semantics)).toList();
  }
}
