package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {

  @Test
  void findsTheWidestInstructionSet() {
    assertThat(Environment.widestOf("sse4_1 avx avx2 fma avx512f avx512dq avx512bw avx512vl"))
        .isEqualTo("avx512");
    assertThat(Environment.widestOf("sse4_1 avx avx2 fma avx512f")).isEqualTo("avx2");
    assertThat(Environment.widestOf("sse2 sse4_1 avx")).isEqualTo("sse4.1");
    assertThat(Environment.widestOf("")).isEqualTo("unknown");
  }
}
