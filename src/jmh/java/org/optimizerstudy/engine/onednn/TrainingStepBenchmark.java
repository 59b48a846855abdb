package org.optimizerstudy.engine.onednn;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.nd4j.TrainingStep;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.RuleCatalogue;

/**
 * Training throughput in images per second, batch size 100, Adam at 0.001: whole steps, and only
 * the forward and backward passes. Each thread trains a separate network: {@code -t 2} for two
 * workers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(TrainingStepBenchmark.BATCH)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC"})
public class TrainingStepBenchmark {

  static final int BATCH = 100;

  /** The layers. */
  public enum Layers {
    ONEDNN,
    STOCK
  }

  @Param({"small-strided", "small-pooled", "medium-strided", "deep-mlp"})
  public String network;

  @Param public Layers layers;

  @Param({"TENSORFLOW"})
  public Semantics semantics;

  private MultiLayerNetwork model;
  private TrainingStep step;
  private DataSet batch;

  @Setup
  public void build() {
    IUpdater updater =
        RuleCatalogue.updater(OptimizerKind.ADAM, semantics, OptionalDouble.of(0.001));
    MultiLayerConfiguration stock = StudyNetworks.configuration(network, updater);
    model = StudyNetworks.network(layers == Layers.ONEDNN ? OneDnnLayers.accelerate(stock) : stock);
    step = new TrainingStep(model);
    batch = StudyNetworks.batch(BATCH, 1);
  }

  @TearDown
  public void release() {
    for (Layer layer : model.getLayers()) {
      layer.close();
    }
    model.close();
  }

  @Benchmark
  public BatchResult step() {
    return step.fit(batch);
  }

  @Benchmark
  public double passes() {
    model.setInput(batch.getFeatures());
    model.setLabels(batch.getLabels());
    model.computeGradientAndScore();
    return model.score();
  }
}
