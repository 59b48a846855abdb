package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/** The bits of an update do not depend on how the parameter vector is divided. */
class CutProperties {

  private static final int STEPS = 3;

  @Property(tries = 200)
  void twoPartsGiveTheBitsOfTheWhole(
      @ForAll("rules") IUpdater rule,
      @ForAll @IntRange(min = 2, max = 5000) int parameters,
      @ForAll @IntRange(min = 1, max = 4999) int cutSeed,
      @ForAll long seed) {
    int cut = 1 + cutSeed % (parameters - 1);
    List<float[]> gradients = Gradients.mixed(STEPS, parameters, seed);

    float[] whole = updates(rule, gradients, 0, parameters);
    float[] head = updates(rule, gradients, 0, cut);
    float[] tail = updates(rule, gradients, cut, parameters);

    assertThat(head).isEqualTo(Arrays.copyOfRange(whole, 0, cut));
    assertThat(tail).isEqualTo(Arrays.copyOfRange(whole, cut, parameters));
  }

  /** The last updates of a part of the parameters, held in a view of the whole array. */
  private static float[] updates(IUpdater rule, List<float[]> gradients, int from, int to) {
    long stateSize = rule.stateSize(to - from);
    INDArray state = stateSize == 0 ? null : Nd4j.create(DataType.FLOAT, stateSize);
    GradientUpdater<?> updater = Rules.updater(rule, state, state != null, to - from);
    INDArray update = null;
    for (int step = 0; step < gradients.size(); step++) {
      update = Nd4j.createFromArray(gradients.get(step)).get(NDArrayIndex.interval(from, to));
      updater.applyUpdater(update, step, 0);
    }
    return update.toFloatVector();
  }

  @Provide
  Arbitrary<IUpdater> rules() {
    return Arbitraries.of(Rules.all().map(rule -> (IUpdater) rule.get()[1]).toList());
  }
}
