package org.optimizerstudy.optimizer.dl4j;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.optimizer.rule.FlatUpdater;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * Replaces DL4J's updaters in a network by vectorised rules with bit-identical results.
 *
 * <p>The network's configuration, updater state and saved form remain DL4J's. Bit identity is
 * tested on the machine. ND4J's native libraries for AVX2 and AVX-512, unlike the plain one, fuse
 * multiplications and additions; with them DL4J's own op is kept.
 */
public final class FastUpdaters {

  private static final int TESTED_PARAMETERS = 257;
  private static final int[] TESTED_ITERATIONS = {0, 1, 2, 3, 4, 5, 6, 7, 100, 694, 5_000, 50_000};

  private FastUpdaters() {}

  /**
   * Replaces DL4J's ops in a network's updater by vectorised rules that are bit-identical on this
   * machine, and gives the network's parameters to rules that read them. Call this when the network
   * is initialised or restored, and whenever its updater is replaced.
   *
   * @return whether the network's updater is now fully vectorised
   */
  public static boolean install(MultiLayerNetwork network) {
    MultiLayerUpdater updater = (MultiLayerUpdater) network.getUpdater();
    INDArray parameters = network.params().reshape(network.numParams());
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      if (block.getGradientUpdater() instanceof FlatUpdater flat) {
        flat.setParameters(
            parameters.get(
                NDArrayIndex.interval(block.getParamOffsetStart(), block.getParamOffsetEnd())));
      }
    }
    if (Nd4j.getExecutioner().type() != ExecutionerType.NATIVE_CPU) {
      return false;
    }
    boolean all = true;
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      IUpdater config = block.getGradientUpdater().getConfig();
      Optional<FlatUpdater> vectorized = vectorized(config, block.getUpdaterView());
      vectorized.ifPresent(block::setGradientUpdater);
      all &= vectorized.isPresent();
    }
    return all;
  }

  /**
   * The vectorised rule of an updater's configuration.
   *
   * @param state the updater's state view, with values that are kept; null if it has none
   * @return the updater; empty if no rule is bit-identical on this machine
   */
  public static Optional<FlatUpdater> vectorized(IUpdater config, INDArray state) {
    Optional<FlatUpdater> vectorized =
        Dl4jRules.of(config).filter(FastUpdaters::hasDl4jsBits).map(FlatUpdater::new);
    vectorized.ifPresent(updater -> updater.setStateView(state, false));
    return vectorized;
  }

  /** Whether a rule is bit-identical to DL4J's own op on this machine. */
  static boolean hasDl4jsBits(UpdateRule rule) {
    IUpdater config = rule.updater();
    FlatUpdater vectorized = new FlatUpdater(rule);
    INDArray vectorizedState = state(config);
    vectorized.setStateView(vectorizedState, vectorizedState != null);
    INDArray state = state(config);
    GradientUpdater<?> original = config.instantiate(state, state != null);
    Random random = new Random(1);
    for (int iteration : TESTED_ITERATIONS) {
      INDArray update = gradient(random);
      INDArray vectorizedUpdate = update.dup();
      original.applyUpdater(update, iteration, 0);
      vectorized.applyUpdater(vectorizedUpdate, iteration, 0);
      if (!sameBits(update, vectorizedUpdate)
          || state != null && !sameBits(state, vectorizedState)) {
        return false;
      }
    }
    return true;
  }

  private static INDArray state(IUpdater config) {
    long size = config.stateSize(TESTED_PARAMETERS);
    return size == 0 ? null : Nd4j.create(DataType.FLOAT, size);
  }

  /** Random gradients from 1e-6 to 1e2, with some zeros. */
  private static INDArray gradient(Random random) {
    float[] gradient = new float[TESTED_PARAMETERS];
    for (int i = 0; i < gradient.length; i++) {
      double scale = Math.pow(10, -6 + 8 * random.nextDouble());
      gradient[i] = i % 8 == 0 ? 0 : (float) (scale * random.nextGaussian());
    }
    return Nd4j.createFromArray(gradient);
  }

  private static boolean sameBits(INDArray one, INDArray other) {
    return Arrays.equals(one.toFloatVector(), other.toFloatVector());
  }
}
