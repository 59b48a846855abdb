package org.optimizerstudy.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.optimizerstudy.experiment.Architecture;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Reading;

/**
 * Number of values that a network holds: its parameters, and the layer outputs for one image, which
 * training keeps for the backward pass. The image itself is not counted.
 *
 * @param parameters number of weights and biases
 * @param activationsPerImage number of outputs of all layers; ReLU is computed in place
 */
public record ActivationMemory(long parameters, long activationsPerImage) {

  private static final int CLASSES = 10;
  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;

  /** A layer of square feature maps: their side length and number. */
  private record Maps(int side, int count) {
    long numbers() {
      return (long) side * side * count;
    }
  }

  /** Counts for the architectures of the paper. */
  public static ActivationMemory of(NetworkKind network, Reading reading) {
    if (network.architecture() instanceof Architecture.Convolutions convolutions) {
      List<Maps> layers = new ArrayList<>();
      int side = SIDE;
      for (int layer = 0; layer < convolutions.layers(); layer++) {
        side = (side + 1) / 2;
        layers.add(new Maps(side, convolutions.filters()));
      }
      return convolutional(convolutions.kernel(), layers, reading);
    }
    Architecture.Dense dense = (Architecture.Dense) network.architecture();
    return dense(Collections.nCopies(dense.layers(), dense.neurons()));
  }

  /** Memory of the activations of a batch divided by the memory of the parameters. */
  public double activationsOverParameters(int batch) {
    return (double) batch * activationsPerImage / parameters;
  }

  private static ActivationMemory convolutional(int filter, List<Maps> layers, Reading reading) {
    long parameters = 0;
    long activations = CLASSES;
    Maps input = new Maps(SIDE, 1);
    for (Maps output : layers) {
      parameters += ((long) filter * filter * input.count() + 1) * output.count();
      activations += output.numbers();
      if (reading
          == Reading.POOLED) { // the convolution keeps the side length, the pooling halves it
        activations += new Maps(input.side(), output.count()).numbers();
      }
      input = output;
    }
    return new ActivationMemory(parameters + (input.numbers() + 1) * CLASSES, activations);
  }

  private static ActivationMemory dense(List<Integer> layers) {
    long parameters = 0;
    long activations = CLASSES;
    long inputs = PIXELS;
    for (int outputs : layers) {
      parameters += (inputs + 1) * outputs;
      activations += outputs;
      inputs = outputs;
    }
    return new ActivationMemory(parameters + (inputs + 1) * CLASSES, activations);
  }
}
