package org.optimizerstudy.engine.onednn;

import java.util.List;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.engine.nd4j.CpuDevice;
import org.optimizerstudy.engine.nd4j.Nd4jBackends;
import org.optimizerstudy.natives.NativeLibraries;

/**
 * Engine {@code onednn}: a DL4J network with layers that compute with oneDNN, for x86-64 CPUs on
 * Linux.
 */
public final class OneDnnEngine implements Engine {

  @Override
  public String key() {
    return "onednn";
  }

  @Override
  public String title() {
    return "our layers on oneDNN on the CPU";
  }

  @Override
  public List<Check> examine() {
    NativeLibraries.check();
    Check library =
        OneDnnLayers.unavailable()
            .map(reason -> Check.bad("oneDNN", reason, "use --engine nd4j"))
            .orElseGet(() -> Check.ok("oneDNN", "its native library loads"));
    return List.of(Nd4jBackends.cpu(), library);
  }

  @Override
  public List<ComputeDevice> devices() {
    Engines.require(this, examine());
    return List.of(new CpuDevice(OneDnnLayers::accelerate));
  }
}
