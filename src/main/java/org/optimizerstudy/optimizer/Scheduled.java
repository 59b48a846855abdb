package org.optimizerstudy.optimizer;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.experiment.HyperParameter;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Schedule;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.RuleConfiguration;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * A rule of the catalogue whose learning rate follows a schedule: each step is that of the rule at
 * the learning rate of the step's epoch. It depends on the iteration alone, so that an interrupted
 * training resumes with the same bits. DL4J writes it to JSON in trial.json.
 *
 * @param optimizer of the rule
 * @param semantics of the rule
 * @param learningRate {@code lr} before the schedule's factor
 * @param hyperParameters all others of the rule
 * @param schedule the factor by epoch
 * @param epochs of the whole training
 * @param stepsPerEpoch steps of each epoch
 */
public record Scheduled(
    @JsonProperty("optimizer") OptimizerKind optimizer,
    @JsonProperty("semantics") Semantics semantics,
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("hyperParameters") Map<HyperParameter, Double> hyperParameters,
    @JsonProperty("schedule") Schedule schedule,
    @JsonProperty("epochs") int epochs,
    @JsonProperty("stepsPerEpoch") int stepsPerEpoch)
    implements RuleConfiguration {

  public Scheduled {
    hyperParameters = new HyperParameters(hyperParameters).values();
  }

  /** The rule of a trial, with its schedule unless that is constant. */
  public static UpdateRule rule(Trial trial) {
    UpdateRule rule =
        RuleCatalogue.rule(
            trial.optimizer(), trial.semantics(), trial.learningRate(), trial.hyperParameters());
    return trial.schedule() == Schedule.CONSTANT
        ? rule
        : new Scheduled(
            trial.optimizer(),
            trial.semantics(),
            rule.learningRate(),
            trial.hyperParameters().values(),
            trial.schedule(),
            trial.epochs(),
            trial.stepsPerEpoch());
  }

  private UpdateRule at(double rate) {
    return RuleCatalogue.rule(
        optimizer, semantics, OptionalDouble.of(rate), new HyperParameters(hyperParameters));
  }

  private int epoch(int iteration) {
    return Math.min(iteration / stepsPerEpoch, epochs - 1);
  }

  private double rate(int epoch) {
    return learningRate * schedule.factor(epoch, epochs);
  }

  /** What is made of the rule in an epoch, made anew when another epoch begins. */
  private final class Current<T> {
    private final Function<UpdateRule, T> of;
    private int epoch = -1;
    private T made;

    Current(Function<UpdateRule, T> of) {
      this.of = of;
    }

    T at(int iteration) {
      if (epoch != epoch(iteration)) {
        epoch = epoch(iteration);
        made = of.apply(Scheduled.this.at(rate(epoch)));
      }
      return made;
    }
  }

  @Override
  public Kernel kernel() {
    Current<Kernel> kernels = new Current<>(UpdateRule::kernel);
    return iteration -> kernels.at(iteration).at(iteration);
  }

  @Override
  public OpenClStep openClStep() {
    OpenClStep first = at(learningRate).openClStep();
    Current<OpenClStep> steps = new Current<>(UpdateRule::openClStep);
    return new OpenClStep(
        first.scalars(), first.body(), iteration -> steps.at(iteration).values().apply(iteration));
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return rate(epoch(iteration));
  }

  /** The rule's; its {@code lr} is that of the step. */
  @Override
  public Formula formula() {
    return at(learningRate).formula();
  }

  @Override
  public List<Constant> constants() {
    return at(learningRate).constants();
  }

  @Override
  public List<Accumulator> accumulators() {
    return at(learningRate).accumulators();
  }

  @Override
  public boolean readsParameters() {
    return at(learningRate).readsParameters();
  }

  @Override
  public String source() {
    return at(learningRate).source();
  }

  @Override
  public Citation citation() {
    return at(learningRate).citation();
  }

  @Override
  public Scheduled clone() {
    return this;
  }
}
