package org.optimizerstudy.engine.nd4j;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.SelfTest;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Device;

/** A GPU of ND4J's CUDA backend. It has one session at a time and its own copy of the data. */
public final class CudaDevice implements ComputeDevice {

  private final int index;
  private final Device description;
  private final AffinityManager threads;
  private final DeviceCopies copies;

  private CudaDevice(int index, Device description, AffinityManager threads, DeviceCopies copies) {
    this.index = index;
    this.description = description;
    this.threads = threads;
    this.copies = copies;
  }

  /**
   * The GPUs of a machine.
   *
   * @param descriptions descriptions of the GPUs, in CUDA's order
   * @param threads ND4J's assignment of threads to devices
   */
  public static List<ComputeDevice> of(List<Device> descriptions, AffinityManager threads) {
    DeviceCopies copies = new DeviceCopies(threads);
    return IntStream.range(0, descriptions.size())
        .mapToObj(
            index ->
                (ComputeDevice) new CudaDevice(index, descriptions.get(index), threads, copies))
        .toList();
  }

  @Override
  public Optional<Device> description() {
    return Optional.of(description);
  }

  @Override
  public int sessions() {
    return 1;
  }

  @Override
  public void test() {
    SelfTest.run(
        () -> {
          threads.unsafeSetDevice(index);
          NetworkSelfTest.compute(UnaryOperator.identity());
        });
  }

  @Override
  public Session open(List<Trial> trials, Dataset dataset) {
    Dataset copy = copies.on(index, dataset);
    threads.unsafeSetDevice(index);
    return NetworkSession.open(trials, UnaryOperator.identity(), copy);
  }
}
