package org.optimizerstudy.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.optimizerstudy.experiment.InvalidInputException;

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
  private record Slot(int slot, Checkpoint checkpoint) {}

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
   * The latest undamaged checkpoint that agrees with the records; what is saved from now on spares
   * it.
   *
   * @param records content of records.csv
   * @param notes takes a line on each damaged file
   */
  Optional<Checkpoint> latest(byte[] records, List<String> notes) throws IOException {
    List<Slot> found = new ArrayList<>();
    for (int slot = 0; slot < NAMES.size(); slot++) {
      String file = NAMES.get(slot);
      if (directory.has(file)) {
        try {
          found.add(new Slot(slot, Checkpoint.read(directory.path(file), directory.read(file))));
        } catch (InvalidInputException e) {
          notes.add(e.getMessage());
        }
      }
    }
    Optional<Slot> latest =
        found.stream()
            .filter(slot -> slot.checkpoint().agreesWith(records))
            .max(Comparator.comparingInt(slot -> slot.checkpoint().state().epoch()));
    latest.ifPresent(slot -> next = 1 - slot.slot());
    return latest.map(Slot::checkpoint);
  }

  /** See {@link SafeDirectory#check}. */
  void check() throws IOException {
    directory.check();
  }

  /** See {@link SafeDirectory#tidy}. */
  void tidy() throws IOException {
    directory.tidy();
  }

  /** Whether anything but checkpoints is in the directory, so that it stays. */
  boolean isForeign() throws IOException {
    return !directory.names().stream().allMatch(directory::isOwn);
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
