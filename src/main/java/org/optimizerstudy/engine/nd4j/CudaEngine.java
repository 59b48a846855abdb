package org.optimizerstudy.engine.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.natives.NativeLibraries;
import org.optimizerstudy.results.Device;

/**
 * DL4J's stock layers on ND4J's CUDA backend: NVIDIA's GPUs of compute capability 3.7 to 8.9, in
 * the build with the profile {@code cuda}.
 */
public final class CudaEngine implements Engine {

  @Override
  public String key() {
    return "nd4j-cuda";
  }

  @Override
  public String title() {
    return "DL4J's stock layers on NVIDIA's GPUs up to compute capability 8.9";
  }

  @Override
  public List<Check> examine() {
    NativeLibraries.check();
    List<Nd4jBackend> present = Nd4jBackends.present();
    return checks(CudaExamination.of(present), present);
  }

  @Override
  public List<ComputeDevice> devices() {
    NativeLibraries.check();
    List<Nd4jBackend> present = Nd4jBackends.present();
    CudaExamination examination = CudaExamination.of(present);
    Engines.require(this, checks(examination, present));
    if (Nd4j.getExecutioner().type() != ExecutionerType.CUDA) {
      throw new IllegalStateException(
          "--engine %s: ND4J took %s"
              .formatted(key(), Nd4j.getBackend().getClass().getSimpleName()));
    }
    String driver = examination.driver().orElseThrow();
    return CudaDevice.of(
        examination.gpus().stream()
            .map(gpu -> Device.cuda(gpu.name(), gpu.capability().toString(), gpu.memory(), driver))
            .toList(),
        Nd4j.getAffinityManager());
  }

  /** The check of ND4J's backend is left out if CUDA cannot be used. */
  private static List<Check> checks(CudaExamination examination, List<Nd4jBackend> present) {
    List<Check> checks = new ArrayList<>(examination.checks());
    if (examination.obstacle().isEmpty()) {
      checks.add(Nd4jBackends.cuda(present));
    }
    return checks;
  }
}
