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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The right to write in a results directory, which one process has at a time. The operating system
 * holds the lock, on the file {@code lock} of the directory, and drops it when the process ends in
 * whatever way. The file says who has it, in one line, {@code process 123 on HOST since TIME}; it
 * is empty if nobody has.
 */
public final class ResultsLock implements Closeable {

  private static final int MAX_HOLDER = 1_000;

  /** Behind any content, so that systems whose locks keep readers out let the line be read. */
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
   * @throws IOException if another process has it (the message says who), or the file cannot be
   *     written
   */
  public static ResultsLock take(ResultsDirectory results) throws IOException {
    Path file = file(results);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!tryLock(channel)) {
        throw new IOException(
            "%s: must be written by one run at a time, found it locked by %s; wait for it, end it or give another --output"
                .formatted(
                    results.root(), read(channel).orElse("a process that is just starting")));
      }
      Optional<String> deadHolder = read(channel);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((thisProcess() + "\n").getBytes(StandardCharsets.UTF_8)));
      return new ResultsLock(channel, deadHolder);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Which other process has the lock at this moment; writes nothing. */
  public static Optional<String> holder(ResultsDirectory results) throws IOException {
    Path file = file(results);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return tryLock(channel) ? Optional.empty() : read(channel);
    }
  }

  /** Who had the lock and died with it. */
  public Optional<String> deadHolder() {
    return deadHolder;
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(0);
    }
  }

  private static Path file(ResultsDirectory results) {
    return results.root().resolve("lock");
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process has it already
    }
  }

  /** Through the channel that may have the lock: POSIX drops it when any other one is closed. */
  private static Optional<String> read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_HOLDER);
    channel.read(bytes, 0);
    String line =
        new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("\\p{Cntrl}", "")
            .strip();
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  private static String thisProcess() {
    return "process %d on %s since %s"
        .formatted(
            ProcessHandle.current().pid(), host(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
