package org.optimizerstudy.execution.spark;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * The two ends of the messages between tasks and driver. Spark makes plugins by their class name,
 * one of each kind in a JVM that has one application: hence the two references here, which are the
 * program's only static state.
 */
public final class TrialPlugin implements SparkPlugin {

  private static final AtomicReference<RunningTrials> TRIALS = new AtomicReference<>();
  private static final AtomicReference<ExecutorSite> SITE = new AtomicReference<>();

  /** Gives the driver's messages to these trials, until {@link #release()}. */
  static void serve(RunningTrials trials) {
    if (!TRIALS.compareAndSet(null, trials)) {
      throw new IllegalStateException("Trials run on Spark in this process already");
    }
  }

  static void release() {
    TRIALS.set(null);
  }

  /** What this executor's tasks share. */
  static ExecutorSite site() {
    return Optional.ofNullable(SITE.get())
        .orElseThrow(() -> new IllegalStateException("This executor has started no TrialPlugin"));
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext context, PluginContext plugin) {
        return Map.of();
      }

      @Override
      public Object receive(Object message) {
        return Optional.ofNullable(TRIALS.get())
            .map(trials -> trials.receive((TrialMessage) message))
            .orElseGet(() -> Reply.of(Order.STOP))
            .toWire();
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext plugin, Map<String, String> conf) {
        SITE.set(new ExecutorSite(plugin));
      }

      @Override
      public void shutdown() {
        SITE.set(null);
      }
    };
  }
}
