package org.optimizerstudy.natives;

import java.util.Set;

/** The vector instructions that make a difference to the kernels, from the fewest to the most. */
public enum InstructionSet {
  UNKNOWN(CpuInfo.UNKNOWN),
  SSE41("sse4.1"),
  AVX2("avx2"),
  AVX512("avx512");

  private final String key;

  InstructionSet(String key) {
    this.key = key;
  }

  /** Its name in trial.json. */
  public String key() {
    return key;
  }

  /** Whether a processor with this set has the other one too. */
  public boolean includes(InstructionSet other) {
    return compareTo(other) >= 0;
  }

  /** The one with the most instructions. */
  public InstructionSet or(InstructionSet other) {
    return includes(other) ? this : other;
  }

  /** The widest set of a processor with these features, by Linux's names. */
  public static InstructionSet of(Set<String> flags) {
    if (flags.containsAll(Set.of("avx512vl", "avx512bw", "avx512dq"))) {
      return AVX512;
    }
    if (flags.containsAll(Set.of("avx2", "fma"))) {
      return AVX2;
    }
    return flags.contains("sse4_1") ? SSE41 : UNKNOWN;
  }

  /** What the operating system says; unknown where it does not. */
  public static InstructionSet ofOperatingSystem() {
    return of(CpuInfo.read().flags());
  }
}
