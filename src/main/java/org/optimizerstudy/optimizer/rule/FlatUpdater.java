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
 * Runs a {@link Kernel} over a network's flat gradient view: in place, as DL4J has it, or through
 * to the parameters.
 *
 * <p>Gradients, parameters and DL4J's state view live in native memory, where the JIT compiler does
 * not vectorise loops; it does over arrays. So gradients and parameters go through arrays in
 * stretches that stay in the first-level cache: copied in, stepped, copied back. The accumulators
 * stay in arrays from one {@link #descend} to the next; {@link #store} brings them back.
 *
 * <p>The state view holds the accumulators one after the other, each as long as the gradient view:
 * the layout of DL4J's own updaters.
 */
public final class FlatUpdater implements GradientUpdater<IUpdater> {

  /** Parameters a stretch: with themselves, gradients and two accumulators 16 KiB. */
  static final int STRETCH = 1024;

  private final IUpdater config;
  private final List<Accumulator> accumulators;
  private final Kernel kernel;
  private final Function<INDArray, FlatView> views;
  private final INDArray[] state;
  private final float[] gradients = new float[STRETCH];
  private final float[] parameterStretch = new float[STRETCH];

  /** The accumulators by stretch and accumulator. */
  private float[][][] values = {};

  /** Whether the values are those to go on from, and the state view is out of date. */
  private boolean ahead;

  /**
   * An updater without state yet.
   *
   * @param config the configuration that it acts for
   * @param accumulators what the kernel keeps for each parameter
   * @param kernel the arithmetic
   */
  public FlatUpdater(IUpdater config, List<Accumulator> accumulators, Kernel kernel) {
    this(config, accumulators, kernel, FlatView::of);
  }

  FlatUpdater(
      IUpdater config,
      List<Accumulator> accumulators,
      Kernel kernel,
      Function<INDArray, FlatView> views) {
    this.config = config;
    this.accumulators = List.copyOf(accumulators);
    this.kernel = kernel;
    this.views = views;
    this.state = new INDArray[accumulators.size()];
  }

  @Override
  public IUpdater getConfig() {
    return config;
  }

  /**
   * Keeps the accumulators in a view from now on, which nobody else may write to between the first
   * step and {@link #store}.
   *
   * @param view of all accumulators; null if and only if the rule has none
   * @param initialize whether to set them to their initial values; else they stay as they are
   */
  public void setStateView(INDArray view, boolean initialize) {
    long length = view == null ? 0 : view.length();
    if ((length == 0) != accumulators.isEmpty() || length % Math.max(1, state.length) != 0) {
      throw new IllegalArgumentException(
          "state view must hold " + state.length + " accumulators, found length " + length);
    }
    for (int i = 0; i < state.length; i++) {
      long each = length / state.length;
      state[i] = view.reshape(length).get(NDArrayIndex.interval(i * each, (i + 1) * each));
    }
    ahead = false;
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
          "state must be of the accumulators " + names + ", found " + stateByName.keySet());
    }
    for (int i = 0; i < state.length; i++) {
      state[i] = stateByName.get(names.get(i));
    }
    ahead = false;
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
    store();
    Map<String, INDArray> stateByName = new LinkedHashMap<>();
    for (int i = 0; i < state.length; i++) {
      stateByName.put(accumulators.get(i).name(), state[i]);
    }
    return stateByName;
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    FlatView gradientView = views.apply(gradient);
    step(gradientView, 1, iteration, (at, length) -> gradientView.write(at, gradients, length));
    gradientView.flush();
    store();
  }

  /**
   * A step of training in one pass over the memory: {@code theta = theta - u(g / n)}, u being the
   * rule, with the bits of the three operations done one after the other. The accumulators are not
   * in the state view again before {@link #store}.
   *
   * @param parameters theta
   * @param gradient g, which stays as it is
   * @param examples n, how many examples g is the sum of; 1 if it is a mean
   * @param iteration steps taken before this one
   */
  public void descend(INDArray parameters, INDArray gradient, int examples, int iteration) {
    FlatView parameterView = views.apply(parameters);
    FlatView gradientView = views.apply(gradient);
    if (parameterView.length() != gradientView.length()) {
      throw new IllegalArgumentException(
          "parameters must be as many as gradients, "
              + gradientView.length()
              + ", found "
              + parameterView.length());
    }
    step(
        gradientView,
        examples,
        iteration,
        (at, length) -> {
          parameterView.read(at, parameterStretch, length);
          subtract(parameterStretch, gradients, length);
          parameterView.write(at, parameterStretch, length);
        });
    parameterView.flush();
  }

  /** Takes what a stretch of gradients became. */
  private interface Updates {
    void take(int at, int length);
  }

  private void step(FlatView gradientView, int divisor, int iteration, Updates updates) {
    int parameters = gradientView.length();
    requireStateOf(parameters);
    if (!ahead || values.length != stretches(parameters)) {
      load(parameters);
      ahead = true;
    }
    Step step = kernel.at(iteration);
    for (int at = 0; at < parameters; at += STRETCH) {
      int length = Math.min(STRETCH, parameters - at);
      gradientView.read(at, gradients, length);
      if (divisor != 1) {
        divide(gradients, divisor, length);
      }
      step.apply(gradients, values[at / STRETCH], length);
      updates.take(at, length);
    }
  }

  private void requireStateOf(int parameters) {
    for (int i = 0; i < state.length; i++) {
      if (state[i] == null || state[i].length() != parameters) {
        throw new IllegalStateException(
            "accumulator "
                + accumulators.get(i).name()
                + " must be as long as the gradient, "
                + parameters
                + ", found "
                + (state[i] == null ? "none" : state[i].length()));
      }
    }
  }

  private static int stretches(int parameters) {
    return (parameters + STRETCH - 1) / STRETCH;
  }

  private void load(int parameters) {
    if (values.length != stretches(parameters)) {
      values = new float[stretches(parameters)][state.length][STRETCH];
    }
    for (int i = 0; i < state.length; i++) {
      FlatView view = views.apply(state[i]);
      for (int at = 0; at < parameters; at += STRETCH) {
        view.read(at, values[at / STRETCH][i], Math.min(STRETCH, parameters - at));
      }
    }
  }

  /** Brings the accumulators back to the state view, if they are ahead of it. */
  public void store() {
    if (!ahead) {
      return;
    }
    for (int i = 0; i < state.length; i++) {
      FlatView view = views.apply(state[i]);
      for (int at = 0; at < view.length(); at += STRETCH) {
        view.write(at, values[at / STRETCH][i], Math.min(STRETCH, view.length() - at));
      }
      view.flush();
    }
    ahead = false;
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
