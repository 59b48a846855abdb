package org.optimizerstudy.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;

/**
 * Reads a trial's directory and checks everything in it: the size of each file before it is read,
 * that trial.json is strict JSON in UTF-8 with the right type of each value that this program uses,
 * that records.csv follows the rules of {@link RecordsReader}, and that a finished trial has its
 * {@link Seal}. Any fault, including a file that cannot be read, gives a {@link DamagedTrial} and
 * no exception.
 */
final class TrialReader {

  /** Far above the size of trial.json (2 kB), even after a thousand resumptions. */
  private static final int MAX_JSON = 1 << 20;

  private static final int MAX_DEPTH = 30;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String NONE = "none";

  private final TrialDirectory directory;
  private final boolean sealed;

  /**
   * @param sealed whether a finished trial must have its seal
   */
  private TrialReader(TrialDirectory directory, boolean sealed) {
    this.directory = directory;
    this.sealed = sealed;
  }

  /** A file breaks a rule. */
  private static final class Damage extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DamagedTrial trial;

    Damage(DamagedTrial trial) {
      super(trial.problem());
      this.trial = trial;
    }
  }

  /** Reads the trial; empty if it was never started. */
  static Optional<TrialReading> read(TrialDirectory directory) {
    return new TrialReader(directory, true).reading();
  }

  /** Reads the trial without checking its seal; empty if it was never started. */
  static Optional<TrialReading> readUnsealed(TrialDirectory directory) {
    return new TrialReader(directory, false).reading();
  }

  private Optional<TrialReading> reading() {
    try {
      return content().map(found -> found);
    } catch (Damage damage) {
      return Optional.of(damage.trial);
    }
  }

  private Optional<StoredTrial> content() throws Damage {
    List<String> names = names();
    if (!names.contains(ResultsFiles.TRIAL)) {
      Optional<String> other =
          Stream.of(
                  ResultsFiles.RECORDS,
                  ResultsFiles.PREDICTIONS,
                  ResultsFiles.MODEL,
                  ResultsFiles.CHECKPOINTS)
              .filter(names::contains)
              .findFirst();
      if (other.isEmpty()) {
        return Optional.empty();
      }
      throw damage(
          ResultsFiles.TRIAL,
          String.format(Locale.ROOT, "not found beside %s", other.get()),
          String.format(
              Locale.ROOT,
              "put it back, or move %s away to run the trial again",
              directory.path()));
    }
    ObjectNode json;
    JsonFields fields;
    Trial trial;
    TrialStatus status;
    List<Sealing> sealings;
    OptionalDouble stateBytes;
    List<String> columns;
    Optional<FinalMeasures> measures;
    try {
      json = parse(bytes(ResultsFiles.TRIAL, MAX_JSON));
      fields = JsonFields.of(json);
      trial = trial(fields);
      status = status(fields, trial);
      requireProvenance(fields);
      stateBytes = fields.sizeIfPresent(TrialJson.STATE_BYTES);
      columns = TrialSchema.columns(fields);
      measures = TrialSchema.measures(fields, status);
      sealings = Sealing.read(fields);
    } catch (InvalidInputException e) {
      throw damage(ResultsFiles.TRIAL, e.getMessage());
    }
    Optional<Seal> seal = seal(json, status);
    byte[] bytes = new byte[0];
    List<EpochRecord> records;
    try {
      if (status.isFinal() || names.contains(ResultsFiles.RECORDS)) {
        bytes = bytes(ResultsFiles.RECORDS, RecordsReader.maxLength(trial, columns));
      }
      records = RecordsReader.read(bytes, trial, status, columns);
    } catch (InvalidInputException e) {
      throw damage(ResultsFiles.RECORDS, e.getMessage());
    }
    Optional<Predictions> predictions = Optional.empty();
    try {
      if (measures.isPresent()) {
        predictions =
            Optional.of(Predictions.ofBytes(bytes(ResultsFiles.PREDICTIONS, Predictions.MAX)));
      }
    } catch (InvalidInputException e) {
      throw damage(ResultsFiles.PREDICTIONS, e.getMessage());
    }
    Optional<String> model = Optional.empty();
    try {
      if (measures.isPresent() && names.contains(ResultsFiles.MODEL)) {
        model = Optional.of(Checksum.hex(bytes(ResultsFiles.MODEL, SafeDirectory.MAX_BYTES)));
      }
    } catch (InvalidInputException e) {
      throw damage(ResultsFiles.MODEL, e.getMessage());
    }
    TrialHistory history = new TrialHistory(trial, status, records, stateBytes, measures);
    StoredTrial stored =
        new StoredTrial(history, predictions, json, Checksum.hex(bytes), model, sealings);
    if (seal.isPresent()) {
      requireSame(seal.get(), stored);
    }
    return Optional.of(stored);
  }

  /** Checks trial.json against the seal and returns the seal, if the trial must have one. */
  private Optional<Seal> seal(ObjectNode json, TrialStatus status) throws Damage {
    if (!sealed || !status.isFinal()) {
      return Optional.empty();
    }
    if (!Seal.isIn(json)) {
      throw damage(
          ResultsFiles.TRIAL,
          "seal: must be in the file of a finished trial, found nothing",
          "if the trial is as it was trained, seal it: " + sealCommand());
    }
    Seal seal;
    try {
      seal = Seal.read(JsonFields.of(json));
    } catch (InvalidInputException e) {
      throw damage(ResultsFiles.TRIAL, e.getMessage());
    }
    requireSame(ResultsFiles.TRIAL, seal.trialSha256(), seal.with(json).trialSha256());
    return Optional.of(seal);
  }

  private void requireSame(Seal seal, StoredTrial trial) throws Damage {
    Seal actual = trial.seal();
    requireSame(ResultsFiles.RECORDS, seal.recordsSha256(), actual.recordsSha256());
    requireSame(
        ResultsFiles.PREDICTIONS,
        seal.predictionsSha256().orElse(NONE),
        actual.predictionsSha256().orElse(NONE));
    requireSame(
        ResultsFiles.MODEL, seal.modelSha256().orElse(NONE), actual.modelSha256().orElse(NONE));
  }

  private void requireSame(String file, String sealed, String actual) throws Damage {
    if (!actual.equals(sealed)) {
      throw damage(
          file,
          String.format(
              Locale.ROOT,
              "SHA-256 must be %s as sealed, found %s: the file was changed",
              sealed,
              actual),
          restore() + "; if the change is intended: " + sealCommand());
    }
  }

  private List<String> names() throws Damage {
    try {
      return directory.files().names();
    } catch (IOException | InvalidInputException e) {
      throw damage(ResultsFiles.TRIAL, "cannot be read: " + e.getMessage());
    }
  }

  private byte[] bytes(String name, long max) {
    SafeDirectory files = directory.files();
    try {
      long size = files.file(name).orElseThrow(() -> new NoSuchFileException(name)).size();
      byte[] bytes = size > max ? new byte[0] : files.read(name);
      if (Math.max(size, bytes.length) > max) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "must be at most %d bytes long, found %d",
                max,
                Math.max(size, bytes.length)));
      }
      return bytes;
    } catch (InvalidInputException e) {
      throw new InvalidInputException(withoutPath(e.getMessage(), files.path(name)), e);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException("not found", e);
    } catch (AccessDeniedException e) {
      throw new InvalidInputException("cannot be read: permission denied", e);
    } catch (IOException e) {
      throw new InvalidInputException("cannot be read: " + e.getMessage(), e);
    }
  }

  /** The message without the path, because the file is named elsewhere. */
  private static String withoutPath(String message, Path file) {
    String place = file + ": ";
    return message.startsWith(place) ? message.substring(place.length()) : message;
  }

  private static ObjectNode parse(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode json = JSON.readTree(text);
      if (json instanceof ObjectNode object) {
        return object;
      }
      throw new InvalidInputException("must be a JSON object, found none");
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("must be text in UTF-8, found other bytes", e);
    } catch (StreamConstraintsException e) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "must be nested at most %d deep, with numbers of at most 1000 digits, found more",
              MAX_DEPTH),
          e);
    } catch (MismatchedInputException e) {
      throw new InvalidInputException("must be one JSON object, found more after it", e);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "line %d: must be JSON, found: %s",
              e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
              e.getOriginalMessage()),
          e);
    }
  }

  private Trial trial(JsonFields fields) throws Damage {
    Trial trial = SettingsJson.read(fields.object(TrialJson.SETTINGS));
    String name = fields.text(TrialJson.TRIAL);
    if (name.equals(trial.id().value()) && !trial.id().equals(directory.id())) {
      throw damage(
          ResultsFiles.TRIAL,
          "must be the trial of its directory's name, found a copy of " + name,
          String.format(Locale.ROOT, "move %s elsewhere", directory.path()),
          true);
    }
    if (!trial.id().equals(directory.id())) {
      throw new InvalidInputException(
          "settings: must be those of the directory's trial, found those of " + trial.id());
    }
    if (!name.equals(directory.id().value())) {
      throw fields.wrong(TrialJson.TRIAL, "the directory's name");
    }
    return trial;
  }

  private static TrialStatus status(JsonFields fields, Trial trial) {
    fields.instant(TrialJson.STARTED);
    TrialStatus status =
        switch (fields.text(TrialJson.STATUS)) {
          case "RUNNING" -> new TrialStatus.Running();
          case "COMPLETED" -> new TrialStatus.Completed();
          case "DIVERGED" ->
              new TrialStatus.Diverged(
                  (int) fields.integer(TrialJson.DIVERGED_AT_EPOCH, 1, trial.epochs()),
                  fields.integer(TrialJson.DIVERGED_AT_ITERATION, 0, Long.MAX_VALUE));
          default -> throw fields.wrong(TrialJson.STATUS, "RUNNING, COMPLETED or DIVERGED");
        };
    if (!(status instanceof TrialStatus.Diverged)) {
      fields.requireNone(
          "in a trial that has not diverged",
          TrialJson.DIVERGED_AT_EPOCH,
          TrialJson.DIVERGED_AT_ITERATION);
    }
    if (status.isFinal()) {
      fields.instant(TrialJson.FINISHED);
    } else {
      fields.requireNone("in a trial that is not finished", TrialJson.FINISHED, Seal.MEMBER);
    }
    return status;
  }

  /** Checks the other members that reports and {@code verify} read. */
  private static void requireProvenance(JsonFields fields) {
    fields.object(TrialJson.UPDATER);
    fields.requireTexts(TrialJson.DATASET_SHA256);
    EngineKey.require(fields);
    JsonFields environment = fields.object(TrialJson.ENVIRONMENT);
    environment.requireTexts(TrialJson.VERSIONS);
    environment.requireTexts(TrialJson.NATIVE_SETTINGS);
    List.of(TrialJson.JAVA, TrialJson.OS, TrialJson.CPU, TrialJson.INSTRUCTION_SET)
        .forEach(environment::text);
    for (JsonFields resumption : fields.objects(TrialJson.RESUMED)) {
      resumption.integer(TrialJson.AFTER_EPOCH, 1, Trial.MAX_EPOCHS);
      resumption.instant(TrialJson.AT);
      if (resumption.has(TrialJson.ENVIRONMENT)) {
        resumption.object(TrialJson.ENVIRONMENT);
      }
      if (resumption.has(EngineKey.MEMBER)) {
        resumption.text(EngineKey.MEMBER);
      }
    }
  }

  private Damage damage(String file, String problem) {
    return damage(file, problem, restore());
  }

  private Damage damage(String file, String problem, String remedy) {
    return damage(file, problem, remedy, false);
  }

  private Damage damage(String file, String problem, String remedy, boolean isCopy) {
    return new Damage(
        new DamagedTrial(directory.id(), directory.path(), file, problem, remedy, isCopy));
  }

  private String sealCommand() {
    return String.format(
        Locale.ROOT,
        "study seal %s --only %s --reason TEXT",
        directory.path().getParent().getParent(),
        directory.id());
  }

  private String restore() {
    List<Integer> epochs = directory.checkpoints().intactEpochs(directory.id());
    String intact =
        epochs.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                " (its checkpoints of epochs %s are intact)",
                epochs.stream().map(String::valueOf).collect(Collectors.joining(" and ")));
    return String.format(
        Locale.ROOT,
        "restore the file%s, or delete %s to run the trial again",
        intact,
        directory.path());
  }
}
