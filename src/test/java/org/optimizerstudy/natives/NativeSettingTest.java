package org.optimizerstudy.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.optimizerstudy.experiment.InvalidInputException;

class NativeSettingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OMP_NUM_THREADS|0",
        "OMP_NUM_THREADS|-1",
        "OMP_NUM_THREADS|4,2",
        "OMP_NUM_THREADS|abc",
        "OMP_NUM_THREADS|''",
        "OMP_NUM_THREADS|' 2'",
        "OMP_NUM_THREADS|1025",
        "OMP_NUM_THREADS|99999999999",
        "OMP_NUM_THREADS|\u0664",
        "OMP_THREAD_LIMIT|0",
        "OMP_THREAD_LIMIT|abc",
        "OMP_MAX_ACTIVE_LEVELS|0",
        "OMP_STACKSIZE|1k",
        "OMP_STACKSIZE|abc",
        "GOMP_STACKSIZE|1",
        "OPENBLAS_NUM_THREADS|0",
        "GOTO_NUM_THREADS|two",
        "OPENBLAS_CORETYPE|foo",
        "OPENBLAS_CORETYPE|BULLDOZER",
        "OPENBLAS_CORETYPE|''",
        "DNNL_MAX_CPU_ISA|foo",
        "ONEDNN_MAX_CPU_ISA|512",
        "DNNL_CPU_ISA_HINTS|YMM",
        "DNNL_DEFAULT_FPMATH_MODE|fast",
        "SD_MAX_THREADS|0",
        "SD_MASTER_THREADS|abc",
        "SD_MAX_PRIMARY_BYTES|1g",
        "BACKEND_PRIORITY_CPU|abc",
        "BACKEND_PRIORITY_GPU|''"
      })
  void refusesWhatTheLibrariesWouldMisread(String name, String value) {
    assertThatThrownBy(() -> NativeSetting.check(Map.of(name, value, "HOME", "/")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(name + ": must be ")
        .hasMessageEndingWith("found \"" + value + "\"; unset it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OMP_NUM_THREADS|1",
        "OMP_NUM_THREADS|64",
        "OMP_THREAD_LIMIT|999999",
        "OMP_PROC_BIND|close",
        "OMP_PLACES|{0},{1}",
        "OMP_WAIT_POLICY|PASSIVE",
        "OMP_STACKSIZE|8M",
        "OMP_STACKSIZE|2048",
        "OPENBLAS_CORETYPE|SKYLAKEX",
        "OPENBLAS_CORETYPE|Haswell",
        "DNNL_MAX_CPU_ISA|AVX2",
        "ONEDNN_MAX_CPU_ISA|avx512_core",
        "DNNL_DEFAULT_FPMATH_MODE|STRICT",
        "BACKEND_PRIORITY_CPU|200",
        "OMP_DYNAMIC|false",
        "KMP_AFFINITY|whatever"
      })
  void takesWhatTheLibrariesKnow(String name, String value) {
    assertThatCode(() -> NativeSetting.check(Map.of(name, value))).doesNotThrowAnyException();
  }

  /** oneDNN's kernels would wait for the threads that are missing. */
  @Test
  void refusesFewerThreadsThanAreAskedFor() {
    assertThatThrownBy(
            () -> NativeSetting.check(Map.of("OMP_NUM_THREADS", "4", "OMP_THREAD_LIMIT", "1")))
        .hasMessage(
            "OMP_THREAD_LIMIT: must be an integer of at least OMP_NUM_THREADS (the number of cores"
                + " if that is unset), found \"1\"; unset it");
    assertThatThrownBy(
            () -> NativeSetting.check(Map.of("OMP_NUM_THREADS", "4", "OMP_DYNAMIC", "true")))
        .hasMessageStartingWith("OMP_DYNAMIC: must be false with several native threads");
    NativeSetting.check(
        Map.of("OMP_NUM_THREADS", "1", "OMP_THREAD_LIMIT", "1", "OMP_DYNAMIC", "true"));
    NativeSetting.check(Map.of("OMP_NUM_THREADS", "4", "OMP_THREAD_LIMIT", "4"));
  }

  @Test
  void recordsWhatIsSetButNotTheChoiceOfABackend() {
    assertThat(
            NativeSetting.recorded(
                Map.of(
                    "OMP_NUM_THREADS", "1",
                    "OPENBLAS_CORETYPE", "SKYLAKEX",
                    "BACKEND_PRIORITY_CPU", "200",
                    "HOME", "/")))
        .isEqualTo(Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_CORETYPE", "SKYLAKEX"));
  }
}
