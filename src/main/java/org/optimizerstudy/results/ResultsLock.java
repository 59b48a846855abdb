package org.optimizerstudy.results;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * A lock on a results directory, which allows one process at a time to write to it. The operating
 * system holds the lock on the file {@code lock} of the directory and releases it when the process
 * ends for any reason. The file names the holder in one line, {@code process 123 on HOST since
 * TIME}. It is empty if the lock is free.
 */
public final class ResultsLock implements Closeable {

  private static final int MAX_HOLDER = 1_000;

  /** The content while the lock is held; a power failure may leave zeros. */
  private static final Pattern CONTENT = Pattern.compile("process \\d+ on .*|[\\x00\\s]*");

  /** A byte after any content, because on some systems a locked byte cannot be read. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final FileChannel channel;
  private final Optional<String> deadHolder;

  private ResultsLock(FileChannel channel, Optional<String> deadHolder) {
    this.channel = channel;
    this.deadHolder = deadHolder;
  }

  /**
   * Takes the lock.
   *
   * @throws InvalidInputException if the file does not belong to this program
   * @throws IOException if another process holds the lock (the message names it), or the file
   *     cannot be written
   */
  public static ResultsLock take(ResultsDirectory results) throws IOException {
    SafeDirectory root = results.directory();
    FileChannel channel = open(root, StandardOpenOption.CREATE);
    try {
      if (!tryLock(channel, root)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s: must be written by one run at a time, found it locked by %s; wait for it, stop it or use another --output",
                results.root(),
                line(channel).orElse("a process that is just starting")));
      }
      requireOurs(channel, root);
      Optional<String> deadHolder = line(channel);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((thisProcess() + "\n").getBytes(StandardCharsets.UTF_8)));
      return new ResultsLock(channel, deadHolder);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The process that holds the lock at this moment; empty if it is free. */
  public static Optional<String> holder(ResultsDirectory results) throws IOException {
    SafeDirectory root = results.directory();
    if (!root.has(ResultsFiles.LOCK)) {
      return Optional.empty();
    }
    try (FileChannel channel = open(root)) {
      return tryLock(channel, root) ? Optional.empty() : line(channel);
    }
  }

  /** Whether a directory's lock file is absent or belongs to this program. */
  static boolean isOurs(SafeDirectory root) throws IOException {
    if (!root.has(ResultsFiles.LOCK)) {
      return true;
    }
    try (FileChannel channel = root.open(ResultsFiles.LOCK, StandardOpenOption.READ)) {
      return isOurs(channel);
    }
  }

  /** The process that died while it held the lock. */
  public Optional<String> deadHolder() {
    return deadHolder;
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(0);
    }
  }

  private static FileChannel open(SafeDirectory root, StandardOpenOption... options)
      throws IOException {
    if (root.has(ResultsFiles.LOCK) && root.links(ResultsFiles.LOCK) > 1) {
      throw foreign(
          root,
          String.format(Locale.ROOT, "a file with %d hard links", root.links(ResultsFiles.LOCK)));
    }
    return root.open(
        ResultsFiles.LOCK,
        Stream.concat(
                Stream.of(StandardOpenOption.READ, StandardOpenOption.WRITE), Stream.of(options))
            .toArray(StandardOpenOption[]::new));
  }

  private static void requireOurs(FileChannel channel, SafeDirectory root) throws IOException {
    if (!isOurs(channel)) {
      throw foreign(root, "another content");
    }
  }

  private static boolean isOurs(FileChannel channel) throws IOException {
    return channel.size() <= MAX_HOLDER && CONTENT.matcher(text(channel).strip()).matches();
  }

  private static InvalidInputException foreign(SafeDirectory root, String found) {
    return new InvalidInputException(
        String.format(
            Locale.ROOT,
            "%s: must be the study's lock file, found %s; move it away if no run is writing here",
            root.path(ResultsFiles.LOCK),
            found));
  }

  private static boolean tryLock(FileChannel channel, SafeDirectory root) throws IOException {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process already holds it
    } catch (IOException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: must be on a file system that can lock files, found: %s; use a directory on another one",
              root.path(ResultsFiles.LOCK),
              e.getMessage()),
          e);
    }
  }

  private static Optional<String> line(FileChannel channel) throws IOException {
    String line = text(channel).lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "").strip();
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  /** Reads through the channel that may hold the lock: POSIX releases it if another is closed. */
  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_HOLDER);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private static String thisProcess() {
    return String.format(
        Locale.ROOT,
        "process %d on %s since %s",
        ProcessHandle.current().pid(),
        host(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
