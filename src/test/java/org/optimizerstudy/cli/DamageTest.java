package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.DamagedTrial;
import org.optimizerstudy.results.EpochColumn;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsFiles;
import org.optimizerstudy.results.StockProvenance;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialDirectory;
import org.optimizerstudy.results.TrialReading;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.results.TrialWriter;
import picocli.CommandLine;

/**
 * A results directory of finished trials and an interrupted one, damaged in every way of a table:
 * the damaged trial is named in one line and left out, and the others are as they were.
 */
class DamageTest {

  private static final int EPOCHS = 4;

  private static final String EXPERIMENT =
      """
      title: damage
      grids:
        - networks: [deep-mlp]
          optimizers: [%s]
          semantics: [tensorflow]
          learning-rates: [0.001]
      """;

  /** A whole results directory with its report, which every test damages a copy of. */
  @TempDir private static Path whole;

  private static final Trial FINISHED = trial(OptimizerKind.ADAM);
  private static final Trial OTHER = trial(OptimizerKind.MOMENTUM);
  private static final Trial DIVERGED = trial(OptimizerKind.RMSPROP);
  private static final Trial INTERRUPTED = trial(OptimizerKind.ADAGRAD);

  @TempDir private Path directory;

  private ResultsDirectory results;

  private static Trial trial(OptimizerKind optimizer) {
    return new Trial(
        Trial.MNIST,
        NetworkKind.DEEP_MLP,
        Optional.empty(),
        optimizer,
        Semantics.TENSORFLOW,
        OptionalDouble.of(0.001),
        1,
        100,
        EPOCHS,
        Initialisation.XAVIER);
  }

  private static EpochRecord record(int epoch, double difference) {
    return new EpochRecord(
            epoch,
            epoch * 550L,
            0.5 / epoch,
            0.9 + difference,
            0.91 + difference,
            0.4 / epoch,
            0.92 + difference,
            1.25)
        .with(EpochColumn.VALIDATION_LOSS, 0.3 / epoch);
  }

  @BeforeAll
  static void write() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(whole);
    write(results, FINISHED, EPOCHS, 0, new TrialStatus.Completed());
    write(results, OTHER, EPOCHS, 0.01, new TrialStatus.Completed());
    write(results, DIVERGED, 2, 0.02, new TrialStatus.Diverged(3, 1_300));
    write(results, INTERRUPTED, 2, 0.03, new TrialStatus.Running());
    assertThat(study("report", whole, "--format", "csv,markdown").exit()).isZero();
    for (Trial trial : List.of(FINISHED, INTERRUPTED)) {
      Files.writeString(
          whole.resolve(trial.optimizer().key() + ".yaml"),
          EXPERIMENT.formatted(trial.optimizer().key()));
    }
  }

  private static void write(
      ResultsDirectory results, Trial trial, int epochs, double difference, TrialStatus status)
      throws IOException {
    try (TrialWriter writer = results.trial(trial.id()).begin(StockProvenance.of(trial))) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        writer.append(record(epoch, difference));
        writer.save(
            new TrainingState(epoch, epoch * 550L, new float[] {epoch}, new float[] {-epoch}));
      }
      if (status instanceof TrialStatus.Completed) {
        writer.evaluated(
            new FinalMeasures(0.25, 0.95 + difference),
            new Predictions((difference > 0 ? "7210414959" : "7210414950").repeat(10)));
      }
      if (status.isFinal()) {
        writer.finish(status);
      }
    }
  }

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = directory.resolve(whole.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    results = ResultsDirectory.at(directory);
  }

  private record Outcome(int exit, String out, String err) {}

  private static Outcome study(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Study.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exit =
        command.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    return new Outcome(exit, out.toString(), err.toString());
  }

  /** What is done to a trial's directory. */
  private interface Edit {
    void apply(TrialDirectory trial) throws IOException;
  }

  /**
   * One way to damage a trial.
   *
   * @param file that must be named
   */
  private record Damage(String name, String file, Edit edit) {
    Damage named(String otherFile) {
      return new Damage(name, otherFile, edit);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  // ---- edits

  private static Damage bytes(String name, String file, UnaryOperator<byte[]> edit) {
    return new Damage(
        name,
        file,
        trial -> {
          Path path = trial.path().resolve(file);
          byte[] before = Files.readAllBytes(path);
          byte[] after = edit.apply(before.clone());
          assertThat(after).as("an edit must change something").isNotEqualTo(before);
          Files.write(path, after);
        });
  }

  private static Damage text(String name, String file, UnaryOperator<String> edit) {
    return bytes(
        name,
        file,
        bytes ->
            edit.apply(new String(bytes, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Damage lines(String name, Consumer<List<String>> edit) {
    return text(
        name,
        "records.csv",
        text -> {
          List<String> lines = new ArrayList<>(List.of(text.split("\n")));
          edit.accept(lines);
          return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        });
  }

  private static Damage value(String column, String value) {
    return value(column, 2, value);
  }

  private static Damage value(String column, int line, String value) {
    return lines(
        column + " " + value + " in line " + (line + 1),
        lines -> {
          List<String> row = new ArrayList<>(List.of(lines.get(line).split(",")));
          row.set(EpochColumn.keys().indexOf(column), value);
          lines.set(line, String.join(",", row));
        });
  }

  private static Damage json(String name, Consumer<ObjectNode> edit) {
    return text(
        name,
        "trial.json",
        text -> {
          try {
            ObjectNode json = (ObjectNode) new ObjectMapper().readTree(text);
            edit.accept(json);
            return json.toPrettyString();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Damage replaced(String name, String from, String to) {
    return text(
        name,
        "trial.json",
        text -> {
          assertThat(text).contains(from);
          return text.replace(from, to);
        });
  }

  private static Damage place(String name, String file, Edit edit) {
    return new Damage(name, file, edit);
  }

  private static ObjectNode settings(ObjectNode json) {
    return (ObjectNode) json.get("settings");
  }

  // ---- the tables

  /** What breaks a rule of the rows, whether the trial is finished or not. */
  static Stream<Damage> ofRows() {
    return Stream.of(
        lines("first row missing", lines -> lines.remove(1)),
        lines("row doubled", lines -> lines.add(2, lines.get(1))),
        lines("last row doubled", lines -> lines.add(lines.get(lines.size() - 1))),
        lines("rows swapped", lines -> Collections.swap(lines, 1, 2)),
        lines("header missing", lines -> lines.remove(0)),
        lines("header doubled", lines -> lines.add(1, lines.get(0))),
        lines("header renamed", lines -> lines.set(0, lines.get(0).replace("epoch", "round"))),
        lines("header in capitals", lines -> lines.set(0, lines.get(0).toUpperCase())),
        lines("columns swapped", l -> l.set(0, l.get(0).replace("epoch,iter", "iter,epoch"))),
        lines("extra column", lines -> lines.replaceAll(line -> line + ",1")),
        lines("column missing", l -> l.replaceAll(s -> s.substring(0, s.lastIndexOf(',')))),
        lines("value missing", l -> l.set(2, l.get(2).substring(0, l.get(2).lastIndexOf(',')))),
        lines("value too many", lines -> lines.set(2, lines.get(2) + ",1")),
        lines("empty line", lines -> lines.add(2, "")),
        lines("empty last line", lines -> lines.add("")),
        lines("comment", lines -> lines.add(2, "# edited")),
        lines("spaces", lines -> lines.set(2, lines.get(2).replace(",", ", "))),
        lines("semicolons", lines -> lines.replaceAll(line -> line.replace(',', ';'))),
        lines("quoted value", l -> l.set(2, l.get(2).replaceFirst("^(\\d)", "\"$1\""))),
        lines("quote that is not closed", lines -> lines.set(2, "\"" + lines.get(2))),
        value("test_accuracy", "7.5"),
        value("test_accuracy", "9674"),
        value("test_accuracy", "-0.1"),
        value("test_accuracy", "NaN"),
        value("test_accuracy", "Infinity"),
        value("test_accuracy", "1.0000001"),
        value("test_accuracy", ""),
        value("test_accuracy", "high"),
        value("test_accuracy", "0x1p-1"),
        value("test_accuracy", "0.9f"),
        value("test_accuracy", "0.9E99999"),
        value("train_accuracy", "1e-400x"),
        value("train_accuracy", "2"),
        value("validation_accuracy", "-1"),
        value("train_loss", "-0.5"),
        value("train_loss", "NaN"),
        value("train_loss", "1E400"),
        value("test_loss", "-Infinity"),
        value("seconds", "-1.0"),
        value("seconds", "NaN"),
        value("epoch", "0"),
        value("epoch", "-1"),
        value("epoch", "1.0"),
        value("epoch", "3"),
        value("epoch", "99999999999999999999"),
        value("iterations", "0"),
        value("iterations", "1101"),
        value("iterations", "-1100"),
        value("iterations", 1, "551"),
        value("iterations", 1, "56000"),
        text("CRLF", "records.csv", text -> text.replace("\n", "\r\n")),
        text("CR", "records.csv", text -> text.replace("\n", "\r")),
        text("one CRLF", "records.csv", text -> text.replaceFirst("\n", "\r\n")),
        text("BOM", "records.csv", text -> "\u00ef\u00bb\u00bf" + text),
        text("UTF-16", "records.csv", text -> "\u00ff\u00fe" + text.replaceAll("(.|\n)", "$1\0")),
        text("NUL in a row", "records.csv", text -> text.replaceFirst("1,550", "1,\u0000550")),
        text("row of NUL", "records.csv", text -> text + "\0".repeat(40) + "\n"),
        text("other file", "records.csv", text -> "<html>\n<body>\n"),
        text("a letter in front", "records.csv", text -> "x" + text),
        place(
            "a directory in place of the records",
            "records.csv",
            trial -> {
              Files.delete(trial.recordsFile());
              Files.createDirectory(trial.recordsFile());
            }),
        place(
            "a link that leads nowhere in place of the records",
            "records.csv",
            trial -> {
              Files.delete(trial.recordsFile());
              Files.createSymbolicLink(trial.recordsFile(), Path.of("nowhere"));
            }),
        place(
            "endless records",
            "records.csv",
            trial -> {
              Files.delete(trial.recordsFile());
              Files.writeString(trial.recordsFile(), "1".repeat(5_000_000));
            }));
  }

  /** What breaks a rule of trial.json, whether the trial is finished or not. */
  static Stream<Damage> ofJson() {
    return Stream.of(
        text("empty", "trial.json", text -> ""),
        text("cut in the middle", "trial.json", text -> text.substring(0, text.length() / 2)),
        text("cut at the end", "trial.json", text -> text.stripTrailing().replaceAll("}$", "")),
        text("not JSON", "trial.json", text -> "status: COMPLETED"),
        text("an array", "trial.json", text -> "[" + text + "]"),
        text("a number", "trial.json", text -> "1"),
        text("null", "trial.json", text -> "null"),
        text("content behind it", "trial.json", text -> text + "{}"),
        text("a comment", "trial.json", text -> "/* edited */" + text),
        text("a comment in a line", "trial.json", text -> text.replaceFirst("\n", "// x\n")),
        text("a comma too many", "trial.json", text -> text.replaceFirst("\n}\\s*$", ",\n}")),
        text("single quotes", "trial.json", text -> text.replace('"', '\'')),
        text("BOM", "trial.json", text -> "\u00ef\u00bb\u00bf" + text),
        text("UTF-16", "trial.json", text -> "\u00ff\u00fe" + text.replaceAll("(.|\n)", "$1\0")),
        text("not UTF-8", "trial.json", text -> text.replaceFirst("Linux", "\u00ff\u00fe")),
        text("NUL", "trial.json", text -> text.replaceFirst(":", ":\0")),
        text("deep", "trial.json", t -> t.replaceFirst("\\{", "{\"x\":" + nested(100_000) + ",")),
        text("huge", "trial.json", text -> text + " ".repeat(2_000_000)),
        text(
            "a huge number",
            "trial.json",
            text -> text.replaceFirst("\"seed\" : 1", "\"seed\" : " + "1".repeat(2_000))),
        replaced("a name doubled", "\"seed\" : 1", "\"seed\" : 2, \"seed\" : 1"),
        replaced("another id", "\"trial\" : \"deep", "\"trial\" : \"shallow"),
        replaced("network unknown", "\"network\" : \"deep-mlp\"", "\"network\" : \"mlp\""),
        replaced("network of another trial", "\"deep-mlp\"", "\"small-cnn\""),
        replaced("seed of another trial", "\"seed\" : 1", "\"seed\" : 2"),
        replaced("seed negative", "\"seed\" : 1", "\"seed\" : -1"),
        replaced("seed huge", "\"seed\" : 1", "\"seed\" : 1e99"),
        replaced("seed broken", "\"seed\" : 1", "\"seed\" : 1.5"),
        replaced("rate as text", "\"learning_rate\" : 0.001", "\"learning_rate\" : \"0.001\""),
        replaced("rate huge", "\"learning_rate\" : 0.001", "\"learning_rate\" : 1e999"),
        replaced("rate null", "\"learning_rate\" : 0.001", "\"learning_rate\" : null"),
        replaced("rate changed", "\"learning_rate\" : 0.001", "\"learning_rate\" : 0.002"),
        replaced("batch zero", "\"batch\" : 100", "\"batch\" : 0"),
        replaced("batch huge", "\"batch\" : 100", "\"batch\" : 4294967396"),
        replaced("epochs changed", "\"epochs\" : 4", "\"epochs\" : 3"),
        replaced("epochs as text", "\"epochs\" : 4", "\"epochs\" : \"4\""),
        replaced("status unknown", "\"status\" : \"", "\"status\" : \"NOT "),
        replaced("reading for a dense network", "\"reading\" : null", "\"reading\" : \"pooled\""),
        json("a newer schema", json -> json.put("schema", 3)),
        json("an older schema", json -> json.put("schema", 1)),
        json("no schema", json -> json.remove("schema")),
        json("no columns", json -> json.remove("record_columns")),
        json("columns as text", json -> json.put("record_columns", "epoch")),
        json("columns empty", json -> json.putArray("record_columns")),
        json("a column twice", json -> json.withArray("record_columns").add("epoch")),
        json("a column in capitals", json -> json.withArray("record_columns").add("Rate")),
        json("measured before its end", json -> json.put("status", "RUNNING").putObject("final")),
        json("no settings", json -> json.remove("settings")),
        json("settings as an array", json -> json.putArray("settings")),
        json("settings null", json -> json.putNull("settings")),
        json("a setting more", json -> settings(json).put("dropout", 0.5)),
        json("a setting less", json -> settings(json).remove("batch")),
        json("no status", json -> json.remove("status")),
        json("status as a number", json -> json.put("status", 1)),
        json("no start", json -> json.remove("started")),
        json("start no time", json -> json.put("started", "yesterday")),
        json("updater as text", json -> json.put("updater", "Adam")),
        json("no updater", json -> json.remove("updater")),
        json("checksums as numbers", json -> json.putObject("dataset_sha256").put("a", 1)),
        json("no environment", json -> json.remove("environment")),
        json("environment as an array", json -> json.putArray("environment")),
        json("no processor", json -> ((ObjectNode) json.get("environment")).remove("cpu")),
        json("bytes negative", json -> json.put("state_bytes_per_parameter", -8)),
        json("bytes as text", json -> json.put("state_bytes_per_parameter", "8")),
        json("resumed as an object", json -> json.putObject("resumed")),
        json("resumed after epoch 0", j -> j.putArray("resumed").addObject().put("after_epoch", 0)),
        json("sealed as text", json -> json.put("sealed", "yes")),
        json("sealed of numbers", json -> json.putArray("sealed").add(1)),
        place(
            "a directory in place of trial.json",
            "trial.json",
            trial -> {
              Files.delete(trial.trialFile());
              Files.createDirectory(trial.trialFile());
            }),
        place("trial.json deleted", "trial.json", trial -> Files.delete(trial.trialFile())));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  /** What only a finished trial shows. */
  static Stream<Damage> ofFinished() {
    return Stream.of(
        lines("middle row missing", lines -> lines.remove(2)),
        lines("last row missing", lines -> lines.remove(lines.size() - 1)),
        lines("all rows missing", lines -> lines.subList(1, lines.size()).clear()),
        lines("a row more", lines -> lines.add(lines.get(4).replace("4,2200", "5,2750"))),
        lines("empty", List::clear),
        value("test_accuracy", "0.921"),
        value("test_accuracy", "0.9200000000000001"),
        value("test_accuracy", "0.920"),
        value("test_loss", "0.3"),
        value("train_loss", "0.26"),
        value("seconds", "1.26"),
        value("seconds", "0.0"),
        lines("iterations halved", l -> l.replaceAll(DamageTest::halved)),
        text("no final line feed", "records.csv", String::stripTrailing),
        text("cut in the last row", "records.csv", t -> t.substring(0, t.length() - 9)),
        text("cut in the header", "records.csv", text -> text.substring(0, 20)),
        text("cut after the header", "records.csv", t -> t.substring(0, t.indexOf('\n') + 1)),
        text("NUL behind it", "records.csv", text -> text + "\0"),
        place("records deleted", "records.csv", trial -> Files.delete(trial.recordsFile())),
        place(
            "records of another trial",
            "records.csv",
            trial ->
                Files.write(
                    trial.recordsFile(),
                    Files.readAllBytes(
                        ResultsDirectory.at(whole).trial(OTHER.id()).recordsFile()))),
        json("no final measures", json -> json.remove("final")),
        json("final measures as text", json -> json.put("final", "good")),
        json("final accuracy changed", json -> last(json).put("train_accuracy", 0.96)),
        json("final accuracy above 1", json -> last(json).put("train_accuracy", 95)),
        json("final loss negative", json -> last(json).put("train_loss", -0.25)),
        json("final loss removed", json -> last(json).remove("train_loss")),
        json("no checksum of the predictions", json -> seal(json).remove("predictions_sha256")),
        json("other predictions", json -> seal(json).put("predictions_sha256", "0".repeat(64))),
        place(
            "predictions deleted",
            "predictions.txt",
            trial -> Files.delete(trial.path().resolve(ResultsFiles.PREDICTIONS))),
        place(
            "a directory in place of the predictions",
            "predictions.txt",
            trial -> {
              Files.delete(trial.path().resolve(ResultsFiles.PREDICTIONS));
              Files.createDirectory(trial.path().resolve(ResultsFiles.PREDICTIONS));
            }),
        place(
            "predictions of another trial",
            "predictions.txt",
            trial ->
                Files.write(
                    trial.path().resolve(ResultsFiles.PREDICTIONS),
                    Files.readAllBytes(
                        ResultsDirectory.at(whole)
                            .trial(OTHER.id())
                            .path()
                            .resolve(ResultsFiles.PREDICTIONS)))),
        text("a prediction changed", "predictions.txt", text -> text.replaceFirst("7", "1")),
        text("a prediction less", "predictions.txt", text -> text.substring(1)),
        text("a prediction more", "predictions.txt", text -> text + "1"),
        text("predictions empty", "predictions.txt", text -> ""),
        text("a letter among the predictions", "predictions.txt", t -> t.replaceFirst("7", "x")),
        text("a line feed behind the predictions", "predictions.txt", text -> text + "\n"),
        text("endless predictions", "predictions.txt", text -> text.repeat(1_000)),
        replaced("status RUNNING", "\"COMPLETED\"", "\"RUNNING\""),
        replaced("status DIVERGED", "\"COMPLETED\"", "\"DIVERGED\""),
        json("a column more", json -> json.withArray("record_columns").add("gradient_norm")),
        json(
            "diverged with all epochs",
            json -> {
              json.remove("final");
              json.put("status", "DIVERGED")
                  .put("diverged_at_epoch", 4)
                  .put("diverged_at_iteration", 1_700);
            }),
        json("completed and diverged", json -> json.put("diverged_at_epoch", 3)),
        json("no end", json -> json.remove("finished")),
        json("seal removed", json -> json.remove("seal")),
        json("seal null", json -> json.putNull("seal")),
        json("seal as text", json -> json.put("seal", "sealed")),
        json("seal empty", json -> json.putObject("seal")),
        json("seal of a newer version", json -> seal(json).put("schema", 2)),
        json("seal with a member more", json -> seal(json).put("by", "me")),
        json("seal of other records", json -> seal(json).put("records_sha256", "0".repeat(64))),
        json("seal of another trial.json", json -> seal(json).put("trial_sha256", "a".repeat(64))),
        json("seal in capitals", json -> seal(json).put("trial_sha256", "A".repeat(64))),
        json("checksum too short", json -> seal(json).put("trial_sha256", "abc")),
        json(
            "seal of the other trial",
            json -> json.set("seal", json(ResultsDirectory.at(whole).trial(OTHER.id())))),
        json("Java changed", json -> environment(json).put("java", "1.4")),
        json("processor changed", json -> environment(json).put("cpu", "abacus")),
        json(
            "a constant of the rule changed",
            json -> ((ObjectNode) json.get("updater")).put("x", 1)),
        json("bytes of the state changed", json -> json.put("state_bytes_per_parameter", 4.0)),
        json("bytes of the state removed", json -> json.remove("state_bytes_per_parameter")),
        json("engine changed", json -> json.put("engine", "onednn")),
        json("end changed", json -> json.put("finished", "2001-01-01T00:00:00Z")),
        json("a member more", json -> json.put("note", "edited")),
        json(
            "a sealing forged",
            json ->
                json.putArray("sealed")
                    .addObject()
                    .put("at", "2001-01-01T00:00:00Z")
                    .put("reason", "none")
                    .putNull("previous_records_sha256")));
  }

  private static String halved(String line) {
    String[] row = line.split(",", 3);
    return row[0].equals("epoch")
        ? line
        : row[0] + "," + Integer.parseInt(row[1]) / 2 + "," + row[2];
  }

  private static ObjectNode seal(ObjectNode json) {
    return (ObjectNode) json.get("seal");
  }

  private static ObjectNode last(ObjectNode json) {
    return (ObjectNode) json.get("final");
  }

  private static ObjectNode environment(ObjectNode json) {
    return (ObjectNode) json.get("environment");
  }

  private static ObjectNode json(TrialDirectory trial) {
    return (ObjectNode) trial.stored().json().get("seal").deepCopy();
  }

  /** What only an interrupted trial shows, by its checkpoints. */
  static Stream<Damage> ofInterrupted() {
    return Stream.of(
        value("test_accuracy", 1, "0.951"),
        value("test_accuracy", 2, "0.951"),
        value("seconds", 1, "1.26"),
        lines("all rows missing", lines -> lines.subList(1, lines.size()).clear()),
        lines("empty", List::clear),
        text("cut in the first row", "records.csv", t -> t.substring(0, t.indexOf('\n') + 20)),
        place("records deleted", "records.csv", trial -> Files.delete(trial.recordsFile())),
        json("a column more", json -> json.withArray("record_columns").add("gradient_norm"))
            .named("records.csv"),
        json("finished without a seal", json -> json.put("finished", "2001-01-01T00:00:00Z")),
        json("sealed while it runs", json -> json.putObject("seal").put("schema", 1)),
        json("diverged while it runs", json -> json.put("diverged_at_epoch", 3)),
        replaced("status COMPLETED", "\"RUNNING\"", "\"COMPLETED\""));
  }

  // ---- what must come of it

  @ParameterizedTest
  @MethodSource({"ofRows", "ofJson", "ofFinished"})
  void aDamagedFinishedTrialIsNamedAndLeftOut(Damage damage) throws IOException {
    damage.edit().apply(results.trial(FINISHED.id()));

    assertNamedAndLeftOut(FINISHED, damage.file());
  }

  @ParameterizedTest
  @MethodSource({"ofRows", "ofJson"})
  void aDamagedInterruptedTrialIsNamedAndLeftOut(Damage damage) throws IOException {
    damage.edit().apply(results.trial(INTERRUPTED.id()));

    assertNamedAndLeftOut(INTERRUPTED, damage.file());
  }

  @ParameterizedTest
  @MethodSource("ofInterrupted")
  void recordsThatDoNotAgreeWithTheirCheckpointsStopTheRun(Damage damage) throws IOException {
    damage.edit().apply(results.trial(INTERRUPTED.id()));

    assertRunIsRefused(INTERRUPTED, damage.file());
  }

  private void assertNamedAndLeftOut(Trial trial, String file) throws IOException {
    StoredResults before = ResultsDirectory.at(whole).read();
    StoredResults after = results.read();
    assertThat(after.damaged()).hasSize(1);
    DamagedTrial damaged = after.damaged().get(0);
    assertThat(damaged.id()).isEqualTo(trial.id());
    assertThat(damaged.message().lines()).hasSize(1);
    assertThat(damaged.message())
        .startsWith(results.trial(trial.id()).path().resolve(file) + ": ")
        .containsPattern("must .*found.*; |not found.*; |cannot be read: .*; ");
    assertThat(after.trials())
        .isEqualTo(before.trials().stream().filter(t -> !t.id().equals(trial.id())).toList());
    assertThat(after.recordsTable()).doesNotContain(trial.id().value());

    Outcome check = study("report", directory, "--format", "csv", "--check");
    assertThat(check.exit()).isEqualTo(1);
    assertNamedOnce(check, "study: left out: ", damaged);
    assertRunIsRefused(trial, file);
  }

  private static void assertNamedOnce(Outcome outcome, String start, DamagedTrial damaged) {
    assertThat(outcome.err()).doesNotContain("\tat ", "Exception");
    assertThat(outcome.err().lines().filter(line -> line.startsWith(start)))
        .containsExactly(start + damaged.message());
  }

  private Outcome dryRun(Trial trial) {
    Path yaml = whole.resolve(trial.optimizer().key() + ".yaml");
    return study("run", yaml, "--epochs", EPOCHS, "--dry-run", "--output", directory);
  }

  private void assertRunIsRefused(Trial trial, String file) {
    Outcome run = dryRun(trial);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).doesNotContain("\tat ", "Exception");
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err().lines().findFirst().orElseThrow())
        .startsWith("study: damaged: " + results.trial(trial.id()).path().resolve(file) + ": ");
    assertThat(run.err()).contains("study: 1 of 1 requested trials are damaged");
  }

  // ---- what is no damage

  @Test
  void theWholeDirectoryIsAccepted() throws IOException {
    assertThat(results.read().damaged()).isEmpty();
    assertThat(results.read().trials()).hasSize(4);
    assertThat(study("report", directory, "--format", "csv,markdown", "--check").exit()).isZero();
    for (Trial trial : List.of(FINISHED, INTERRUPTED)) {
      assertThat(dryRun(trial).exit()).isZero();
    }
  }

  @Test
  void theReportIsWrittenWithoutTheDamagedTrialAndSaysSo() throws IOException {
    Files.delete(results.trial(FINISHED.id()).recordsFile());
    DamagedTrial damaged = results.read().damaged().get(0);

    Outcome report = study("report", directory, "--format", "html,markdown");

    assertThat(report.exit()).isEqualTo(1);
    assertNamedOnce(report, "study: left out: ", damaged);
    for (String file : List.of("report.html", "report.md")) {
      assertThat(Files.readString(directory.resolve(file)))
          .contains("trials/" + FINISHED.id() + "/records.csv: not found");
    }
    Outcome list = study("list", "quick", "--output", directory);
    assertThat(list.exit()).isZero();
    assertNamedOnce(list, "study: left out: ", damaged);
  }

  /** Damage to trials that are not asked for does not stop a run. */
  @Test
  void aRunOfOtherTrialsNotesTheDamage() throws IOException {
    Files.delete(results.trial(FINISHED.id()).recordsFile());

    Outcome run = dryRun(INTERRUPTED);

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("study: left out: " + results.trial(FINISHED.id()).path());
  }

  /** The file may end anywhere when the power goes. */
  @Test
  void recordsWithoutTheirEndAreResumedFromTheCheckpointBefore() throws IOException {
    TrialDirectory trial = results.trial(INTERRUPTED.id());
    String rows = Files.readString(trial.recordsFile());
    int second = rows.indexOf("2,1100");
    for (int length = second; length < rows.length(); length++) {
      Files.writeString(trial.recordsFile(), rows.substring(0, length));
      assertThat(trial.read().orElseThrow()).isInstanceOf(StoredTrial.class);
      assertThat(trial.obstacle()).isEmpty();
    }
    Files.writeString(trial.recordsFile(), rows + "3,16");
    assertThat(trial.obstacle()).isEmpty();
    assertThat(trial.stored().records()).hasSize(2);
  }

  @Test
  void theRemedyNamesWhatIsIntact() throws IOException {
    TrialDirectory trial = results.trial(INTERRUPTED.id());
    Files.writeString(
        trial.recordsFile(), Files.readString(trial.recordsFile()).replace("\n", "\r\n"));

    assertThatThrownBy(trial::stored)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            trial.recordsFile()
                + ": line 1: must end with a line feed only, found a carriage return; restore the"
                + " file (its checkpoints of epochs 1 and 2 are intact), or delete "
                + trial.path()
                + " to run the trial again");
  }

  @Test
  void checkpointsOfAnotherTrialAreNotUsed() throws IOException {
    TrialDirectory trial = results.trial(INTERRUPTED.id());
    Trial other = trial(OptimizerKind.ADADELTA);
    write(results, other, 2, 0, new TrialStatus.Running());
    for (String file :
        List.of("records.csv", "checkpoint/a.checkpoint", "checkpoint/b.checkpoint")) {
      Files.write(
          trial.path().resolve(file),
          Files.readAllBytes(results.trial(other.id()).path().resolve(file)));
    }

    try (TrialWriter writer = trial.open(StockProvenance.of(INTERRUPTED))) {
      assertThat(writer.start()).isEmpty();
      assertThat(writer.notes())
          .hasSize(3)
          .anyMatch(note -> note.contains("must be of trial " + INTERRUPTED.id()))
          .last()
          .isEqualTo("no usable checkpoint; restarting from epoch 1");
    }
  }

  @Test
  void aRestartWithoutCheckpointsSaysSo() throws IOException {
    TrialDirectory trial = results.trial(INTERRUPTED.id());
    for (String file : List.of("checkpoint/a.checkpoint", "checkpoint/b.checkpoint")) {
      Files.delete(trial.path().resolve(file));
    }

    try (TrialWriter writer = trial.open(StockProvenance.of(INTERRUPTED))) {
      assertThat(writer.start()).isEmpty();
      assertThat(writer.notes()).containsExactly("no usable checkpoint; restarting from epoch 1");
    }
  }

  // ---- study seal

  @Test
  void anIntendedChangeIsSealedAnewAndRecorded() throws IOException {
    TrialDirectory trial = results.trial(FINISHED.id());
    String sealed = trial.stored().recordsSha256();
    Files.writeString(
        trial.recordsFile(), Files.readString(trial.recordsFile()).replace("1.25", "1.5"));

    assertThat(study("seal", directory).exit()).isEqualTo(2);
    assertThat(study("seal", directory, "--reason", " ").err())
        .contains("--reason: must be one line");
    assertThat(study("seal", directory, "--reason", "x", "--only", "none").exit()).isEqualTo(2);
    Outcome outcome = study("seal", directory, "--reason", "clock was wrong");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out())
        .contains(FINISHED.id() + ": sealed: records.csv had SHA-256 " + sealed + ", has ")
        .endsWith("1 trials sealed, 2 already had the correct seal, 1 not finished, 0 rejected\n");
    StoredTrial stored = trial.stored();
    assertThat(stored.records()).allMatch(record -> record.seconds() == 1.5);
    assertThat(stored.sealings()).hasSize(1);
    assertThat(stored.sealings().get(0).reason()).isEqualTo("clock was wrong");
    assertThat(stored.sealings().get(0).previousRecordsSha256()).hasValue(sealed);
    assertThat(study("report", directory, "--format", "html").exit()).isZero();
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("again, by study seal: clock was wrong", "by the run that trained it");
  }

  @Test
  void aTrialOfAnOlderVersionIsSealedForTheFirstTime() throws IOException {
    TrialDirectory trial = results.trial(FINISHED.id());
    ObjectNode json = trial.stored().json().deepCopy();
    json.remove("seal");
    Files.writeString(trial.trialFile(), json.toPrettyString());
    TrialReading reading = trial.read().orElseThrow();
    assertThat(((DamagedTrial) reading).message())
        .endsWith(
            "seal: must be in the file of a finished trial, found nothing; if the trial is as it was"
                + " trained, seal it: study seal "
                + directory
                + " --only "
                + FINISHED.id()
                + " --reason TEXT");

    assertThat(study("seal", directory, "--reason", "first").out())
        .contains(FINISHED.id() + ": sealed: it had no seal");

    assertThat(trial.stored().sealings().get(0).previousRecordsSha256()).isEmpty();
  }

  @Test
  void whatBreaksARuleIsNotSealed() throws IOException {
    TrialDirectory trial = results.trial(FINISHED.id());
    byte[] json = Files.readAllBytes(trial.trialFile());
    Files.writeString(
        trial.recordsFile(), Files.readString(trial.recordsFile()).replace("0.92", "7.5"));

    Outcome outcome = study("seal", directory, "--reason", "forged");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith(
            "study: not sealed: " + trial.recordsFile() + ": line 2: test_accuracy: must be");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(Files.readAllBytes(trial.trialFile())).isEqualTo(json);
  }
}
