package org.optimizerstudy.natives;

import java.util.Locale;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.optimizerstudy.experiment.InvalidInputException;

/** Checks the environment of the native libraries before they are loaded. */
public final class NativeLibraries {

  private static final String CORE_TYPE = NativeSetting.OPENBLAS_CORETYPE.name();

  /** Core types of OpenBLAS that end in an illegal instruction on processors without these. */
  private static final Map<String, InstructionSet> CORE_TYPES =
      Map.of(
          "SANDYBRIDGE", InstructionSet.AVX2,
          "HASWELL", InstructionSet.AVX2,
          "ZEN", InstructionSet.AVX2,
          "SKYLAKEX", InstructionSet.AVX512,
          "COOPERLAKE", InstructionSet.AVX512);

  private NativeLibraries() {}

  /**
   * Checks the environment variables that steer the native libraries and the directory that they
   * are loaded from. To be called before anything loads them, in every JVM that does.
   *
   * @throws InvalidInputException if one has a wrong value, or one that this processor cannot
   *     follow; the message names the variable
   */
  public static void check() {
    NativeSetting.check(System.getenv());
    NativeCache.prepare();
    checkCoreType(System.getenv(), instructionSet());
  }

  static void checkCoreType(Map<String, String> environment, InstructionSet processor) {
    String type = environment.getOrDefault(CORE_TYPE, "");
    InstructionSet needed =
        CORE_TYPES.getOrDefault(type.toUpperCase(Locale.ROOT), InstructionSet.UNKNOWN);
    if (processor != InstructionSet.UNKNOWN && !processor.includes(needed)) {
      throw new InvalidInputException(
          "%s: must be of this processor, which has %s, found \"%s\", which needs %s; unset it"
              .formatted(CORE_TYPE, processor.key(), type, needed.key()));
    }
  }

  /** The root of a failure in one line: why a library does not load. */
  public static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
    return root.getClass().getSimpleName() + ": " + message;
  }

  /**
   * The widest instruction set of the processor, as oneDNN finds it out; where oneDNN does not run
   * or an environment variable keeps it from using all, what the operating system says. Loads
   * oneDNN and no other native library.
   */
  public static InstructionSet instructionSet() {
    return ofOneDnn().or(InstructionSet.ofOperatingSystem());
  }

  private static InstructionSet ofOneDnn() {
    try {
      NativeCache.prepare();
      Loader.load(dnnl.class);
      return of(dnnl.dnnl_get_effective_cpu_isa());
    } catch (LinkageError | RuntimeException e) {
      return InstructionSet.UNKNOWN; // the engine onednn reports why
    }
  }

  /** From oneDNN's number, whose bits each stand for an extension. */
  static InstructionSet of(int oneDnn) {
    if (has(oneDnn, dnnl.dnnl_cpu_isa_avx512_core)) {
      return InstructionSet.AVX512;
    }
    if (has(oneDnn, dnnl.dnnl_cpu_isa_avx2)) {
      return InstructionSet.AVX2;
    }
    return has(oneDnn, dnnl.dnnl_cpu_isa_sse41) ? InstructionSet.SSE41 : InstructionSet.UNKNOWN;
  }

  private static boolean has(int bits, int wanted) {
    return (bits & wanted) == wanted;
  }
}
