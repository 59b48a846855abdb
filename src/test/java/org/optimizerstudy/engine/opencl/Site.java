package org.optimizerstudy.engine.opencl;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.Trial;

/** A queue of this machine's device with a data set's examples. */
final class Site implements AutoCloseable {

  private final DeviceQueue queue = Devices.open();
  private final Map<Split, DeviceExamples> examples = new EnumMap<>(Split.class);

  Site(Dataset dataset) {
    for (Split split : Split.values()) {
      examples.put(split, DeviceExamples.copy(queue, dataset.of(split)));
    }
  }

  Session open(List<Trial> trials, Tiling tiling) {
    return OpenClSession.open(queue, trials, examples, tiling);
  }

  @Override
  public void close() {
    examples.values().forEach(DeviceExamples::close);
    queue.close();
  }
}
