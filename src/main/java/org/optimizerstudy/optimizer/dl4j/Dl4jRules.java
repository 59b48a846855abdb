package org.optimizerstudy.optimizer.dl4j;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.RuleFactory;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/** The rules of DL4J's own updaters by optimizer. */
public final class Dl4jRules {

  /** The rule of each optimizer. */
  public static final Map<OptimizerKind, RuleFactory> ALL =
      Map.ofEntries(
          Map.entry(OptimizerKind.GRADIENT_DESCENT, (rate, none) -> new VectorizedSgd(rate)),
          Map.entry(OptimizerKind.MOMENTUM, VectorizedNesterovs::of),
          Map.entry(OptimizerKind.ADAGRAD, VectorizedAdaGrad::of),
          Map.entry(OptimizerKind.ADADELTA, (rate, values) -> VectorizedAdaDelta.of(values)),
          Map.entry(OptimizerKind.RMSPROP, VectorizedRmsProp::of),
          Map.entry(OptimizerKind.ADAM, VectorizedAdam::of),
          Map.entry(OptimizerKind.NADAM, VectorizedNadam::of),
          Map.entry(OptimizerKind.ADAMAX, VectorizedAdaMax::of),
          Map.entry(OptimizerKind.AMSGRAD, VectorizedAMSGrad::of),
          Map.entry(OptimizerKind.ADABELIEF, AdaBelief::of));

  private Dl4jRules() {}

  /** The rule of an updater's configuration; empty if there is none, or if it has a schedule. */
  static Optional<UpdateRule> of(IUpdater config) {
    return Stream.of(
            rule(config, Sgd.class, c -> new VectorizedSgd(c.getLearningRate())),
            rule(
                config,
                Nesterovs.class,
                c -> new VectorizedNesterovs(c.getLearningRate(), c.getMomentum())),
            rule(
                config,
                AdaGrad.class,
                c -> new VectorizedAdaGrad(c.getLearningRate(), c.getEpsilon())),
            rule(config, AdaDelta.class, c -> new VectorizedAdaDelta(c.getRho(), c.getEpsilon())),
            rule(
                config,
                RmsProp.class,
                c -> new VectorizedRmsProp(c.getLearningRate(), c.getRmsDecay(), c.getEpsilon())),
            rule(
                config,
                Adam.class,
                c ->
                    new VectorizedAdam(
                        c.getLearningRate(), c.getBeta1(), c.getBeta2(), c.getEpsilon())),
            rule(
                config,
                Nadam.class,
                c ->
                    new VectorizedNadam(
                        c.getLearningRate(), c.getBeta1(), c.getBeta2(), c.getEpsilon())),
            rule(
                config,
                AMSGrad.class,
                c ->
                    new VectorizedAMSGrad(
                        c.getLearningRate(), c.getBeta1(), c.getBeta2(), c.getEpsilon())),
            rule(
                config,
                AdaMax.class,
                c -> new VectorizedAdaMax(c.getLearningRate(), c.getBeta1(), c.getBeta2())))
        .flatMap(Optional::stream)
        .filter(rule -> rule.updater().equals(config))
        .findFirst();
  }

  private static <C extends IUpdater> Optional<UpdateRule> rule(
      IUpdater config, Class<C> type, Function<C, UpdateRule> rule) {
    return type.isInstance(config) ? Optional.of(rule.apply(type.cast(config))) : Optional.empty();
  }
}
