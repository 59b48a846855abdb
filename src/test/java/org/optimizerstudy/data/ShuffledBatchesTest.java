package org.optimizerstudy.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.optimizerstudy.RealData;

class ShuffledBatchesTest {

  private final Examples examples = RealData.mnist().training().range(100, 350);

  @Test
  void servesTheRowsOfTheOrderAndAShorterLastBatch() {
    ShuffledBatches batches = new ShuffledBatches(examples, 100, 3);
    batches.startEpoch(5);
    int[] order = BatchOrder.of(3, 5, 250);

    int row = 0;
    for (int expected : new int[] {100, 100, 50}) {
      DataSet batch = batches.next();
      assertThat(batch.numExamples()).isEqualTo(expected);
      for (int i = 0; i < expected; i++, row++) {
        assertThat(batch.getFeatures().getRow(i)).isEqualTo(examples.features().getRow(order[row]));
        assertThat(batch.getLabels().getRow(i)).isEqualTo(examples.labels().getRow(order[row]));
      }
    }
    assertThat(batches.hasNext()).isFalse();
    assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
  }

  /** Gathering from device arrays, tested on the CPU. */
  @Test
  void pulledRowsAreTheSame() {
    ShuffledBatches direct = new ShuffledBatches(examples, 100, 3);
    ShuffledBatches pulled =
        new ShuffledBatches(examples, 100, 3, (from, to) -> new ShuffledBatches.PulledRows(from));

    while (direct.hasNext()) {
      DataSet expected = direct.next();
      DataSet batch = pulled.next();
      assertThat(batch.getFeatures()).isEqualTo(expected.getFeatures());
      assertThat(batch.getLabels()).isEqualTo(expected.getLabels());
    }
    assertThat(pulled.hasNext()).isFalse();
  }

  @Test
  void resetGoesBackToTheSameEpoch() {
    ShuffledBatches batches = new ShuffledBatches(examples, 250, 3);
    DataSet first = batches.next().copy();
    batches.reset();

    assertThat(batches.next().getFeatures()).isEqualTo(first.getFeatures());
  }

  @Test
  void refusesABatchLargerThanTheData() {
    assertThatThrownBy(() -> new ShuffledBatches(examples, 251, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("251");
  }
}
