package org.optimizerstudy.results;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * A directory that the program writes: one that the user named, or one below it. All files in it
 * are read, written and removed through this class, which keeps three promises.
 *
 * <ul>
 *   <li>Only files with names of the program are written, replaced or removed ({@link Place}).
 *   <li>Below the directory that the user named no symbolic link is followed. A link, a directory,
 *       a FIFO or a device in the place of a file, or anything but a directory in the place of a
 *       directory, is refused before it is opened.
 *   <li>A file is written as a new temporary file beside its place, which then takes the name. So
 *       it is there whole or not at all, no two processes write the same file, and an old file that
 *       has a second hard link is replaced, never changed.
 * </ul>
 *
 * <p>The kind of each directory on the way is checked before each access. This guards against a
 * directory that somebody else prepared. It does not guard against somebody who may write in the
 * directory and replaces parts of it between the check and the access.
 */
public final class SafeDirectory {

  /** Far above any file of the program (a checkpoint has 7 MB); bounds the memory. */
  private static final long MAX_BYTES = 1L << 28;

  /** A temporary file is written within a second, so an older one was left by a dead process. */
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

  private final Optional<SafeDirectory> parent;
  private final Path path;
  private final Place place;

  private SafeDirectory(Optional<SafeDirectory> parent, Path path, Place place) {
    this.parent = parent;
    this.path = path;
    this.place = place;
  }

  /** The directory that a user named, which may be a link to one. It need not exist. */
  public static SafeDirectory root(Path path) {
    return new SafeDirectory(Optional.empty(), path, Place.ROOT);
  }

  /** The program's directory of this name in this one. It need not exist. */
  public SafeDirectory directory(String name) {
    Place below =
        place
            .below(name)
            .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + place));
    return new SafeDirectory(Optional.of(this), path.resolve(name), below);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Where a file of it is. */
  public Path path(String name) {
    return path.resolve(name);
  }

  /**
   * Whether the directory is there.
   *
   * @throws InvalidInputException if it, or one above it, is something else than a directory
   */
  public boolean exists() throws IOException {
    if (parent.isPresent() && !parent.get().exists()) {
      return false;
    }
    Optional<BasicFileAttributes> found =
        parent.isPresent()
            ? attributes(path, LinkOption.NOFOLLOW_LINKS)
            : attributes(path); // the user may name a link
    if (found.isPresent() && !found.get().isDirectory()) {
      throw new InvalidInputException(
          String.format(Locale.ROOT, "%s: must be a directory, found %s", path, kind(found.get())));
    }
    return found.isPresent();
  }

  /**
   * Creates the directory if it is not there; the one above must be, but for a directory that the
   * user named.
   */
  public void create() throws IOException {
    if (exists()) {
      return;
    }
    try {
      if (parent.isEmpty()) {
        Files.createDirectories(path);
      } else {
        Files.createDirectory(path);
        parent.get().force();
      }
    } catch (FileSystemException e) {
      if (!(e instanceof FileAlreadyExistsException) || !exists()) { // else another was faster
        throw new IOException(path + ": cannot be created: " + reason(e), e);
      }
    }
  }

  /** The names of all that is in the directory, sorted; none if it is not there. */
  public List<String> names() throws IOException {
    if (!exists()) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /**
   * Whether a file is there.
   *
   * @throws InvalidInputException if something else than a file has its name
   */
  public boolean has(String name) throws IOException {
    return file(name).isPresent();
  }

  /**
   * The content of a file.
   *
   * @throws InvalidInputException if something else than a file has its name, or it is too large
   * @throws NoSuchFileException if it is not there
   */
  public byte[] read(String name) throws IOException {
    BasicFileAttributes found =
        file(name).orElseThrow(() -> new NoSuchFileException(path(name).toString()));
    if (found.size() > MAX_BYTES) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: must have at most %d bytes, found %d",
              path(name),
              MAX_BYTES,
              found.size()));
    }
    try (InputStream in =
        Files.newInputStream(path(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return in.readAllBytes();
    }
  }

  /** Writes text in UTF-8. */
  public void write(String name, String content) throws IOException {
    write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file; the disk has it when this returns. */
  public void write(String name, byte[] content) throws IOException {
    write(name, content, true);
  }

  /** Writes a file that a power cut may damage: for content that carries a checksum. */
  void writeUnforced(String name, byte[] content) throws IOException {
    write(name, content, false);
  }

  private void write(String name, byte[] content, boolean force) throws IOException {
    requireOwn(name);
    if (!exists()) {
      throw new IOException(path + ": not found; it must stay in place while it is written");
    }
    has(name); // anything but a file is refused
    Path temporary = path(place.temporary(name));
    try {
      fill(temporary, content, force);
      Files.move(
          temporary,
          path(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      IOException failure = new IOException(path(name) + ": cannot be written: " + reason(e), e);
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
    if (force) {
      force();
    }
  }

  private static void fill(Path file, byte[] content, boolean force) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (force) {
        channel.force(true);
      }
    }
  }

  /** Opens a file of the program in place. The caller knows that nothing else has a link to it. */
  FileChannel open(String name, StandardOpenOption... options) throws IOException {
    requireOwn(name);
    has(name); // opening a FIFO would wait
    return FileChannel.open(
        path(name),
        Stream.concat(Stream.<OpenOption>of(options), Stream.of(LinkOption.NOFOLLOW_LINKS))
            .toArray(OpenOption[]::new));
  }

  /** Removes a file, if it is there. */
  void delete(String name) throws IOException {
    requireOwn(name);
    if (has(name)) {
      Files.deleteIfExists(path(name));
    }
  }

  /** Removes the directory if nothing is in it. */
  void deleteIfEmpty() throws IOException {
    if (exists() && names().isEmpty()) {
      Files.delete(path);
    }
  }

  /**
   * Removes temporary files that a dead process left. Where other processes may be writing, only
   * those that are too old to be in use.
   */
  void tidy() throws IOException {
    Instant old = Instant.now().minus(LEFT_BEHIND);
    for (String name : names()) {
      if (place.isTemporary(name)) {
        Optional<BasicFileAttributes> found = attributes(path(name), LinkOption.NOFOLLOW_LINKS);
        if (found.isPresent()
            && found.get().isRegularFile()
            && (!place.isShared() || found.get().lastModifiedTime().toInstant().isBefore(old))) {
          Files.deleteIfExists(path(name));
        }
      }
    }
  }

  /**
   * Checks that what has a name of the program is what it must be.
   *
   * @throws InvalidInputException if a link, a device or the like is in its place
   */
  void check() throws IOException {
    for (String name : names()) {
      if (place.owns(name)) {
        has(name);
      } else if (place != Place.TRIALS && place.below(name).isPresent()) {
        directory(name).exists();
      }
    }
  }

  /** The attributes of a file, if it is there. */
  Optional<BasicFileAttributes> file(String name) throws IOException {
    if (!exists()) {
      return Optional.empty();
    }
    Optional<BasicFileAttributes> found = attributes(path(name), LinkOption.NOFOLLOW_LINKS);
    if (found.isPresent() && !found.get().isRegularFile()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "%s: must be a file, found %s", path(name), kind(found.get())));
    }
    return found;
  }

  /** Hard links to a file that is there; 1 where the system does not tell. */
  int links(String name) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (Integer) Files.getAttribute(path(name), "unix:nlink", LinkOption.NOFOLLOW_LINKS)
        : 1;
  }

  boolean isOwn(String name) {
    return place.owns(name) || place.below(name).isPresent() || place.isTemporary(name);
  }

  boolean isTemporary(String name) {
    return place.isTemporary(name);
  }

  private void requireOwn(String name) {
    if (!place.owns(name)) {
      throw new IllegalArgumentException(path(name) + " is no file of the program: " + place);
    }
  }

  /** Returns when the disk has the directory's entries, where the system can be asked for it. */
  private void force() throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Optional<BasicFileAttributes> attributes(Path path, LinkOption... options)
      throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return "a symbolic link";
    }
    if (attributes.isDirectory()) {
      return "a directory";
    }
    return attributes.isRegularFile() ? "a file" : "a FIFO, socket or device";
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "its directory was not found";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "a file is in its place";
    }
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : String.valueOf(e.getMessage());
  }
}
