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
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/**
 * Lets a network with DL4J's updaters take its steps through twins in Java that give the same bits.
 *
 * <p>The network's configuration, its updater state and what it saves stay DL4J's. Whether the bits
 * are the same is tried, not assumed: ND4J's native library for AVX2 or AVX-512, unlike the plain
 * one, fuses multiplications and additions, and there DL4J's own op stays.
 */
public final class FastUpdaters {

  private static final int TRIED_PARAMETERS = 257;
  private static final int[] TRIED_ITERATIONS = {0, 1, 2, 3, 4, 5, 6, 7, 100, 694, 5_000, 50_000};

  private FastUpdaters() {}

  /**
   * Replaces DL4J's ops in a network's updater by their twins, where there is a twin that gives the
   * same bits on this machine. To be called when the network is initialised or restored, and again
   * whenever its updater is replaced.
   *
   * @return whether all of the network's updater goes through twins now
   */
  public static boolean install(MultiLayerNetwork network) {
    if (Nd4j.getExecutioner().type() != ExecutionerType.NATIVE_CPU) {
      return false;
    }
    boolean all = true;
    MultiLayerUpdater updater = (MultiLayerUpdater) network.getUpdater();
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      IUpdater config = block.getGradientUpdater().getConfig();
      Optional<FlatUpdater> twin = twin(config, block.getUpdaterView());
      twin.ifPresent(block::setGradientUpdater);
      all &= twin.isPresent();
    }
    return all;
  }

  /**
   * The twin of an updater.
   *
   * @param state the updater's state view, which the twin takes over as it is; null if it has none
   * @return the twin; empty if there is none that gives the same bits on this machine
   */
  public static Optional<FlatUpdater> twin(IUpdater config, INDArray state) {
    Optional<FlatUpdater> twin = twin(config).filter(candidate -> agrees(config));
    twin.ifPresent(updater -> updater.setStateView(state, false));
    return twin;
  }

  /** The twin of an updater, without state; empty for an updater that has none. */
  static Optional<FlatUpdater> twin(IUpdater config) {
    if (config instanceof Sgd sgd && sgd.getLearningRateSchedule() == null) {
      return Optional.of(SgdTwin.of(sgd));
    }
    if (config instanceof Nesterovs nesterovs
        && nesterovs.getLearningRateSchedule() == null
        && nesterovs.getMomentumISchedule() == null) {
      return Optional.of(NesterovsTwin.of(nesterovs));
    }
    if (config instanceof AdaGrad adaGrad && adaGrad.getLearningRateSchedule() == null) {
      return Optional.of(AdaGradTwin.of(adaGrad));
    }
    if (config instanceof AdaDelta adaDelta) {
      return Optional.of(AdaDeltaTwin.of(adaDelta));
    }
    if (config instanceof RmsProp rmsProp && rmsProp.getLearningRateSchedule() == null) {
      return Optional.of(RmsPropTwin.of(rmsProp));
    }
    if (config instanceof Adam adam && adam.getLearningRateSchedule() == null) {
      return Optional.of(AdamTwin.of(adam));
    }
    return Optional.empty();
  }

  /** Whether the twin of an updater gives the bits of DL4J's own op on this machine. */
  static boolean agrees(IUpdater config) {
    FlatUpdater twin = twin(config).orElseThrow();
    INDArray twinState = state(config);
    twin.setStateView(twinState, twinState != null);
    INDArray state = state(config);
    GradientUpdater<?> original = config.instantiate(state, state != null);
    Random random = new Random(1);
    for (int iteration : TRIED_ITERATIONS) {
      INDArray update = gradient(random);
      INDArray twinUpdate = update.dup();
      original.applyUpdater(update, iteration, 0);
      twin.applyUpdater(twinUpdate, iteration, 0);
      if (!sameBits(update, twinUpdate) || state != null && !sameBits(state, twinState)) {
        return false;
      }
    }
    return true;
  }

  private static INDArray state(IUpdater config) {
    long size = config.stateSize(TRIED_PARAMETERS);
    return size == 0 ? null : Nd4j.create(DataType.FLOAT, size);
  }

  /** Gradients from 1e-6 to 1e2, and some zeros. */
  private static INDArray gradient(Random random) {
    float[] gradient = new float[TRIED_PARAMETERS];
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
