package org.optimizerstudy.engine.opencl;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.DeviceMemoryException;
import org.optimizerstudy.engine.DeviceRequest;
import org.optimizerstudy.engine.MachineException;
import org.optimizerstudy.engine.SelfTest;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.network.Networks;
import org.optimizerstudy.optimizer.rule.UpdateRule;
import org.optimizerstudy.results.Device;

/**
 * A device with one session at a time, of as many trials as its memory holds. The data stay in the
 * device's memory from session to session.
 */
final class OpenClDevice implements ComputeDevice {

  /** Part of the memory for what the trials keep; the rest is for data, orders and the driver. */
  private static final double TRIALS_SHARE = 0.8;

  private final FoundDevice device;
  private final ProgramCache cache;
  private final int asked;

  /** By {@link #form}; smaller after a session that did not fit. */
  private final Map<FactorValues, Integer> limits = new ConcurrentHashMap<>();

  private Optional<Site> site = Optional.empty();

  /**
   * What a device keeps.
   *
   * @param dataset whose examples they are
   */
  private record Site(DeviceQueue queue, Dataset dataset, Map<Split, DeviceExamples> examples) {

    void close() {
      examples.values().forEach(DeviceExamples::close);
      queue.close();
    }
  }

  /**
   * @param cache of the device's programs
   * @param lockstep the most trials of a session; as many as the memory holds if empty
   */
  OpenClDevice(FoundDevice device, ProgramCache cache, Optional<Integer> lockstep) {
    this.device = device;
    this.cache = cache;
    this.asked = lockstep.orElse(DeviceRequest.MOST_IN_LOCKSTEP);
  }

  @Override
  public Optional<Device> description() {
    return Optional.of(device.toDevice());
  }

  @Override
  public int sessions() {
    return 1;
  }

  @Override
  public int lockstep(Trial trial) {
    return Math.min(asked, limits.computeIfAbsent(form(trial), any -> limit(trial)));
  }

  /** What the memory that a trial takes depends on. */
  private static FactorValues form(Trial trial) {
    return trial.values().only(Factor.NETWORK, Factor.READING, Factor.FILTERS);
  }

  /** Opens a network of one trial to see what it takes. */
  private int limit(Trial trial) {
    NetworkShape shape =
        NetworkShape.of(Networks.configuration(trial), Networks.inputType(trial.network()));
    try (DeviceQueue queue = queue();
        LockstepNetwork one = LockstepNetwork.open(queue, shape, 1, Tiling.DEFAULT)) {
      return limit(device.description(), one.bytes(), one.largestBuffer());
    }
  }

  /**
   * How many trials the device's memory holds, at least one.
   *
   * @param bytes of a trial in all buffers
   * @param largest bytes of a trial in one buffer
   */
  static int limit(DeviceDescription device, long bytes, long largest) {
    long trials =
        Math.min(
            (long) (TRIALS_SHARE * device.memory()) / bytes, device.largestAllocation() / largest);
    return (int) Math.max(1, Math.min(trials, DeviceRequest.MOST_IN_LOCKSTEP));
  }

  @Override
  public void test() {
    SelfTest.run(
        () -> {
          Tier tier = new ArithmeticProbe().tier(device.handle(), device.description());
          if (!tier.equals(device.tier())) {
            throw new MachineException(
                "%s: its arithmetic must be of the same tier each time, found \"%s\" and \"%s\""
                    .formatted(device.title(), device.tier(), tier));
          }
        });
  }

  /** The buffers of the rule stay on the device until the process ends. */
  @Override
  public UnaryOperator<float[]> trace(UpdateRule rule, float[] start) {
    return new RuleTrace(queue(), rule, start)::step;
  }

  @Override
  public Session open(List<Trial> trials, Dataset dataset) {
    Site here = site(dataset);
    try {
      return OpenClSession.open(here.queue(), trials, here.examples(), Tiling.DEFAULT);
    } catch (DeviceMemoryException e) {
      limits.merge(form(trials.get(0)), Math.max(1, trials.size() / 2), Math::min);
      throw e;
    }
  }

  private DeviceQueue queue() {
    return DeviceQueue.open(device.handle(), Optional.of(cache));
  }

  private synchronized Site site(Dataset dataset) {
    if (site.isEmpty() || site.get().dataset() != dataset) {
      site.ifPresent(Site::close);
      site = Optional.empty(); // until the new one is there
      DeviceQueue queue = queue();
      Map<Split, DeviceExamples> examples = new EnumMap<>(Split.class);
      Site next = new Site(queue, dataset, examples);
      try {
        examples.put(Split.TRAINING, DeviceExamples.copy(queue, dataset.training()));
        examples.put(Split.VALIDATION, DeviceExamples.copy(queue, dataset.validation()));
        examples.put(Split.TEST, DeviceExamples.copy(queue, dataset.test()));
      } catch (RuntimeException e) {
        next.close();
        throw e;
      }
      site = Optional.of(next);
    }
    return site.get();
  }
}
