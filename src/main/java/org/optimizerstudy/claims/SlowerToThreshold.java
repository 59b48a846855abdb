package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;

/**
 * Gradient descent, momentum, Adagrad and Adadelta need more epochs to an accuracy than Adam and
 * RMSProp, each than each, at every learning rate of figure 3; by {@link IntersectionUnion}. A
 * trial that never reaches it counts as one epoch more than there are, so two that never do are
 * equal.
 *
 * @param network on which
 * @param epochs the measure
 * @param source of the trials
 */
record SlowerToThreshold(Heading heading, NetworkKind network, TrialMeasure epochs, Source source)
    implements Claim {

  private static final List<OptimizerKind> FAST =
      List.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP);

  @Override
  public List<Scope> scopes() {
    return network.isConvolutional() ? Scope.ofConvolutions() : Scope.withoutConvolutions();
  }

  @Override
  public List<Need> needs(Scope scope, Basis basis) {
    return Need.of(scope.figure3(network), epochs);
  }

  @Override
  public List<Source> sources() {
    return List.of(source);
  }

  @Override
  public Finding finding(Evidence evidence) {
    List<Statement> statements = new ArrayList<>();
    for (double rate : PaperGrid.RATES) {
      for (OptimizerKind slow : PaperGrid.OPTIMIZERS) {
        for (OptimizerKind fast : FAST) {
          if (!FAST.contains(slow)) {
            statements.add(statement(evidence, slow, fast, rate));
          }
        }
      }
    }
    return Finding.of(new IntersectionUnion(statements));
  }

  private Statement statement(
      Evidence evidence, OptimizerKind slow, OptimizerKind fast, double rate) {
    Scope scope = evidence.scope();
    return Statement.effect(
        String.format(
            Locale.ROOT,
            "%s needs more epochs than %s at %s",
            slow.key(),
            fast.key(),
            TrialId.plain(rate)),
        evidence.compare(
            evidence
                .value(scope.cell(network, slow, rate), epochs)
                .minus(evidence.value(scope.cell(network, fast, rate), epochs)),
            Unit.EPOCHS),
        Unit.EPOCHS);
  }
}
