package org.optimizerstudy.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.InvalidInputException;

class NativeLibrariesTest {

  @Test
  void knowsOneDnnsNumbers() {
    assertThat(NativeLibraries.of(dnnl.dnnl_cpu_isa_avx512_core)).isEqualTo(InstructionSet.AVX512);
    assertThat(NativeLibraries.of(dnnl.dnnl_cpu_isa_avx512_core_amx))
        .isEqualTo(InstructionSet.AVX512);
    assertThat(NativeLibraries.of(dnnl.dnnl_cpu_isa_avx512_mic)).isEqualTo(InstructionSet.AVX2);
    assertThat(NativeLibraries.of(dnnl.dnnl_cpu_isa_avx2_vnni)).isEqualTo(InstructionSet.AVX2);
    assertThat(NativeLibraries.of(dnnl.dnnl_cpu_isa_avx)).isEqualTo(InstructionSet.SSE41);
    assertThat(NativeLibraries.of(dnnl.dnnl_cpu_isa_sse41)).isEqualTo(InstructionSet.SSE41);
    assertThat(NativeLibraries.of(dnnl.dnnl_cpu_isa_all)).isEqualTo(InstructionSet.UNKNOWN);
  }

  /** What the launcher reads from /proc/cpuinfo is what the program finds. */
  @Test
  void agreesWithTheOperatingSystem() {
    assertThat(NativeLibraries.instructionSet()).isEqualTo(InstructionSet.ofOperatingSystem());
  }

  @Test
  void aCoreTypeOfOtherProcessorsIsRefused() {
    Map<String, String> skylake = Map.of("OPENBLAS_CORETYPE", "SkylakeX");

    NativeLibraries.checkCoreType(skylake, InstructionSet.AVX512);
    NativeLibraries.checkCoreType(Map.of("OPENBLAS_CORETYPE", "HASWELL"), InstructionSet.AVX512);
    NativeLibraries.checkCoreType(Map.of("OPENBLAS_CORETYPE", "NEHALEM"), InstructionSet.SSE41);
    NativeLibraries.checkCoreType(Map.of(), InstructionSet.SSE41);
    NativeLibraries.checkCoreType(skylake, InstructionSet.UNKNOWN); // nobody can tell
    assertThatThrownBy(() -> NativeLibraries.checkCoreType(skylake, InstructionSet.AVX2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "OPENBLAS_CORETYPE: must be of this processor, which has avx2, found \"SkylakeX\","
                + " which needs avx512; unset it");
  }

  @Test
  void theReasonIsOneLineOfTheRoot() {
    Error error =
        new ExceptionInInitializerError(
            new RuntimeException("outer", new UnsatisfiedLinkError("no lib in path\nmore")));

    assertThat(NativeLibraries.reason(error)).isEqualTo("UnsatisfiedLinkError: no lib in path");
  }
}
