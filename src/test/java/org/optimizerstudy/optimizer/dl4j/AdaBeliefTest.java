package org.optimizerstudy.optimizer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.optimizerstudy.optimizer.Gradients;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/** DL4J's own op is the oracle; its configuration makes no updater. */
class AdaBeliefTest {

  private static final int PARAMETERS = 1_500;

  private static final org.nd4j.linalg.learning.config.AdaBelief DL4J =
      new org.nd4j.linalg.learning.config.AdaBelief(0.001, 0.9, 0.999, 1e-14);

  /** If this fails, DL4J has repaired it: the rule can have DL4J's configuration. */
  @Test
  void dl4jsConfigurationFails() {
    INDArray state = Nd4j.zeros(DataType.FLOAT, 1, 2L * PARAMETERS);

    assertThatThrownBy(() -> DL4J.instantiate(state, true))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void givesTheBitsOfDl4jsOp() {
    AdaBeliefUpdater original = new AdaBeliefUpdater(DL4J);
    INDArray originalState = Nd4j.zeros(DataType.FLOAT, 1, 2L * PARAMETERS);
    original.setStateViewArray(originalState, new long[] {1, PARAMETERS}, 'c', true);
    INDArray state = Nd4j.zeros(DataType.FLOAT, 2L * PARAMETERS);
    FlatUpdater updater = new AdaBelief(0.001, 0.9, 0.999, 1e-14).instantiate(state, true);
    List<float[]> gradients = Gradients.mixed(300, PARAMETERS, 3);

    for (int iteration = 0; iteration < gradients.size(); iteration++) {
      INDArray update = Nd4j.createFromArray(gradients.get(iteration));
      INDArray originalUpdate = update.dup().reshape(1, PARAMETERS);
      updater.applyUpdater(update, iteration, 0);
      original.applyUpdater(originalUpdate, iteration, 0);
      assertThat(update.toFloatVector()).isEqualTo(originalUpdate.toFloatVector());
      assertThat(state.toFloatVector()).isEqualTo(originalState.toFloatVector());
    }
  }
}
