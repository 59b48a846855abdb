package org.optimizerstudy.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.optimizerstudy.results.Environment;

/** Processors that this one is not, as Linux describes them. */
class CpuInfoTest {

  @Test
  void twoSpacesInARowAreNoFlag() {
    CpuInfo cpu =
        CpuInfo.of(
            """
            processor\t: 0
            model name\t: AMD EPYC
            flags\t\t: fpu  sse4_1 avx2  fma\t avx512vl avx512bw avx512dq\s\s

            processor\t: 1
            model name\t: another
            """);

    assertThat(cpu.name()).isEqualTo("AMD EPYC");
    assertThat(cpu.flags()).contains("fpu", "fma", "avx512dq").doesNotContain("");
    assertThat(InstructionSet.of(cpu.flags())).isEqualTo(InstructionSet.AVX512);
  }

  @Test
  void findsTheWidestInstructionSet() {
    assertThat(set("sse4_1 avx avx2 fma avx512f avx512dq avx512bw avx512vl")).isEqualTo("avx512");
    assertThat(set("sse4_1 avx avx2 fma avx512f")).isEqualTo("avx2");
    assertThat(set("sse2 sse4_1 avx")).isEqualTo("sse4.1");
    assertThat(set("")).isEqualTo("unknown");
    assertThat(set("   ")).isEqualTo("unknown");
  }

  private static String set(String flags) {
    return InstructionSet.of(CpuInfo.of("flags : " + flags + "\n").flags()).key();
  }

  @Test
  void namesProcessorsWithoutModelName() {
    assertThat(CpuInfo.of("processor : 0\nCPU implementer : 0x41\nCPU part\t: 0xd0c\n").name())
        .isEqualTo("ARM implementer 0x41 part 0xd0c");
    assertThat(CpuInfo.of("processor : 0\ncpu\t\t: POWER9, altivec supported\n").name())
        .isEqualTo("POWER9, altivec supported");
    assertThat(CpuInfo.of("processor : 0\nuarch : sifive,u74-mc\n").name())
        .isEqualTo("sifive,u74-mc");
    assertThat(CpuInfo.of("model name :   \nCPU part : 0xd40\n").name())
        .isEqualTo("ARM implementer unknown part 0xd40");
  }

  @Test
  void whatMakesNoSenseIsUnknown() {
    for (String text :
        new String[] {"", "\n\n\n", ":", " : : \nflags\n", "model name", "\u0000\uFFFD"}) {
      assertThat(CpuInfo.of(text).name()).isEqualTo("unknown");
      assertThat(InstructionSet.of(CpuInfo.of(text).flags())).isEqualTo(InstructionSet.UNKNOWN);
    }
  }

  @Test
  void readsThisMachine() {
    assertThat(CpuInfo.read().name()).isNotBlank();
    assertThat(Environment.current().with(InstructionSet.AVX2).instructionSet()).isEqualTo("avx2");
  }
}
