package org.optimizerstudy.results;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialId;

/**
 * The directory checkpoint/ of a trial that is not finished. It has two files; each is a {@link
 * Checkpoint} that is written completely or not at all.
 *
 * <p>A saved checkpoint is handed to the operating system, so it survives a crash of the program.
 * It is forced to the disk, where it survives a power failure, if the last forced checkpoint is
 * {@value #FORCE_SECONDS} seconds old. One file holds the last forced checkpoint. The other file
 * holds the checkpoints saved since. When one is forced, the files swap roles. If one file is
 * damaged, the other holds an earlier checkpoint.
 */
final class Checkpoints {

  private static final int FORCE_SECONDS = 10;
  private static final List<String> NAMES =
      List.of(ResultsFiles.CHECKPOINT_A, ResultsFiles.CHECKPOINT_B);

  private final SafeDirectory directory;
  private int next;
  private Optional<Long> forcedAt = Optional.empty();

  /**
   * A checkpoint file.
   *
   * @param slot index of its name
   */
  private record Slot(int slot, Checkpoint checkpoint) {
    int epoch() {
      return checkpoint.state().epoch();
    }
  }

  Checkpoints(SafeDirectory directory) {
    this.directory = directory;
  }

  /** Whether the next checkpoint will be forced to the disk. */
  boolean forcesNext() {
    return forcedAt.isEmpty()
        || System.nanoTime() - forcedAt.get() >= TimeUnit.SECONDS.toNanos(FORCE_SECONDS);
  }

  void save(Checkpoint checkpoint) throws IOException {
    boolean forces = forcesNext();
    directory.create();
    String file = NAMES.get(next);
    if (forces) {
      directory.write(file, checkpoint.toBytes());
      forcedAt = Optional.of(System.nanoTime());
      next = 1 - next;
    } else {
      directory.writeUnforced(file, checkpoint.toBytes());
    }
  }

  /**
   * The result of a search for a checkpoint to resume from.
   *
   * @param checkpoint latest undamaged checkpoint that agrees with the records; empty if there is
   *     none
   * @param disagreement message if records.csv does not have the records with which an undamaged
   *     checkpoint was saved
   */
  record Found(Optional<Checkpoint> checkpoint, Optional<String> disagreement) {}

  /**
   * Finds the latest undamaged checkpoint that agrees with the records. The next checkpoint does
   * not overwrite it. Checkpoints of epochs without a record are ignored, because a power failure
   * may have destroyed the last records.
   *
   * @param trial id of the expected trial
   * @param records content of records.csv
   * @param notes receives a line for each damaged file
   */
  Found find(TrialId trial, byte[] records, List<String> notes) throws IOException {
    List<Slot> intact = intact(trial, notes);
    Optional<Slot> latest = Optional.empty();
    long epochs = new String(records, ISO_8859_1).chars().filter(c -> c == '\n').count() - 1;
    for (Slot slot : intact) {
      if (slot.checkpoint().agreesWith(records)) {
        latest = Optional.of(slot);
      } else if (slot.epoch() <= epochs) {
        int agreed = latest.map(Slot::epoch).orElse(0);
        return disagreement(
            String.format(Locale.ROOT, "epochs %d to %d", agreed + 1, slot.epoch()),
            slot,
            "others");
      }
    }
    if (latest.isEmpty() && !intact.isEmpty()) {
      Slot first = intact.get(0);
      return disagreement(
          "epochs 1 to " + first.epoch(), first, epochs <= 0 ? "none" : "only " + epochs);
    }
    latest.ifPresent(slot -> next = 1 - slot.slot());
    return new Found(latest.map(Slot::checkpoint), Optional.empty());
  }

  private static Found disagreement(String epochs, Slot slot, String found) {
    return new Found(
        Optional.empty(),
        Optional.of(
            String.format(
                Locale.ROOT,
                "%s must be those that the checkpoint of epoch %d (%s) was saved with, found %s",
                epochs,
                slot.epoch(),
                NAMES.get(slot.slot()),
                found)));
  }

  /** The epochs of the undamaged checkpoints, in order. */
  List<Integer> intactEpochs(TrialId trial) {
    try {
      return intact(trial, new ArrayList<>()).stream().map(Slot::epoch).toList();
    } catch (IOException | InvalidInputException e) {
      return List.of(); // not readable, so not usable
    }
  }

  /** The undamaged checkpoints, the earlier epoch first. */
  private List<Slot> intact(TrialId trial, List<String> notes) throws IOException {
    List<Slot> found = new ArrayList<>();
    for (int slot = 0; slot < NAMES.size(); slot++) {
      String file = NAMES.get(slot);
      if (directory.has(file)) {
        try {
          found.add(
              new Slot(slot, Checkpoint.read(directory.path(file), directory.read(file), trial)));
        } catch (InvalidInputException e) {
          notes.add(e.getMessage());
        }
      }
    }
    found.sort(Comparator.comparingInt(Slot::epoch));
    return found;
  }

  /** See {@link SafeDirectory#tidy}. */
  void tidy() throws IOException {
    directory.tidy();
  }

  /** A note if the directory contains other files, or is not a directory. */
  Optional<String> note() throws IOException {
    try {
      return directory.names().stream().allMatch(directory::isOwn)
          ? Optional.empty()
          : Optional.of(directory.path() + ": contains foreign files; they are ignored");
    } catch (InvalidInputException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Deletes the checkpoints, and the directory if it is then empty. */
  void delete() throws IOException {
    for (String name : NAMES) {
      directory.delete(name);
    }
    directory.tidy();
    directory.deleteIfEmpty();
  }
}
