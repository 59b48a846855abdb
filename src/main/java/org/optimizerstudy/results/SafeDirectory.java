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
 * A directory that the program writes: one that the user named, or one below it. All its files are
 * read, written and removed through this class, which guarantees:
 *
 * <ul>
 *   <li>Only files with names of the program are written, replaced or removed ({@link
 *       ResultsLayout}).
 *   <li>Below the directory that the user named, no symbolic link is followed. A link, a directory,
 *       a FIFO or a device instead of a file, or anything but a directory instead of a directory,
 *       is rejected before it is opened.
 *   <li>A file is written as a new temporary file in the same directory, which is then renamed. A
 *       file is therefore complete or absent, no two processes write the same file, and an old file
 *       with a second hard link is replaced, never changed.
 * </ul>
 *
 * <p>The kind of each directory of the path is checked before each access. This protects against a
 * directory that another user prepared. It does not protect against a user who can write to the
 * directory and replaces parts of it between the check and the access.
 */
public final class SafeDirectory {

  /** Far above the size of any file of the program (7 MB for a checkpoint); bounds the memory. */
  static final long MAX_BYTES = 1L << 28;

  /** Temporary files are written within a second, so older ones belong to dead processes. */
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

  private final Optional<SafeDirectory> parent;
  private final Path path;
  private final ResultsLayout layout;

  private SafeDirectory(Optional<SafeDirectory> parent, Path path, ResultsLayout layout) {
    this.parent = parent;
    this.path = path;
    this.layout = layout;
  }

  /** The directory that a user named, which may be a link to one. It need not exist. */
  public static SafeDirectory root(Path path) {
    return new SafeDirectory(Optional.empty(), path, ResultsLayout.ROOT);
  }

  /** The program's subdirectory with this name. It need not exist. */
  public SafeDirectory directory(String name) {
    ResultsLayout below =
        layout
            .below(name)
            .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + layout));
    return new SafeDirectory(Optional.of(this), path.resolve(name), below);
  }

  /** The path of the directory. */
  public Path path() {
    return path;
  }

  /** The path of a file in the directory. */
  public Path path(String name) {
    return path.resolve(name);
  }

  /**
   * Whether the directory exists.
   *
   * @throws InvalidInputException if its path, or that of a parent directory of the program, is not
   *     a directory
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
   * Creates the directory if it does not exist. Its parent must exist, except for the directory
   * that the user named.
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
      if (!(e instanceof FileAlreadyExistsException)
          || !exists()) { // otherwise another process created it
        throw new IOException(path + ": cannot be created: " + reason(e), e);
      }
    }
  }

  /** The names of all directory entries, sorted; empty if the directory does not exist. */
  public List<String> names() throws IOException {
    if (!exists()) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /**
   * Whether a file exists.
   *
   * @throws InvalidInputException if the name is not that of a regular file
   */
  public boolean has(String name) throws IOException {
    return file(name).isPresent();
  }

  /**
   * The content of a file.
   *
   * @throws InvalidInputException if the name is not that of a regular file, or it is too large
   * @throws NoSuchFileException if it does not exist
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

  /** Writes a file and forces it to the disk. */
  public void write(String name, byte[] content) throws IOException {
    write(name, content, true);
  }

  /** Writes a file that a power failure may damage; its content must have a checksum. */
  void writeUnforced(String name, byte[] content) throws IOException {
    write(name, content, false);
  }

  private void write(String name, byte[] content, boolean force) throws IOException {
    requireOwn(name);
    if (!exists()) {
      throw new IOException(path + ": not found; it must stay in place while it is written");
    }
    has(name); // rejects anything but a file
    Path temporary = path(layout.temporary(name));
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

  /** Opens a file of the program in place. The file must have no other hard link. */
  FileChannel open(String name, StandardOpenOption... options) throws IOException {
    requireOwn(name);
    has(name); // opening a FIFO would block
    return FileChannel.open(
        path(name),
        Stream.concat(Stream.<OpenOption>of(options), Stream.of(LinkOption.NOFOLLOW_LINKS))
            .toArray(OpenOption[]::new));
  }

  /** Deletes a file if it exists. */
  void delete(String name) throws IOException {
    requireOwn(name);
    if (has(name)) {
      Files.deleteIfExists(path(name));
    }
  }

  /** Deletes the directory if it is empty. */
  void deleteIfEmpty() throws IOException {
    if (exists() && names().isEmpty()) {
      Files.delete(path);
    }
  }

  /**
   * Deletes temporary files that a dead process left behind. In a shared directory only those that
   * are too old to be in use are deleted.
   */
  void tidy() throws IOException {
    Instant old = Instant.now().minus(LEFT_BEHIND);
    for (String name : names()) {
      if (layout.isTemporary(name)) {
        Optional<BasicFileAttributes> found = attributes(path(name), LinkOption.NOFOLLOW_LINKS);
        if (found.isPresent()
            && found.get().isRegularFile()
            && (!layout.isShared() || found.get().lastModifiedTime().toInstant().isBefore(old))) {
          Files.deleteIfExists(path(name));
        }
      }
    }
  }

  /**
   * Checks that every name of the program is that of a regular file or a directory, as required.
   *
   * @throws InvalidInputException if a name is that of a link, a device or the like
   */
  void check() throws IOException {
    for (String name : names()) {
      if (layout.owns(name)) {
        has(name);
      } else if (layout != ResultsLayout.TRIALS && layout.below(name).isPresent()) {
        directory(name).exists();
      }
    }
  }

  /** The attributes of a file; empty if it does not exist. */
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

  /** The number of hard links to an existing file; 1 if the system does not report it. */
  int links(String name) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (Integer) Files.getAttribute(path(name), "unix:nlink", LinkOption.NOFOLLOW_LINKS)
        : 1;
  }

  /** Whether a file of the program has this name in this directory. */
  public boolean owns(String name) {
    return layout.owns(name);
  }

  /** Whether the name is one of the program: of a file, a directory or a temporary file. */
  boolean isOwn(String name) {
    return layout.owns(name) || layout.below(name).isPresent() || layout.isTemporary(name);
  }

  boolean isTemporary(String name) {
    return layout.isTemporary(name);
  }

  private void requireOwn(String name) {
    if (!layout.owns(name)) {
      throw new IllegalArgumentException(path(name) + " is no file of the program: " + layout);
    }
  }

  /** Forces the directory entries to the disk if the system supports this. */
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
