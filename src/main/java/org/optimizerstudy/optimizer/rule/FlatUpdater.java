package org.optimizerstudy.optimizer.rule;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Runs a {@link Kernel} over a network's flat gradient view, in place.
 *
 * <p>Gradients and accumulators live in native memory, where the JIT compiler does not vectorise
 * loops; it does over arrays. So the view goes through arrays in stretches that stay in the
 * first-level cache: copied in, stepped, copied back. Nothing is allocated that grows with the
 * view.
 *
 * <p>The state view holds the accumulators one after the other, each as long as the gradient view:
 * the layout of DL4J's own updaters.
 */
public final class FlatUpdater implements GradientUpdater<IUpdater> {

  /** Parameters a stretch: with two accumulators 12 KiB. */
  static final int STRETCH = 1024;

  private final IUpdater config;
  private final List<Accumulator> accumulators;
  private final Kernel kernel;
  private final float[] gradients = new float[STRETCH];
  private final float[][] values;
  private final INDArray[] state;
  private final FloatBuffer[] stateMemory;

  public FlatUpdater(IUpdater config, List<Accumulator> accumulators, Kernel kernel) {
    this.config = config;
    this.accumulators = List.copyOf(accumulators);
    this.kernel = kernel;
    this.values = new float[accumulators.size()][STRETCH];
    this.state = new INDArray[accumulators.size()];
    this.stateMemory = new FloatBuffer[accumulators.size()];
  }

  @Override
  public IUpdater getConfig() {
    return config;
  }

  /**
   * Keeps the accumulators in a view from now on.
   *
   * @param view of all accumulators; null if and only if the rule has none
   * @param initialize whether to set them to their initial values; else they stay as they are
   */
  public void setStateView(INDArray view, boolean initialize) {
    long length = view == null ? 0 : view.length();
    if ((length == 0) != accumulators.isEmpty() || length % Math.max(1, accumulators.size()) != 0) {
      throw new IllegalArgumentException(
          "state view must hold " + accumulators.size() + " accumulators, found length " + length);
    }
    for (int i = 0; i < state.length; i++) {
      long each = length / state.length;
      bind(i, view.reshape(length).get(NDArrayIndex.interval(i * each, (i + 1) * each)));
    }
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
      bind(i, stateByName.get(names.get(i)));
    }
    if (initialize) {
      initialize();
    }
  }

  private void bind(int accumulator, INDArray array) {
    state[accumulator] = array;
    stateMemory[accumulator] = memory(array);
  }

  private void initialize() {
    for (int i = 0; i < state.length; i++) {
      state[i].assign(accumulators.get(i).initialValue());
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    Map<String, INDArray> stateByName = new LinkedHashMap<>();
    for (int i = 0; i < state.length; i++) {
      stateByName.put(accumulators.get(i).name(), state[i]);
    }
    return stateByName;
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    FloatBuffer gradientMemory = memory(gradient);
    for (FloatBuffer memory : stateMemory) {
      if (memory == null || memory.capacity() != gradientMemory.capacity()) {
        throw new IllegalStateException(
            "each accumulator must be as long as the gradient, "
                + gradientMemory.capacity()
                + ", found "
                + (memory == null ? "none" : memory.capacity()));
      }
    }
    Step step = kernel.at(iteration);
    for (int at = 0; at < gradientMemory.capacity(); at += STRETCH) {
      int length = Math.min(STRETCH, gradientMemory.capacity() - at);
      gradientMemory.get(at, gradients, 0, length);
      for (int i = 0; i < values.length; i++) {
        stateMemory[i].get(at, values[i], 0, length);
      }
      step.apply(gradients, values, length);
      for (int i = 0; i < values.length; i++) {
        stateMemory[i].put(at, values[i], 0, length);
      }
      gradientMemory.put(at, gradients, 0, length);
    }
  }

  private static FloatBuffer memory(INDArray array) {
    if (array.dataType() != DataType.FLOAT || array.elementWiseStride() != 1) {
      throw new IllegalArgumentException(
          "an updater works on contiguous floats, found " + array.shapeInfoToString());
    }
    return new FloatPointer(array.data().addressPointer())
        .position(0)
        .capacity(array.length())
        .asBuffer();
  }
}
