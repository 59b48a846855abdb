package org.optimizerstudy.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line. Results go to standard output, or to the directory that was named. */
@Command(
    name = "tensorflow-oracle",
    description = "TensorFlow's own kernels, to compare the study's with.",
    mixinStandardHelpOptions = true)
public final class Oracle {
  private static final List<String> TRACE_RATES = List.of("0.0001", "0.001", "0.01", "0.1", "1.0");

  private Oracle() {}

  /** Runs one command and exits with its status. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Oracle());
    line.registerConverter(TensorFlowOptimizer.class, TensorFlowOptimizer::named);
    System.exit(line.execute(arguments));
  }

  @Command(description = "Prints the parameters after each step, one CSV row a step.")
  void trace(
      @Option(names = "--optimizer", required = true, description = "${COMPLETION-CANDIDATES}")
          TensorFlowOptimizer optimizer,
      @Option(names = "--learning-rate", required = true) float learningRate,
      @Parameters(paramLabel = "GRADIENTS.csv", description = "theta_0, then a gradient a row.")
          Path gradients)
      throws IOException {
    System.out.print(FloatCsv.format(Trace.of(optimizer, learningRate, FloatCsv.read(gradients))));
  }

  @Command(description = "Writes gradients.csv and tensorflow/OPTIMIZER.lrRATE.csv: the test set.")
  void traces(@Option(names = "--output", required = true, paramLabel = "DIR") Path output)
      throws IOException {
    Path directory = Files.createDirectories(output.resolve("tensorflow"));
    List<float[]> gradients = GradientSequence.rows();
    Files.writeString(output.resolve("gradients.csv"), FloatCsv.format(gradients));
    for (TensorFlowOptimizer optimizer : TensorFlowOptimizer.values()) {
      for (String rate : TRACE_RATES) {
        List<float[]> trace = Trace.of(optimizer, Float.parseFloat(rate), gradients);
        Files.writeString(
            directory.resolve("%s.lr%s.csv".formatted(optimizer, rate)), FloatCsv.format(trace));
      }
    }
  }

  @Command(description = "Prints small-cnn's loss by optimizer, learning rate and step, as CSV.")
  void parity(
      @Option(names = "--mnist", required = true, paramLabel = "DIR", description = "gz IDX files")
          Path mnist,
      @Parameters(paramLabel = "DIR", description = "*_W.npy, *_b.npy and batches.npy")
          Path directory)
      throws IOException {
    Parity parity = new Parity(ParityInputs.read(directory), TrainingImages.read(mnist));
    System.out.println("optimizer,learning_rate,step,loss");
    for (TensorFlowOptimizer optimizer : TensorFlowOptimizer.values()) {
      // At 0.001 TensorFlow's Adadelta hardly moves, so it is trained at 1 as well.
      for (String rate :
          optimizer == TensorFlowOptimizer.ADADELTA ? List.of("0.001", "1.0") : List.of("0.001")) {
        float[] losses = parity.losses(optimizer, Float.parseFloat(rate));
        for (int step = 0; step < losses.length; step++) {
          System.out.printf("%s,%s,%d,%s%n", optimizer, rate, step + 1, losses[step]);
        }
      }
    }
  }

  @Command(
      name = "parity-inputs",
      description = "Writes random inputs for parity, where the study has exported none.")
  void parityInputs(
      @Option(names = "--seed", defaultValue = "1") long seed,
      @Parameters(paramLabel = "DIR") Path directory)
      throws IOException {
    ParityInputs.random(seed).write(directory);
  }
}
