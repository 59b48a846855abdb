package org.optimizerstudy.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.Marker;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StockProvenance;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.results.TrialWriter;

class ComparisonTest {

  @TempDir Path directory;

  private void write(
      OptimizerKind optimizer, Semantics semantics, Double rate, double accuracy, boolean ends)
      throws IOException {
    Trial trial =
        new Trial(
            Trial.MNIST,
            NetworkKind.SMALL_CNN,
            Optional.of(Reading.STRIDED),
            optimizer,
            semantics,
            rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
            1,
            100,
            2,
            Initialisation.XAVIER);
    try (TrialWriter writer =
        ResultsDirectory.create(directory).trial(trial.id()).begin(StockProvenance.of(trial))) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        writer.append(
            new EpochRecord(epoch, epoch * 550L, 0.5, 0.9, 0.9, 0.4, accuracy * epoch / 2, 1));
      }
      if (ends) {
        writer.finish(new TrialStatus.Completed());
      }
    }
  }

  @Test
  void putsTrialsSideBySideThatDifferInSemanticsOnly() throws IOException {
    write(OptimizerKind.ADAM, Semantics.DL4J, 0.001, 0.97, true);
    write(OptimizerKind.ADAM, Semantics.TENSORFLOW, 0.001, 0.98, true);
    write(OptimizerKind.ADAM, Semantics.TENSORFLOW, 0.01, 0.96, true); // has no counterpart
    write(OptimizerKind.RMSPROP, Semantics.DL4J, 0.001, 0.97, true);
    write(OptimizerKind.RMSPROP, Semantics.TENSORFLOW, 0.001, 0.97, false); // not finished

    List<Comparison> comparisons = Comparison.of(ResultsDirectory.at(directory).read());

    assertThat(comparisons).hasSize(1);
    assertThat(comparisons.get(0).workload()).isEqualTo("small-cnn.strided.epochs2");
    assertThat(comparisons.get(0).semantics())
        .containsExactly(Semantics.DL4J, Semantics.TENSORFLOW);
    assertThat(comparisons.get(0).rows()).hasSize(1);
    Comparison.Row row = comparisons.get(0).rows().get(0);
    assertThat(row.optimizer()).isEqualTo(OptimizerKind.ADAM);
    assertThat(row.courses().get(Semantics.TENSORFLOW).finalAccuracy()).isEqualTo(0.98);
  }

  @Test
  void aRuleWithoutLearningRateStandsBesideEveryLearningRate() throws IOException {
    write(OptimizerKind.ADADELTA, Semantics.DL4J, null, 0.97, true);
    write(OptimizerKind.ADADELTA, Semantics.TENSORFLOW, 0.001, 0.2, true);
    write(OptimizerKind.ADADELTA, Semantics.TENSORFLOW, 0.01, 0.5, true);

    List<Comparison.Row> rows = Comparison.of(ResultsDirectory.at(directory).read()).get(0).rows();

    assertThat(rows)
        .extracting(row -> row.learningRate().getAsDouble())
        .containsExactly(0.001, 0.01);
    assertThat(rows).allMatch(row -> row.courses().get(Semantics.DL4J).finalAccuracy() == 0.97);
  }

  @Test
  void drawsALineASemanticsAndKeepsItsData() throws IOException {
    write(OptimizerKind.ADAM, Semantics.DL4J, 0.001, 0.97, true);
    write(OptimizerKind.ADAM, Semantics.TENSORFLOW, 0.001, 0.98, true);
    Comparison comparison = Comparison.of(ResultsDirectory.at(directory).read()).get(0);

    List<Path> pictures =
        ComparisonChart.draw(comparison, Marker.claim(directory).directory("figures"));

    assertThat(pictures)
        .extracting(picture -> picture.getFileName().toString())
        .containsExactly("compare.small-cnn.strided.epochs2.lr0.001.seed1.png");
    Path csv = directory.resolve("figures/compare.small-cnn.strided.epochs2.lr0.001.seed1.csv");
    assertThat(Files.readAllLines(csv))
        .containsExactly(
            "optimizer,semantics,epoch,test_accuracy",
            "adam,dl4j,1,0.485",
            "adam,dl4j,2,0.97",
            "adam,tensorflow,1,0.49",
            "adam,tensorflow,2,0.98");
    Set<Integer> colours = colours(ImageIO.read(pictures.get(0).toFile()));
    assertThat(colours).contains(0xff0072b2, 0xffd55e00);
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }
}
