package org.optimizerstudy.natives;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * The directory that JavaCPP unpacks native libraries to and loads them from. JavaCPP's own choice
 * ends in a directory of /tmp that any user can have made, with libraries of that user in it.
 */
public final class NativeCache {

  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** With room for Linux x86-64's libraries. */
  static final CacheDirectory DIRECTORY =
      new CacheDirectory("javacpp", "native libraries are unpacked and loaded there", 460);

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
    Path real =
        DIRECTORY.require(
            Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .orElseGet(DIRECTORY::location));
    System.setProperty(PROPERTY, real.toString());
    return Optional.of(real);
  }
}
