package org.optimizerstudy.engine.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import org.optimizerstudy.RealData;
import org.optimizerstudy.data.BatchOrder;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.DeviceRequest;
import org.optimizerstudy.engine.EpochResult;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.engine.opencl.ReferenceTrial.Labelled;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.natives.NativeCache;
import org.optimizerstudy.network.Networks;
import org.optimizerstudy.optimizer.RuleCatalogue;
import org.optimizerstudy.optimizer.rule.UpdateRule;
import org.optimizerstudy.results.Checksum;
import org.optimizerstudy.results.TrainingState;

/**
 * The records that every device of the first tier gives, to the last bit: trials on the first
 * images of MNIST, and each epoch's record with the SHA-256 of parameters and accumulators. They
 * are kept as resources, {@code golden/opencl/NAME.csv}.
 *
 * <p>{@link #main} compares a device with them; it needs no test library.
 */
enum GoldenRecords {
  SMALL_STRIDED(NetworkKind.SMALL_CNN, Optional.of(Reading.STRIDED), 3, 230, 3),
  SMALL_POOLED(NetworkKind.SMALL_CNN, Optional.of(Reading.POOLED), 3, 130, 1),
  MEDIUM_STRIDED(NetworkKind.MEDIUM_CNN, Optional.of(Reading.STRIDED), 1, 60, 1),
  DEEP_MLP(NetworkKind.DEEP_MLP, Optional.empty(), 1, 230, 3);

  private static final int BATCH = 50;
  private static final int OTHERS = 40;
  private static final double RATE = 0.01;

  private static final List<String> HEADER =
      List.of(
          "# Golden records: what every OpenCL device of the first tier must give, bit by bit.",
          "# Trained on POCL and equal to the reference in plain Java (GoldenRecordsTest).",
          "# Written by: mvn test -Dtest=GoldenRecordsTest -Dgolden=write");

  private final NetworkKind network;
  private final Optional<Reading> reading;
  private final int epochs;
  private final int training;
  private final int semantics;

  /**
   * @param training how many examples
   * @param semantics 1 for TensorFlow's rules, 3 for all
   */
  GoldenRecords(
      NetworkKind network, Optional<Reading> reading, int epochs, int training, int semantics) {
    this.network = network;
    this.reading = reading;
    this.epochs = epochs;
    this.training = training;
    this.semantics = semantics;
  }

  /** Of the resource. */
  String file() {
    return "golden/opencl/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".csv";
  }

  int epochs() {
    return epochs;
  }

  Dataset data() {
    return RealData.small(training, OTHERS);
  }

  /** TensorFlow's rules first. */
  List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (Semantics rules :
        List.of(Semantics.TENSORFLOW, Semantics.DL4J, Semantics.PAPER).subList(0, semantics)) {
      for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
        trials.add(
            new Trial(
                Trial.MNIST,
                network,
                reading,
                optimizer,
                rules,
                optimizer.hasLearningRate(rules) ? OptionalDouble.of(RATE) : OptionalDouble.empty(),
                1,
                BATCH,
                epochs,
                Initialisation.XAVIER));
      }
    }
    return trials;
  }

  /** Some of the trials, which the reference computes again in each build. */
  List<Trial> recomputed() {
    return trials().subList(PaperGrid.OPTIMIZERS.size() - 1, PaperGrid.OPTIMIZERS.size());
  }

  /** The kept records: a line for each epoch of each trial. */
  Map<Trial, List<String>> kept() {
    try (InputStream in = GoldenRecords.class.getResourceAsStream("/" + file())) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      Map<Trial, List<String>> kept = new LinkedHashMap<>();
      for (Trial trial : trials()) {
        kept.put(trial, lines.stream().filter(line -> line.startsWith(trial.id() + ",")).toList());
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resource's text. */
  static String text(Map<Trial, List<String>> records) {
    StringJoiner text = new StringJoiner("\n", "", "\n");
    HEADER.forEach(text::add);
    text.add(
        "trial,epoch,iterations,train_loss,train_accuracy,validation_loss,validation_accuracy,"
            + "test_loss,test_accuracy,state_sha256");
    records.values().forEach(lines -> lines.forEach(text::add));
    return text.toString();
  }

  /** Trains the next epochs of a session. */
  static Map<Trial, List<String>> train(Session session, int epochs) {
    Map<Trial, List<String>> records = new LinkedHashMap<>();
    for (int i = 0; i < epochs; i++) {
      Map<Trial, EpochResult> trained = session.train(examples -> true);
      var validation = session.evaluate(Split.VALIDATION);
      var test = session.evaluate(Split.TEST);
      trained.forEach(
          (trial, result) ->
              records
                  .computeIfAbsent(trial, any -> new ArrayList<>())
                  .add(
                      line(
                          trial,
                          result,
                          validation.get(trial).result(),
                          test.get(trial).result(),
                          session.state(trial))));
    }
    return records;
  }

  /** Trains a trial by the reference. */
  List<String> reference(Trial trial, float[] initialParameters) {
    NetworkShape shape =
        NetworkShape.of(Networks.configuration(trial), Networks.inputType(network));
    UpdateRule rule =
        RuleCatalogue.rule(trial.optimizer(), trial.semantics(), trial.learningRate());
    ReferenceTrial reference =
        new ReferenceTrial(shape, rule, shape.fromDl4j(initialParameters, 0));
    Labelled examples = labelled(Split.TRAINING);
    List<String> lines = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int[] order = BatchOrder.of(trial.seed(), epoch, training);
      BatchResult result = BatchResult.NONE;
      for (int done = 0; done < training; done += BATCH) {
        int end = Math.min(training, done + BATCH);
        result = result.plus(reference.step(examples, Arrays.copyOfRange(order, done, end)));
      }
      lines.add(
          line(
              trial,
              new EpochResult(epoch, reference.iterations(), result),
              reference.evaluate(labelled(Split.VALIDATION)),
              reference.evaluate(labelled(Split.TEST)),
              state(shape, reference, epoch)));
    }
    return lines;
  }

  private Labelled labelled(Split split) {
    Dataset data = data();
    return new Labelled(
        DeviceExamples.pixels(data.of(split)), DeviceExamples.labels(data.of(split)));
  }

  private static TrainingState state(NetworkShape shape, ReferenceTrial trial, int epoch) {
    float[] parameters = new float[shape.parameters()];
    shape.toDl4j(trial.parameters(), parameters, 0);
    float[] kept = new float[trial.accumulators().length * parameters.length];
    for (int i = 0; i < trial.accumulators().length; i++) {
      shape.toDl4j(trial.accumulators()[i], kept, i * parameters.length);
    }
    return new TrainingState(epoch, trial.iterations(), parameters, kept);
  }

  private static String line(
      Trial trial,
      EpochResult trained,
      BatchResult validation,
      BatchResult test,
      TrainingState state) {
    ByteBuffer bytes =
        ByteBuffer.allocate(
            Float.BYTES * (state.parameters().length + state.updaterState().length));
    bytes.asFloatBuffer().put(state.parameters()).put(state.updaterState());
    StringJoiner line = new StringJoiner(",");
    line.add(trial.id().value());
    line.add(Integer.toString(trained.epoch())).add(Long.toString(trained.iterations()));
    for (BatchResult result : List.of(trained.training(), validation, test)) {
      line.add(Double.toString(result.loss())).add(Double.toString(result.accuracy()));
    }
    return line.add(Checksum.hex(bytes.array())).toString();
  }

  /**
   * Compares a device with the golden records; ends with exit code 1 if it gives others.
   *
   * @param words the device as {@code --device} names it; by default the engine chooses
   */
  public static void main(String... words) {
    NativeCache.prepare();
    DeviceRequest request = new DeviceRequest(Arrays.stream(words).findFirst(), Optional.empty());
    ComputeDevice device = new OpenClEngine().on(request).devices().get(0);
    boolean same = true;
    for (GoldenRecords golden : values()) {
      Map<Trial, List<String>> found;
      try (Session session = device.open(golden.trials(), golden.data())) {
        found = train(session, golden.epochs);
      }
      long equal =
          golden.kept().entrySet().stream()
              .filter(kept -> kept.getValue().equals(found.get(kept.getKey())))
              .count();
      System.out.printf(
          "golden bits, %s: %d of %d trials the same%n",
          golden.file(), equal, golden.trials().size());
      same &= equal == golden.trials().size();
    }
    System.exit(same ? 0 : 1);
  }
}
