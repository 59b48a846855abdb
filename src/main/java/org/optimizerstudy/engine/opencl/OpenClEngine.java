package org.optimizerstudy.engine.opencl;

import java.util.List;
import java.util.function.Supplier;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.DeviceRequest;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.natives.NativeLibraries;

/** Our kernels on GPUs of any vendor that have an OpenCL driver, many trials at once. */
public final class OpenClEngine implements Engine {

  private final DeviceRequest request;
  private final Supplier<Installation> machine;

  /** On the devices that it takes by itself. */
  public OpenClEngine() {
    this(DeviceRequest.NONE, Installation::read);
  }

  /**
   * @param machine is looked at when it is asked for
   */
  OpenClEngine(DeviceRequest request, Supplier<Installation> machine) {
    this.request = request;
    this.machine = machine;
  }

  @Override
  public String key() {
    return "opencl";
  }

  @Override
  public String title() {
    return "our kernels on GPUs of any vendor, by OpenCL";
  }

  @Override
  public Engine on(DeviceRequest other) {
    return new OpenClEngine(other, machine);
  }

  @Override
  public boolean takesWorkers() {
    return false;
  }

  @Override
  public List<Check> examine() {
    NativeLibraries.check();
    return machine.get().checks(request);
  }

  @Override
  public List<ComputeDevice> devices() {
    NativeLibraries.check();
    Installation.Selection selection = machine.get().select(request);
    Engines.require(this, List.of(selection.verdict()));
    return selection.devices().stream().map(this::device).toList();
  }

  private ComputeDevice device(FoundDevice device) {
    return new OpenClDevice(device, ProgramCache.of(device.description()), request.lockstep());
  }
}
