package org.optimizerstudy.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.optimizerstudy.engine.onednn.OneDnnLayers;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.OptimizerKind;

/**
 * Training in TensorFlow from the same parameters on the same batches: the losses of a hundred
 * steps, which the oracle in oracles/tensorflow wrote, against ours.
 */
class ParityTest {

  private static final Path LOSSES = Path.of("src/test/resources/parity/losses.csv");

  /** The rounding of different kernels' sums, a hundred steps on. */
  private static final double TOLERANCE = 1e-3;

  private static List<Double> tensorFlow(String optimizer, double learningRate) throws IOException {
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(LOSSES)) {
      return csv.stream()
          .filter(row -> row.getField("optimizer").equals(optimizer))
          .filter(row -> Double.parseDouble(row.getField("learning_rate")) == learningRate)
          .map(row -> Double.parseDouble(row.getField("loss")))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gradient-descent, 0.001",
    "momentum, 0.001",
    "adagrad, 0.001",
    "adadelta, 0.001",
    "adadelta, 1.0",
    "rmsprop, 0.001",
    "adam, 0.001"
  })
  void lossesAreTensorFlows(String optimizer, double learningRate) throws IOException {
    List<Double> expected = tensorFlow(optimizer, learningRate);
    OptimizerKind kind = Keyed.parse(OptimizerKind.class, optimizer);

    List<Double> losses = Parity.losses(Parity.trial(kind, learningRate), OneDnnLayers::accelerate);

    assertThat(expected).hasSize(Parity.STEPS);
    for (int i = 0; i < Parity.STEPS; i++) {
      assertThat(losses.get(i))
          .as("loss of step %d", i + 1)
          .isCloseTo(expected.get(i), within(TOLERANCE));
    }
  }

  /** DL4J's own layers are as close: the agreement is not of our layers alone. */
  @Test
  void lossesOfStockLayersAreTensorFlowsToo() throws IOException {
    List<Double> expected = tensorFlow("adam", 0.001);

    List<Double> losses =
        Parity.losses(Parity.trial(OptimizerKind.ADAM, 0.001), UnaryOperator.identity());

    for (int i = 0; i < Parity.STEPS; i++) {
      assertThat(losses.get(i))
          .as("loss of step %d", i + 1)
          .isCloseTo(expected.get(i), within(TOLERANCE));
    }
  }
}
