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
import org.bytedeco.javacpp.Loader;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * The directory that JavaCPP unpacks native libraries to and loads them from. JavaCPP's own choice
 * ends in a directory of /tmp that any user can have made, with libraries of that user in it. Here
 * the directory belongs to this user and no other user can write to it, or the program stops.
 */
public final class NativeCache {

  /** Environment variable with the directory to take instead of the user's cache directory. */
  public static final String VARIABLE = "STUDY_CACHE";

  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** Of Linux x86-64's libraries. */
  private static final long NEEDED_MEBIBYTES = 460;

  private static final String OWNER_ONLY = "rwx------";
  private static final int STICKY = 01000;

  private NativeCache() {}

  /**
   * Makes JavaCPP use the directory. To be called before anything loads native libraries, in every
   * JVM that does. Does nothing where the libraries are not in jars but on the library path, as in
   * the container images.
   *
   * @return the directory; empty where none is needed
   * @throws InvalidInputException if there is no such directory; the message says what to do
   */
  public static Optional<Path> prepare() {
    // the detector is a class of its own: JavaCPP's loader unpacks as soon as it is touched
    String library =
        "org/bytedeco/javacpp/%s/%s"
            .formatted(Loader.Detector.getPlatform(), System.mapLibraryName("jnijavacpp"));
    if (Loader.Detector.class.getClassLoader().getResource(library) == null) {
      return Optional.empty();
    }
    Path directory =
        Optional.ofNullable(System.getProperty(PROPERTY))
            .map(Path::of)
            .orElseGet(
                () ->
                    location(
                        System.getenv(),
                        System.getProperty("os.name"),
                        System.getProperty("user.home")));
    Path real = require(directory);
    System.setProperty(PROPERTY, real.toString());
    return Optional.of(real);
  }

  /**
   * Where the libraries belong: in {@value #VARIABLE}, or else in the user's cache directory as the
   * operating system has it.
   */
  static Path location(Map<String, String> environment, String os, String userHome) {
    Optional<Path> given = directory(environment, VARIABLE);
    if (given.isPresent()) {
      return given.get().resolve("javacpp");
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
        .resolve("optimizer-study/javacpp");
  }

  private static Optional<Path> directory(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  /**
   * Makes the directory if need be and checks it.
   *
   * @return its real path
   */
  static Path require(Path directory) {
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
  private static void requireClosed(Path real) throws IOException {
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

  private static void requireOwner(Path real, Path probe) throws IOException {
    String user = Files.getOwner(probe).getName();
    String owner = Files.getOwner(real).getName();
    if (!owner.equals(user)) {
      throw refusal(real, "must belong to user %s, found %s".formatted(user, owner));
    }
  }

  /** The system says so of executable files on file systems that are mounted noexec. */
  private static void requireExecutable(Path real, Path probe) {
    if (!Files.isExecutable(probe)) {
      throw refusal(
          real, "must be on a file system that programs run from, found one mounted noexec");
    }
  }

  private static void requireRoom(Path real) throws IOException {
    try (Stream<Path> entries = Files.list(real)) {
      long free = Files.getFileStore(real).getUsableSpace() >> 20;
      if (entries.findAny().isEmpty() && free < NEEDED_MEBIBYTES) {
        throw refusal(real, "needs %d MiB, found %d MiB free".formatted(NEEDED_MEBIBYTES, free));
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

  private static InvalidInputException refusal(Path directory, String found) {
    return new InvalidInputException(directory + ": " + found + remedy());
  }

  private static String remedy() {
    return "; native libraries are unpacked and loaded there: set %s to a directory of your own with %d MiB free"
        .formatted(VARIABLE, NEEDED_MEBIBYTES);
  }
}
