package org.optimizerstudy.natives;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * A directory of the user's cache with files that are executed. It belongs to this user and no
 * other user can write to it, or the program stops.
 *
 * @param name of the directory
 * @param use what is done with it, for messages
 * @param mebibytes that its files take
 */
public record CacheDirectory(String name, String use, int mebibytes) {

  /** Environment variable with the directory to take instead of the user's cache directory. */
  public static final String VARIABLE = "STUDY_CACHE";

  private static final String OWNER_ONLY = "rwx------";
  private static final int STICKY = 01000;

  /**
   * Where it belongs: in {@value #VARIABLE}, or else in the user's cache directory as the operating
   * system has it.
   *
   * @throws InvalidInputException if the user has no home directory
   */
  public Path location() {
    return location(
        System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  Path location(Map<String, String> environment, String os, String userHome) {
    Optional<Path> given = directory(environment, VARIABLE);
    if (given.isPresent()) {
      return given.get().resolve(name);
    }
    Optional<Path> home =
        directory(environment, "HOME")
            .or(() -> Optional.of(Path.of(userHome)))
            .filter(Path::isAbsolute);
    Optional<Path> caches;
    if (os.startsWith("Windows")) {
      caches = directory(environment, "LOCALAPPDATA").filter(Path::isAbsolute);
    } else if (os.startsWith("Mac")) {
      caches = home.map(path -> path.resolve("Library/Caches"));
    } else {
      caches =
          directory(environment, "XDG_CACHE_HOME")
              .filter(Path::isAbsolute)
              .or(() -> home.map(path -> path.resolve(".cache")));
    }
    return caches
        .orElseThrow(() -> new InvalidInputException("no home directory" + remedy()))
        .resolve("optimizer-study")
        .resolve(name);
  }

  private static Optional<Path> directory(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  /**
   * Makes the directory if need be and checks it.
   *
   * @param directory its location
   * @return its real path
   * @throws InvalidInputException if it cannot be had; the message says what to do
   */
  public Path require(Path directory) {
    Path absolute = directory.toAbsolutePath();
    try {
      boolean posix = absolute.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] ownerOnly =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
              }
              : new FileAttribute<?>[0];
      Files.createDirectories(absolute, ownerOnly);
      Path real = absolute.toRealPath();
      if (posix) {
        requireClosed(real);
      }
      Path probe = Files.createTempFile(real, "probe", "", ownerOnly);
      try {
        requireOwner(real, probe);
        requireExecutable(real, probe);
      } finally {
        Files.delete(probe);
      }
      requireRoom(real);
      return real;
    } catch (IOException e) {
      throw refusal(absolute, "cannot be written: " + reason(e));
    }
  }

  /** Nobody else may write to it, or put another directory in its place. */
  private void requireClosed(Path real) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(real);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw refusal(
          real,
          "must be writable by its owner alone, found %s (chmod go-w)"
              .formatted(PosixFilePermissions.toString(permissions)));
    }
    for (Path above = real.getParent(); above != null; above = above.getParent()) {
      if (Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_WRITE)
          && ((int) Files.getAttribute(above, "unix:mode") & STICKY) == 0) {
        throw refusal(real, "must not be in a directory that all users can write to, " + above);
      }
    }
  }

  private void requireOwner(Path real, Path probe) throws IOException {
    String user = Files.getOwner(probe).getName();
    String owner = Files.getOwner(real).getName();
    if (!owner.equals(user)) {
      throw refusal(real, "must belong to user %s, found %s".formatted(user, owner));
    }
  }

  /** The system says so of executable files on file systems that are mounted noexec. */
  private void requireExecutable(Path real, Path probe) {
    if (!Files.isExecutable(probe)) {
      throw refusal(
          real, "must be on a file system that programs run from, found one mounted noexec");
    }
  }

  private void requireRoom(Path real) throws IOException {
    try (Stream<Path> entries = Files.list(real)) {
      long free = Files.getFileStore(real).getUsableSpace() >> 20;
      if (entries.findAny().isEmpty() && free < mebibytes) {
        throw refusal(real, "needs %d MiB, found %d MiB free".formatted(mebibytes, free));
      }
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "not a directory";
    }
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason().toLowerCase(Locale.ROOT)
        : String.valueOf(e.getMessage());
  }

  private InvalidInputException refusal(Path directory, String found) {
    return new InvalidInputException(directory + ": " + found + remedy());
  }

  private String remedy() {
    return "; %s: set %s to a directory of your own with %d MiB free"
        .formatted(use, VARIABLE, mebibytes);
  }
}
