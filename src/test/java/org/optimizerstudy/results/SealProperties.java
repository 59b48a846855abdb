package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/** Whatever byte of a finished trial changes, it is damage, or changes nothing that is meant. */
class SealProperties {

  private static Path root;
  private static TrialDirectory trial;
  private static byte[] records;
  private static byte[] json;
  private static byte[] predictions;
  private static StoredTrial whole;

  @BeforeContainer
  static void create() throws IOException {
    root = Files.createTempDirectory("study");
    Trial values =
        new Trial(
            Trial.MNIST,
            NetworkKind.SMALL_CNN,
            Optional.of(Reading.STRIDED),
            OptimizerKind.ADAM,
            Semantics.TENSORFLOW,
            OptionalDouble.of(0.001),
            1,
            100,
            3,
            Initialisation.XAVIER);
    trial = ResultsDirectory.create(root).trial(values.id());
    try (TrialWriter writer = trial.begin(StockProvenance.of(values))) {
      writer.append(new EpochRecord(1, 550, 0.377, 0.883, 0.9584, 0.163, 0.9506, 0.6));
      writer.append(new EpochRecord(2, 1100, 5.89E-7, 0.96, 0.97, 0.09, 0.9705, 0.562));
      writer.append(new EpochRecord(3, 1650, 1.2E-9, 1.0, 0.97, 0.09, 0.9704, 12.5));
      writer.evaluated(new FinalMeasures(0.01, 0.999), new Predictions("7210414959".repeat(100)));
      writer.finish(new TrialStatus.Completed());
    }
    records = Files.readAllBytes(trial.recordsFile());
    json = Files.readAllBytes(trial.trialFile());
    predictions = Files.readAllBytes(trial.path().resolve(ResultsFiles.PREDICTIONS));
    whole = trial.stored();
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @BeforeTry
  void restore() throws IOException {
    Files.write(trial.recordsFile(), records);
    Files.write(trial.trialFile(), json);
    Files.write(trial.path().resolve(ResultsFiles.PREDICTIONS), predictions);
  }

  /** A change of one byte; the place is a fraction of the file's length. */
  private record Change(String kind, double place, int value) {

    byte[] of(byte[] bytes) {
      int at = (int) (place * bytes.length);
      byte[] changed = bytes.clone();
      switch (kind) {
        case "flip" -> changed[at] ^= (byte) (1 << (value & 7));
        case "replace" -> changed[at] = (byte) value;
        case "cut" -> changed = Arrays.copyOf(bytes, at);
        default -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          out.write(bytes, 0, at);
          if (kind.equals("insert")) {
            out.write(value);
          }
          int rest = kind.equals("insert") ? at : at + 1;
          out.write(bytes, rest, bytes.length - rest);
          changed = out.toByteArray();
        }
      }
      return changed;
    }
  }

  @Provide
  Arbitrary<Change> changes() {
    return Combinators.combine(
            Arbitraries.of("flip", "replace", "insert", "delete", "cut"),
            Arbitraries.doubles().between(0, true, 1, false),
            Arbitraries.integers().between(0, 255))
        .as(Change::new);
  }

  @Property(tries = 4000)
  void aChangedByteOfTheRecordsIsDamage(@ForAll("changes") Change change) throws IOException {
    byte[] changed = change.of(records);
    Files.write(trial.recordsFile(), changed);

    if (Arrays.equals(changed, records)) {
      assertThat(trial.stored()).isEqualTo(whole);
    } else {
      assertDamaged("records.csv");
    }
  }

  @Property(tries = 1000)
  void aChangedByteOfThePredictionsIsDamage(@ForAll("changes") Change change) throws IOException {
    byte[] changed = change.of(predictions);
    Files.write(trial.path().resolve(ResultsFiles.PREDICTIONS), changed);

    if (Arrays.equals(changed, predictions)) {
      assertThat(trial.stored()).isEqualTo(whole);
    } else {
      assertDamaged("predictions.txt");
    }
  }

  @Property(tries = 4000)
  void aChangedByteOfTrialJsonIsDamageOrMeansTheSame(@ForAll("changes") Change change)
      throws IOException {
    Files.write(trial.trialFile(), change.of(json));

    if (trial.read().orElseThrow() instanceof StoredTrial read) {
      assertThat(read.history()).isEqualTo(whole.history());
      assertThat(CanonicalJson.of(read.json())).isEqualTo(CanonicalJson.of(whole.json()));
    } else {
      assertDamaged("trial.json");
    }
  }

  private static void assertDamaged(String file) {
    DamagedTrial damaged = (DamagedTrial) trial.read().orElseThrow();
    assertThat(damaged.file()).isEqualTo(file);
    assertThat(damaged.message().lines()).hasSize(1);
    assertThat(damaged.message())
        .startsWith(trial.path().resolve(file) + ": ")
        .contains("must ", "found", "or delete " + trial.path());
  }

  @Example
  void theCanonicalFormIsAsDescribed() throws JsonProcessingException {
    String text =
        "{ \"b\" : [1, 1.0, 1E-6, -0.0, true, null, [], {}],\n \"a\":\"\\u0001\\t\\\"\\\\\\u00e9/\","
            + " \"B\":9223372036854775808 }";
    assertThat(
            new String(CanonicalJson.of(new ObjectMapper().readTree(text)), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"B\":9223372036854775808,\"a\":\"\\u0001\\t\\\"\\\\\u00e9/\","
                + "\"b\":[1,0x1.0p0,0x1.0c6f7a0b5ed8dp-20,-0x0.0p0,true,null,[],{}]}");
  }

  /** The order of members and the layout are no part of what is sealed. */
  @Example
  void anotherLayoutIsTheSameTrial() throws IOException {
    ObjectNode reversed = JsonNodeFactory.instance.objectNode();
    List<String> names = new ArrayList<>();
    whole.json().fieldNames().forEachRemaining(names::add);
    Collections.reverse(names);
    names.forEach(name -> reversed.set(name, whole.json().get(name)));
    Files.writeString(trial.trialFile(), reversed.toString());

    assertThat(trial.stored().history()).isEqualTo(whole.history());
  }
}
