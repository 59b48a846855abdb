package org.optimizerstudy.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.engine.nd4j.Nd4jEngine;
import org.optimizerstudy.experiment.InvalidInputException;

/** A noexec mount is tried in src/test/launcher, where the tests are root. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class NativeCacheTest {

  private static final CacheDirectory DIRECTORY = NativeCache.DIRECTORY;

  @TempDir Path directory;

  private static void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static void refuses(ThrowingCallable action, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("set STUDY_CACHE to a directory of your own");
  }

  @Test
  void isInTheUsersCacheDirectory() {
    assertThat(DIRECTORY.location(Map.of("HOME", "/home/a"), "Linux", "/home/b"))
        .isEqualTo(Path.of("/home/a/.cache/optimizer-study/javacpp"));
    assertThat(DIRECTORY.location(Map.of("HOME", ""), "Linux", "/home/b"))
        .isEqualTo(Path.of("/home/b/.cache/optimizer-study/javacpp"));
    assertThat(DIRECTORY.location(Map.of("XDG_CACHE_HOME", "/c"), "Linux", "/home/b"))
        .isEqualTo(Path.of("/c/optimizer-study/javacpp"));
    assertThat(DIRECTORY.location(Map.of("XDG_CACHE_HOME", "c"), "Linux", "/home/b"))
        .isEqualTo(Path.of("/home/b/.cache/optimizer-study/javacpp"));
    assertThat(DIRECTORY.location(Map.of(), "Mac OS X", "/Users/b"))
        .isEqualTo(Path.of("/Users/b/Library/Caches/optimizer-study/javacpp"));
    assertThat(DIRECTORY.location(Map.of("LOCALAPPDATA", "/l"), "Windows 11", "/u"))
        .isEqualTo(Path.of("/l/optimizer-study/javacpp"));
    assertThat(
            DIRECTORY.location(
                Map.of("STUDY_CACHE", "/s", "XDG_CACHE_HOME", "/c"), "Linux", "/home/b"))
        .isEqualTo(Path.of("/s/javacpp"));
  }

  /** As in a container whose user has no entry in /etc/passwd. */
  @Test
  void refusesAUserWithoutHome() {
    refuses(() -> DIRECTORY.location(Map.of(), "Linux", "?"), "no home directory");
    refuses(() -> DIRECTORY.location(Map.of(), "Windows 11", "/u"), "no home directory");
  }

  @Test
  void makesADirectoryForItsOwnerAlone() throws IOException {
    Path cache = DIRECTORY.require(directory.resolve("a/b"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
    assertThat(cache).isEmptyDirectory();
    assertThat(DIRECTORY.require(cache)).isEqualTo(cache);
  }

  @Test
  void refusesADirectoryThatOthersWriteTo() throws IOException {
    Path cache = Files.createDirectory(directory.resolve("cache"));
    mode(cache, "rwxrwxr-x");
    refuses(() -> DIRECTORY.require(cache), "writable by its owner alone", "rwxrwxr-x");
    mode(cache, "rwx----w-");
    refuses(() -> DIRECTORY.require(cache), "writable by its owner alone", "rwx----w-");
    mode(cache, "rwxr-xr-x");
    assertThat(DIRECTORY.require(cache)).isEqualTo(cache.toRealPath());
  }

  @Test
  void refusesAPlaceThatOthersCanExchange() throws IOException {
    Path shared = Files.createDirectory(directory.resolve("shared"));
    mode(shared, "rwxrwxrwx");
    refuses(() -> DIRECTORY.require(shared.resolve("cache")), "all users can write to", "/shared");
  }

  @Test
  void followsALinkToItsEndBeforeItLooks() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    mode(open, "rwxrwxrwx");
    Path link = Files.createSymbolicLink(directory.resolve("link"), open);
    refuses(() -> DIRECTORY.require(link), "/open", "rwxrwxrwx");
    mode(open, "rwx------");
    assertThat(DIRECTORY.require(link)).isEqualTo(open.toRealPath());
  }

  @Test
  void refusesAFileAndADirectoryThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    refuses(() -> DIRECTORY.require(file), "/file", "cannot be written", "not a directory");
    refuses(() -> DIRECTORY.require(file.resolve("cache")), "cannot be written");
    Path closed = Files.createDirectory(directory.resolve("closed"));
    mode(closed, "r-x------");
    assumeFalse(Files.isWritable(closed), "root writes everywhere");
    refuses(() -> DIRECTORY.require(closed), "cannot be written", "access denied");
  }

  @Test
  void refusesADirectoryOfAnotherUser() throws IOException {
    Path cache = Files.createDirectory(directory.resolve("cache"));
    mode(cache, "rwx------");
    try {
      Files.setOwner(
          cache,
          cache.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    } catch (IOException e) {
      assumeTrue(false, "only root gives files away");
    }
    refuses(() -> DIRECTORY.require(cache), "must belong to user", "found nobody");
  }

  @Test
  void isSetBeforeAnythingLoadsNativeLibraries() {
    new Nd4jEngine().devices();
    assertThat(Path.of(System.getProperty("org.bytedeco.javacpp.cachedir"))).isDirectory();
  }
}
