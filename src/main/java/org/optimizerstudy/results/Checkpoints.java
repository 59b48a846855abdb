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
 * The directory checkpoint/ of a trial that is not finished: two files, each a {@link Checkpoint}
 * written whole or not at all.
 *
 * <p>A checkpoint is with the operating system when it is saved, which survives the death of the
 * program; it is forced to the disk, which survives a power cut, when the last forced one is
 * {@value #FORCE_SECONDS} seconds old. One file keeps the last forced one; the other takes what is
 * saved until the next is forced, and then they change places. So a damaged file leaves the one
 * before.
 */
final class Checkpoints {

  private static final int FORCE_SECONDS = 10;
  private static final List<String> NAMES = List.of("a.checkpoint", "b.checkpoint");

  private final SafeDirectory directory;
  private int next;
  private Optional<Long> forcedAt = Optional.empty();

  /**
   * A file of the directory that was found.
   *
   * @param slot its place among the names
   */
  private record Slot(int slot, Checkpoint checkpoint) {
    int epoch() {
      return checkpoint.state().epoch();
    }
  }

  Checkpoints(SafeDirectory directory) {
    this.directory = directory;
  }

  /** Whether the next checkpoint is going to be forced to the disk. */
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
   * What there is to resume from.
   *
   * @param checkpoint the latest undamaged one that agrees with the records; empty if there is none
   * @param disagreement what is wrong with records.csv, if its epochs are not those that an
   *     undamaged checkpoint was saved with
   */
  record Found(Optional<Checkpoint> checkpoint, Optional<String> disagreement) {}

  /**
   * Looks for the latest undamaged checkpoint that agrees with the records; what is saved from now
   * on spares it. A checkpoint of an epoch that the records have not got is passed over: a power
   * cut may have taken the last of them.
   *
   * @param trial whose checkpoints they must be
   * @param records content of records.csv
   * @param notes takes a line on each damaged file
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

  /** Epochs of the undamaged checkpoints, in order. */
  List<Integer> intactEpochs(TrialId trial) {
    try {
      return intact(trial, new ArrayList<>()).stream().map(Slot::epoch).toList();
    } catch (IOException | InvalidInputException e) {
      return List.of(); // not readable, so not to be counted on
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

  /** A line on what is in the directory beside checkpoints, or in its place. */
  Optional<String> note() throws IOException {
    try {
      return directory.names().stream().allMatch(directory::isOwn)
          ? Optional.empty()
          : Optional.of(directory.path() + ": holds files of others; left alone");
    } catch (InvalidInputException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Removes the checkpoints, and the directory if nothing else is in it. */
  void delete() throws IOException {
    for (String name : NAMES) {
      directory.delete(name);
    }
    directory.tidy();
    directory.deleteIfEmpty();
  }
}
