package org.optimizerstudy.engine.nd4j;

import java.util.List;
import java.util.function.UnaryOperator;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.natives.NativeLibraries;

/**
 * DL4J's stock layers on ND4J's CPU backend: the reference, on every platform that ND4J runs on.
 */
public final class Nd4jEngine implements Engine {

  @Override
  public String key() {
    return "nd4j";
  }

  @Override
  public String title() {
    return "DL4J's stock layers on the CPU";
  }

  @Override
  public List<Check> examine() {
    NativeLibraries.check();
    return List.of(Nd4jBackends.cpu());
  }

  @Override
  public List<ComputeDevice> devices() {
    Engines.require(this, examine());
    return List.of(new CpuDevice(UnaryOperator.identity()));
  }
}
