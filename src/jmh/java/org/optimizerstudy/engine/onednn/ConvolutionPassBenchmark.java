package org.optimizerstudy.engine.onednn;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds of the passes of the medium CNN's inner convolutions, 7x7 with stride 2 and 64 to 64
 * maps, batch size 100: oneDNN's direct algorithm and Fourier transforms.
 *
 * <p>The passes are measured cumulatively, because each requires the previous ones: forward;
 * forward and gradient of the weights; all three.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC"})
public class ConvolutionPassBenchmark {

  private static final long BATCH = 100;
  private static final long MAPS = 64;

  /** Algorithms. */
  public enum Algorithm {
    /** oneDNN's direct convolution. */
    DIRECT,
    /** Phases, Fourier transforms and matrix products. */
    SPECTRAL
  }

  /** Height and width of the images: those of the second, third and fourth convolution. */
  @Param({"14", "7", "4"})
  public long size;

  @Param public Algorithm algorithm;

  private OneDnn oneDnn;
  private LayerKernels kernels;
  private INDArray x;
  private INDArray w;
  private INDArray b;
  private INDArray epsilon;
  private INDArray weightGradient;
  private INDArray biasGradient;

  @Setup
  public void build() {
    Window window = Window.of(size, 7, 2, 0, ConvolutionMode.Same);
    ConvolutionShape shape =
        new ConvolutionShape(Layout.images(BATCH, MAPS, size, size, 16), MAPS, window, window);
    oneDnn = new OneDnn();
    kernels =
        switch (algorithm) {
          case DIRECT -> Convolution.of(shape, true).kernels(oneDnn, true);
          case SPECTRAL -> SpectralConvolution.of(shape).kernels(oneDnn, true);
        };
    x = Nd4j.rand(shape.images().shape());
    w = Nd4j.rand(new long[] {MAPS, MAPS, 7, 7}).subi(0.5).muli(0.05);
    b = Nd4j.rand(new long[] {MAPS});
    epsilon = Nd4j.rand(kernels.forward(x, w, b).shape()).subi(0.5);
    weightGradient = Nd4j.zeros(MAPS, MAPS, 7, 7);
    biasGradient = Nd4j.zeros(MAPS);
  }

  @TearDown
  public void release() {
    oneDnn.close();
  }

  @Benchmark
  public INDArray forward() {
    return kernels.forward(x, w, b);
  }

  @Benchmark
  public INDArray forwardAndWeights() {
    kernels.forward(x, w, b);
    kernels.backward(epsilon, weightGradient, biasGradient, false);
    return weightGradient;
  }

  @Benchmark
  public INDArray all() {
    kernels.forward(x, w, b);
    return kernels.backward(epsilon, weightGradient, biasGradient, true);
  }
}
