package org.optimizerstudy.optimizer.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Applies the {@link Kernel} of an {@link UpdateRule} to a network's flat gradient view: in place,
 * as DL4J does, or directly to the parameters.
 *
 * <p>Gradients, parameters and DL4J's state view are in native memory. The JIT compiler vectorises
 * loops over arrays, but not over native memory. Gradients and parameters are therefore copied to
 * arrays, updated and copied back, in blocks that fit into the first-level cache. The accumulators
 * stay in arrays between calls of {@link #update}; {@link #syncStateView} writes them back.
 *
 * <p>The state view is the concatenation of the accumulators, each with the length n of the
 * gradient view: the layout of DL4J's own updaters. Memory: 4 n bytes per accumulator in the state
 * view and the same in arrays, plus two blocks.
 */
public final class FlatUpdater implements GradientUpdater<IUpdater> {

  /** Parameters per block: 16 KiB with gradients and two accumulators. */
  static final int BLOCK = 1024;

  private final UpdateRule rule;
  private final List<Accumulator> accumulators;
  private final Kernel kernel;
  private final Function<INDArray, FlatView> views;
  private final INDArray[] state;
  private final float[] gradients = new float[BLOCK];
  private final float[] parameterBlock = new float[BLOCK];

  /** The accumulators, indexed by block and accumulator. */
  private float[][][] values = {};

  /** Those that {@link #applyUpdater} reads; null if there are none. */
  private INDArray parameters;

  /** Whether the state view is older than {@link #values}. */
  private boolean isStateViewStale;

  /** Creates an updater without state. */
  public FlatUpdater(UpdateRule rule) {
    this(rule, FlatView::of);
  }

  FlatUpdater(UpdateRule rule, Function<INDArray, FlatView> views) {
    this.rule = rule;
    this.accumulators = List.copyOf(rule.accumulators());
    this.kernel = rule.kernel();
    this.views = views;
    this.state = new INDArray[accumulators.size()];
  }

  @Override
  public IUpdater getConfig() {
    return rule.updater();
  }

  /**
   * Sets the view that holds the accumulators. Nothing else may write to it between the first step
   * and {@link #syncStateView}.
   *
   * @param view all accumulators; null if and only if the rule has none
   * @param initialize whether to set them to their initial values; otherwise the view keeps its
   *     values
   */
  public void setStateView(INDArray view, boolean initialize) {
    long length = view == null ? 0 : view.length();
    if ((length == 0) != accumulators.isEmpty() || length % Math.max(1, state.length) != 0) {
      throw new IllegalArgumentException(
          "state view: must hold " + state.length + " accumulators, found length " + length);
    }
    for (int i = 0; i < state.length; i++) {
      long each = length / state.length;
      state[i] = view.reshape(length).get(NDArrayIndex.interval(i * each, (i + 1) * each));
    }
    isStateViewStale = false;
    if (initialize) {
      initialize();
    }
  }

  @Override
  public void setStateViewArray(
      INDArray view, long[] gradientShape, char gradientOrder, boolean initialize) {
    setStateView(view, initialize);
  }

  @Override
  public void setState(Map<String, INDArray> stateByName, boolean initialize) {
    List<String> names = accumulators.stream().map(Accumulator::name).toList();
    if (stateByName.size() != names.size() || !stateByName.keySet().containsAll(names)) {
      throw new IllegalArgumentException(
          "state: must have the accumulators " + names + ", found " + stateByName.keySet());
    }
    for (int i = 0; i < state.length; i++) {
      state[i] = stateByName.get(names.get(i));
    }
    isStateViewStale = false;
    if (initialize) {
      initialize();
    }
  }

  private void initialize() {
    for (int i = 0; i < state.length; i++) {
      state[i].assign(accumulators.get(i).initialValue());
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    syncStateView();
    Map<String, INDArray> stateByName = new LinkedHashMap<>();
    for (int i = 0; i < state.length; i++) {
      stateByName.put(accumulators.get(i).name(), state[i]);
    }
    return stateByName;
  }

  /**
   * Sets the parameters that {@link #applyUpdater} reads, for a rule that {@linkplain
   * UpdateRule#readsParameters reads them}. {@link #update} is given its own.
   */
  public void setParameters(INDArray read) {
    parameters = read;
  }

  /**
   * @throws IllegalStateException if the rule reads the parameters and none were set
   */
  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    FlatView gradientView = views.apply(gradient);
    FlatView parameterView = gradientView; // read, but by no rule
    if (rule.readsParameters()) {
      if (parameters == null) {
        throw new IllegalStateException(
            rule.source()
                + ": the rule reads the parameters, which DL4J gives to no updater; call"
                + " FastUpdaters.install(network) before training");
      }
      parameterView = views.apply(parameters);
      requireSameLength(parameterView, gradientView);
    }
    step(
        parameterView,
        gradientView,
        1,
        iteration,
        (at, length) -> gradientView.write(at, gradients, length));
    gradientView.flush();
    syncStateView();
  }

  /**
   * Performs one training step in one pass over memory: {@code theta = theta - u(g / n)}, where u
   * is the rule. The bits are those of the three separate operations. The state view is out of date
   * until {@link #syncStateView}.
   *
   * @param theta the parameters, updated in place
   * @param gradient g, not modified
   * @param examples n, the number of examples over which g is summed; 1 if g is a mean
   * @param iteration number of steps before this one
   */
  public void update(INDArray theta, INDArray gradient, int examples, int iteration) {
    FlatView parameterView = views.apply(theta);
    FlatView gradientView = views.apply(gradient);
    requireSameLength(parameterView, gradientView);
    step(
        parameterView,
        gradientView,
        examples,
        iteration,
        (at, length) -> {
          subtract(parameterBlock, gradients, length);
          parameterView.write(at, parameterBlock, length);
        });
    parameterView.flush();
  }

  private static void requireSameLength(FlatView parameterView, FlatView gradientView) {
    if (parameterView.length() != gradientView.length()) {
      throw new IllegalArgumentException(
          "parameters: must have the length of the gradient, "
              + gradientView.length()
              + ", found "
              + parameterView.length());
    }
  }

  /** Receives the updates of a block. */
  private interface Updates {
    void take(int at, int length);
  }

  private void step(
      FlatView parameterView, FlatView gradientView, int divisor, int iteration, Updates updates) {
    int size = gradientView.length();
    requireStateOf(size);
    if (!isStateViewStale || values.length != blocks(size)) {
      load(size);
      isStateViewStale = true;
    }
    Step step = kernel.at(iteration);
    for (int at = 0; at < size; at += BLOCK) {
      int length = Math.min(BLOCK, size - at);
      parameterView.read(at, parameterBlock, length);
      gradientView.read(at, gradients, length);
      if (divisor != 1) {
        divide(gradients, divisor, length);
      }
      step.apply(parameterBlock, gradients, values[at / BLOCK], length);
      updates.take(at, length);
    }
  }

  private void requireStateOf(int size) {
    for (int i = 0; i < state.length; i++) {
      if (state[i] == null || state[i].length() != size) {
        throw new IllegalStateException(
            "accumulator "
                + accumulators.get(i).name()
                + ": must have the length of the gradient, "
                + size
                + ", found "
                + (state[i] == null ? "none" : state[i].length()));
      }
    }
  }

  private static int blocks(int size) {
    return (size + BLOCK - 1) / BLOCK;
  }

  private void load(int size) {
    if (values.length != blocks(size)) {
      values = new float[blocks(size)][state.length][BLOCK];
    }
    for (int i = 0; i < state.length; i++) {
      FlatView view = views.apply(state[i]);
      for (int at = 0; at < size; at += BLOCK) {
        view.read(at, values[at / BLOCK][i], Math.min(BLOCK, size - at));
      }
    }
  }

  /** Writes the accumulators to the state view if they are newer. */
  public void syncStateView() {
    if (!isStateViewStale) {
      return;
    }
    for (int i = 0; i < state.length; i++) {
      FlatView view = views.apply(state[i]);
      for (int at = 0; at < view.length(); at += BLOCK) {
        view.write(at, values[at / BLOCK][i], Math.min(BLOCK, view.length() - at));
      }
      view.flush();
    }
    isStateViewStale = false;
  }

  private static void divide(float[] values, float divisor, int length) {
    for (int i = 0; i < length; i++) {
      values[i] /= divisor;
    }
  }

  private static void subtract(float[] from, float[] amounts, int length) {
    for (int i = 0; i < length; i++) {
      from[i] -= amounts[i];
    }
  }
}
