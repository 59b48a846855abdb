package org.optimizerstudy.engine.opencl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.opencl.NetworkShape.Stage;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/** A trial of the kernels' {@link Reference} arithmetic, in plain Java. */
final class ReferenceTrial {

  /** Of a loss: see {@code network.cl}. */
  private static final double UNIT = 0x1p-32;

  private final NetworkShape shape;
  private final UpdateRule rule;
  private final float[] parameters;
  private final float[][] accumulators;
  private int iterations;

  /**
   * Images and their labels, a byte for each pixel and label.
   *
   * @param images [examples, pixels]
   * @param labels [examples]
   */
  record Labelled(byte[] images, byte[] labels) {

    /** The examples of these indices. */
    private Labelled at(int... indices) {
      int pixels = images.length / labels.length;
      byte[] some = new byte[indices.length * pixels];
      byte[] theirs = new byte[indices.length];
      for (int i = 0; i < indices.length; i++) {
        System.arraycopy(images, indices[i] * pixels, some, i * pixels, pixels);
        theirs[i] = labels[indices[i]];
      }
      return new Labelled(some, theirs);
    }

    private float[] input() {
      float[] input = new float[images.length];
      for (int i = 0; i < input.length; i++) {
        input[i] = (images[i] & 0xff) / 255f;
      }
      return input;
    }
  }

  /** What each stage made of examples: its inputs, and what it convolved before pooling. */
  private record Pass(List<float[]> inputs, List<float[]> convolved, float[] scores) {}

  /**
   * @param start parameters in the order of the stages' matrices
   */
  ReferenceTrial(NetworkShape shape, UpdateRule rule, float[] start) {
    this.shape = shape;
    this.rule = rule;
    this.parameters = start.clone();
    this.accumulators = new float[rule.accumulators().size()][start.length];
    for (int i = 0; i < accumulators.length; i++) {
      Arrays.fill(accumulators[i], rule.accumulators().get(i).initialValue());
    }
  }

  float[] parameters() {
    return parameters;
  }

  float[][] accumulators() {
    return accumulators;
  }

  int iterations() {
    return iterations;
  }

  /** Takes a step with the examples of these indices; a large batch goes part by part. */
  BatchResult step(Labelled examples, int... batch) {
    BatchResult result = BatchResult.NONE;
    float[] gradients = new float[parameters.length];
    for (int done = 0; done < batch.length; done += StageKernels.PART) {
      int end = Math.min(batch.length, done + StageKernels.PART);
      Labelled part = examples.at(Arrays.copyOfRange(batch, done, end));
      Pass pass = forward(part);
      result = result.plus(loss(pass, part));
      backward(pass, end - done, gradients, done == 0);
    }
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = batch.length == 1 ? gradients[i] : gradients[i] / batch.length;
    }
    rule.kernel().at(iterations).apply(parameters, gradients, accumulators, gradients.length);
    for (int i = 0; i < gradients.length; i++) {
      parameters[i] -= gradients[i];
    }
    iterations++;
    return result;
  }

  /** Loss and correct predictions of all examples. */
  BatchResult evaluate(Labelled examples) {
    return loss(forward(examples), examples);
  }

  /** Replaces the scores by the loss's gradient by them. */
  private BatchResult loss(Pass pass, Labelled examples) {
    long[] sums = Reference.loss(pass.scores(), examples.labels(), shape.classes());
    return new BatchResult(sums[0] * UNIT, (int) sums[1], examples.labels().length);
  }

  private Pass forward(Labelled examples) {
    int count = examples.labels().length;
    List<float[]> inputs = new ArrayList<>();
    List<float[]> convolved = new ArrayList<>();
    float[] values = examples.input();
    for (Stage stage : shape.stages()) {
      inputs.add(values);
      values = Reference.forward(stage.layer(), values, of(stage), count);
      convolved.add(values);
      if (stage.pooled()) {
        float[] all = values;
        int[] largest = Reference.largest(stage.layer(), all, count);
        values = new float[largest.length];
        for (int i = 0; i < largest.length; i++) {
          values[i] = all[largest[i]];
        }
      }
    }
    return new Pass(inputs, convolved, values);
  }

  /** Adds up the gradients by the parameters. */
  private void backward(Pass pass, int examples, float[] gradients, boolean isFirst) {
    float[] gradient = pass.scores();
    for (int i = shape.stages().size() - 1; i >= 0; i--) {
      Stage stage = shape.stages().get(i);
      float[] convolved = pass.convolved().get(i);
      if (stage.pooled()) {
        float[] spread = new float[convolved.length];
        int[] largest = Reference.largest(stage.layer(), convolved, examples);
        for (int j = 0; j < largest.length; j++) {
          spread[largest[j]] = gradient[j];
        }
        gradient = spread;
      }
      if (stage.layer().relu()) {
        Reference.mask(gradient, convolved);
      }
      float[] ofWeights =
          Reference.weightGradient(stage.layer(), pass.inputs().get(i), gradient, examples);
      for (int j = 0; j < ofWeights.length; j++) {
        int at = stage.offset() + j;
        gradients[at] = isFirst ? ofWeights[j] : gradients[at] + ofWeights[j];
      }
      if (i > 0) {
        gradient = Reference.inputGradient(stage.layer(), gradient, of(stage), examples);
      }
    }
  }

  private float[] of(Stage stage) {
    return Arrays.copyOfRange(
        parameters, stage.offset(), stage.offset() + stage.layer().parameters());
  }
}
