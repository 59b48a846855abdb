package org.optimizerstudy.natives;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * The environment variables that steer the native libraries: all that ND4J 1.0.0-M2.1, its OpenBLAS
 * 0.3.19, oneDNN 2.5.2 and GCC's OpenMP runtime read, and results or speed depend on. Intel's KMP_
 * and MKL_ variables, OPENBLAS_L2_SIZE and OPENBLAS_MAIN_FREE are read by none of them.
 *
 * <p>The libraries ignore most bad values without a word, and some end the process or make it wait
 * forever. So the values are checked before the libraries load, and recorded in trial.json.
 */
public enum NativeSetting {
  OMP_NUM_THREADS(count(), "native threads per worker"),
  OMP_THREAD_LIMIT(atLeastThreads(), "most native threads"),
  OMP_DYNAMIC(noFewerThreads(), "lets OpenMP start fewer threads than asked for"),
  OMP_MAX_ACTIVE_LEVELS(count(), "nesting of parallel regions"),
  OMP_NESTED(any(), "nesting of parallel regions"),
  OMP_SCHEDULE(any(), "how loops are divided among threads"),
  OMP_STACKSIZE(stack(), "stack of a native thread"),
  GOMP_STACKSIZE(stack(), "stack of a native thread"),
  OMP_PROC_BIND(any(), "binds threads to cores"),
  OMP_PLACES(any(), "binds threads to cores"),
  GOMP_CPU_AFFINITY(any(), "binds threads to cores"),
  OMP_WAIT_POLICY(any(), "how threads wait"),
  GOMP_SPINCOUNT(any(), "how threads wait"),
  OPENBLAS_CORETYPE(coreType(), "kernels of OpenBLAS"),
  OPENBLAS_NUM_THREADS(count(), "threads of OpenBLAS"),
  GOTO_NUM_THREADS(count(), "threads of OpenBLAS"),
  OPENBLAS_BLOCK_FACTOR(count(), "block size of OpenBLAS's products"),
  OPENBLAS_THREAD_TIMEOUT(count(), "how OpenBLAS's threads wait"),
  ONEDNN_MAX_CPU_ISA(oneOf(oneDnnSets()), "kernels of oneDNN"),
  DNNL_MAX_CPU_ISA(oneOf(oneDnnSets()), "kernels of oneDNN"),
  ONEDNN_CPU_ISA_HINTS(oneOf(Set.of("NO_HINTS", "PREFER_YMM")), "kernels of oneDNN"),
  DNNL_CPU_ISA_HINTS(oneOf(Set.of("NO_HINTS", "PREFER_YMM")), "kernels of oneDNN"),
  ONEDNN_DEFAULT_FPMATH_MODE(oneOf(Set.of("STRICT", "BF16", "F16", "ANY")), "precision of oneDNN"),
  DNNL_DEFAULT_FPMATH_MODE(oneOf(Set.of("STRICT", "BF16", "F16", "ANY")), "precision of oneDNN"),
  SD_MAX_THREADS(count(), "native threads of ND4J"),
  SD_MASTER_THREADS(count(), "native threads of ND4J"),
  SD_FORBID_HELPERS(any(), "kernels of ND4J"),
  SD_BLAS_FALLBACK(any(), "kernels of ND4J"),
  SD_MAX_PRIMARY_BYTES(bytes(), "memory limit of ND4J"),
  SD_MAX_SPECIAL_BYTES(bytes(), "memory limit of ND4J"),
  SD_MAX_DEVICE_BYTES(bytes(), "memory limit of ND4J"),
  GLIBC_TUNABLES(any(), "kernels of the C library"),
  // trial.json names the engine that these two lead to
  BACKEND_PRIORITY_CPU(integer(), "which backend ND4J takes"),
  BACKEND_PRIORITY_GPU(integer(), "which backend ND4J takes");

  private static final Set<NativeSetting> UNRECORDED =
      Set.of(BACKEND_PRIORITY_CPU, BACKEND_PRIORITY_GPU);

  private final Rule rule;
  private final String effect;

  NativeSetting(Rule rule, String effect) {
    this.rule = rule;
    this.effect = effect;
  }

  /**
   * What a value must be.
   *
   * @param requirement in words, after "must be"
   * @param holds whether a value in an environment is so
   */
  private record Rule(String requirement, BiPredicate<String, Map<String, String>> holds) {}

  /** What the variable changes. */
  public String effect() {
    return effect;
  }

  /** Names of the variables that trial.json records where they are set. */
  public static List<String> recorded() {
    return Arrays.stream(values())
        .filter(setting -> !UNRECORDED.contains(setting))
        .map(NativeSetting::name)
        .toList();
  }

  /** Values of the recorded variables that are set, by name. */
  public static Map<String, String> recorded(Map<String, String> environment) {
    Map<String, String> found = new TreeMap<>(environment);
    found.keySet().retainAll(recorded());
    return found;
  }

  /** What is wrong with this variable's value and what to do; empty if it is unset or right. */
  public Optional<String> fault(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(name()))
        .filter(value -> !rule.holds.test(value, environment))
        .map(
            value ->
                String.format(
                    Locale.ROOT,
                    "%s: must be %s, found \"%s\"; unset it",
                    name(),
                    rule.requirement,
                    value));
  }

  /**
   * Checks every variable that is set.
   *
   * @throws InvalidInputException if a value is wrong; the message names the variable
   */
  public static void check(Map<String, String> environment) {
    Arrays.stream(values())
        .flatMap(setting -> setting.fault(environment).stream())
        .findFirst()
        .ifPresent(
            fault -> {
              throw new InvalidInputException(fault);
            });
  }

  private static Rule any() {
    return new Rule("anything", (value, environment) -> true);
  }

  private static Rule integer() {
    return new Rule(
        "an integer from -9999 to 9999",
        (value, environment) -> value.matches("-?(0|[1-9]\\d{0,3})"));
  }

  /** ND4J reads no lists of numbers, which OpenMP has for nested regions. */
  private static Rule count() {
    return new Rule(
        "one integer from 1 to 1024",
        (value, environment) -> isCount(value) && Integer.parseInt(value) <= 1024);
  }

  private static Rule bytes() {
    return new Rule(
        "a number of bytes from 1", (value, environment) -> value.matches("[1-9]\\d{0,17}"));
  }

  /**
   * oneDNN's kernels wait for each other as often as OpenMP is asked to start, and so for ever if
   * it starts fewer.
   */
  private static Rule atLeastThreads() {
    return new Rule(
        "an integer of at least OMP_NUM_THREADS (the number of cores if that is unset)",
        (value, environment) -> isCount(value) && Integer.parseInt(value) >= threads(environment));
  }

  private static Rule noFewerThreads() {
    return new Rule(
        "false with several native threads",
        (value, environment) ->
            value.strip().equalsIgnoreCase("false") || threads(environment) == 1);
  }

  private static boolean isCount(String value) {
    return value.matches("[1-9]\\d{0,8}");
  }

  private static int threads(Map<String, String> environment) {
    String value = environment.getOrDefault(OMP_NUM_THREADS.name(), "");
    return isCount(value) ? Integer.parseInt(value) : Runtime.getRuntime().availableProcessors();
  }

  private static Rule stack() {
    Pattern size = Pattern.compile("\\s*(\\d{1,9})\\s*([BKMG]?)\\s*", Pattern.CASE_INSENSITIVE);
    return new Rule(
        "a size of at least 1M, for example 8M",
        (value, environment) -> {
          Matcher matcher = size.matcher(value);
          if (!matcher.matches()) {
            return false;
          }
          String unit = matcher.group(2).isEmpty() ? "K" : matcher.group(2);
          int shift = 10 * "BKMG".indexOf(unit.toUpperCase(Locale.ROOT));
          return Long.parseLong(matcher.group(1)) << shift >= 1 << 20;
        });
  }

  private static Rule oneOf(Set<String> words) {
    return new Rule(
        "one of " + String.join(", ", words.stream().sorted().toList()),
        (value, environment) -> words.contains(value.toUpperCase(Locale.ROOT)));
  }

  /** OpenBLAS knows some more, of processors that ND4J and oneDNN do not run on. */
  private static Rule coreType() {
    return Set.of("amd64", "x86_64").contains(System.getProperty("os.arch"))
        ? oneOf(
            Set.of(
                "PRESCOTT",
                "CORE2",
                "PENRYN",
                "DUNNINGTON",
                "NEHALEM",
                "SANDYBRIDGE",
                "HASWELL",
                "ZEN",
                "SKYLAKEX",
                "COOPERLAKE"))
        : any();
  }

  private static Set<String> oneDnnSets() {
    return Set.of(
        "ALL",
        "SSE41",
        "AVX",
        "AVX2",
        "AVX2_VNNI",
        "AVX512_MIC",
        "AVX512_MIC_4OPS",
        "AVX512_CORE",
        "AVX512_CORE_VNNI",
        "AVX512_CORE_BF16",
        "AVX512_CORE_AMX");
  }
}
