package org.optimizerstudy.engine.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl.Pfn_notify_BytePointer_Pointer_long_Pointer;
import org.bytedeco.opencl.global.OpenCL;

/**
 * Khronos's ICD loader, which comes with JavaCPP's preset: it finds the drivers that the files
 * {@code *.icd} of a directory name. The directory is {@code /etc/OpenCL/vendors} or that of {@code
 * OCL_ICD_VENDORS}; {@code OCL_ICD_FILENAMES} names further drivers.
 *
 * <p>Containers often have NVIDIA's driver without its file (NVIDIA/nvidia-container-toolkit issue
 * 682). So the driver is named to the loader as well; the loader passes over a driver that does not
 * exist and takes one that is named twice once.
 */
final class IcdLoader {

  private static final String FILENAMES = "OCL_ICD_FILENAMES";
  private static final String VENDORS = "OCL_ICD_VENDORS";
  private static final String DIRECTORY = "/etc/OpenCL/vendors";
  private static final String NVIDIA = "libnvidia-opencl.so.1";

  private IcdLoader() {}

  /**
   * Loads it. To be called before the first call of OpenCL, which looks for the drivers once in a
   * process.
   *
   * @throws LinkageError if it cannot be loaded
   */
  static void load() {
    Loader.load(OpenCL.class);
    if (System.getProperty("os.name").startsWith("Linux") && namesNvidia(System.getenv())) {
      setEnvironment(FILENAMES, NVIDIA);
    }
  }

  /** Names of the drivers' files that the loader reads, for messages. */
  static List<String> drivers() {
    Path directory = Path.of(System.getenv().getOrDefault(VENDORS, DIRECTORY));
    List<String> drivers = new ArrayList<>();
    if (namesNvidia(System.getenv())) {
      drivers.add(NVIDIA);
    }
    try (Stream<Path> files = Files.list(directory)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".icd"))
          .sorted()
          .forEach(drivers::add);
    } catch (IOException e) {
      // the loader finds none there either
    }
    return drivers;
  }

  /** Not where the user says which drivers there are. */
  static boolean namesNvidia(Map<String, String> environment) {
    return !environment.containsKey(FILENAMES) && !environment.containsKey(VENDORS);
  }

  /**
   * Sets a variable of the C library, which Java cannot, unless it is set. Calls {@code
   * setenv(name, value, 0)} as a function with one more argument, which C's calling conventions on
   * Linux allow.
   */
  private static void setEnvironment(String variable, String value) {
    try (PointerPointer<Pointer> setenv =
            new PointerPointer<Pointer>(1).put(0, Loader.addressof("setenv"));
        BytePointer name = new BytePointer(variable);
        BytePointer text = new BytePointer(value)) {
      new Pfn_notify_BytePointer_Pointer_long_Pointer(setenv).call(name, text, 0, null);
    }
  }
}
