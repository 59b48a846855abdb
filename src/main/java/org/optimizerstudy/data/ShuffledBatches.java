package org.optimizerstudy.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * DL4J iterator over the training examples in the {@link BatchOrder} of an epoch. The rows of a
 * batch are gathered into one pair of arrays that is reused: a batch is valid until the next one is
 * requested. The last batch of an epoch has fewer rows if the batch size does not divide the number
 * of examples.
 */
public final class ShuffledBatches implements DataSetIterator {

  private static final long serialVersionUID = 1L;

  private final transient Examples examples;
  private final int batch;
  private final long seed;
  private final transient DataSet full;
  private final transient DataSet last;
  private final transient Rows features;
  private final transient Rows labels;
  private int epoch;
  private int[] order;
  private int position;

  /**
   * @param examples examples to iterate over
   * @param batch rows per batch
   * @param seed seed of the order
   */
  public ShuffledBatches(Examples examples, int batch, long seed) {
    this(
        examples,
        batch,
        seed,
        Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU
            ? HostRows::new
            : (from, to) -> new PulledRows(from));
  }

  /** Also takes the way to gather rows from the array of the examples into that of the batch. */
  ShuffledBatches(
      Examples examples, int batch, long seed, BiFunction<INDArray, INDArray, Rows> rows) {
    if (batch < 1 || batch > examples.size()) {
      throw new IllegalArgumentException(
          "batch: must be from 1 to " + examples.size() + ", found " + batch);
    }
    this.examples = examples;
    this.batch = batch;
    this.seed = seed;
    INDArray batchFeatures = Nd4j.create(DataType.FLOAT, batch, examples.features().size(1));
    INDArray batchLabels = Nd4j.create(DataType.FLOAT, batch, examples.labels().size(1));
    this.features = rows.apply(examples.features(), batchFeatures);
    this.labels = rows.apply(examples.labels(), batchLabels);
    this.full = new DataSet(batchFeatures, batchLabels);
    int rest = examples.size() % batch;
    this.last =
        rest == 0
            ? full
            : new DataSet(firstRows(batchFeatures, rest), firstRows(batchLabels, rest));
    startEpoch(1);
  }

  /**
   * Moves to the start of an epoch.
   *
   * @param epoch from 1
   */
  public void startEpoch(int epoch) {
    this.epoch = epoch;
    this.order = BatchOrder.of(seed, epoch, examples.size());
    this.position = 0;
  }

  @Override
  public boolean hasNext() {
    return position < order.length;
  }

  @Override
  public DataSet next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more batches in epoch " + epoch);
    }
    int rows = Math.min(batch, order.length - position);
    DataSet next = rows == batch ? full : last;
    int[] indices = Arrays.copyOfRange(order, position, position + rows);
    features.gather(indices, next.getFeatures());
    labels.gather(indices, next.getLabels());
    position += rows;
    return next;
  }

  @Override
  public DataSet next(int rows) {
    throw new UnsupportedOperationException("the batch size is fixed");
  }

  /** Returns to the start of the epoch. */
  @Override
  public void reset() {
    position = 0;
  }

  @Override
  public int inputColumns() {
    return (int) examples.features().size(1);
  }

  @Override
  public int totalOutcomes() {
    return (int) examples.labels().size(1);
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  /** False, because a prefetched batch would overwrite the one in use. */
  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    throw new UnsupportedOperationException("examples are preprocessed when they are read");
  }

  @Override
  public DataSetPreProcessor getPreProcessor() {
    return null;
  }

  @Override
  public List<String> getLabels() {
    return IntStream.range(0, totalOutcomes()).mapToObj(Integer::toString).toList();
  }

  private static INDArray firstRows(INDArray array, int rows) {
    return array.get(NDArrayIndex.interval(0, rows), NDArrayIndex.all());
  }

  /** Gathers rows from the array of all examples. */
  interface Rows {

    /**
     * @param indices row indices of the examples
     * @param into the first rows of the batch's array, one per index
     */
    void gather(int[] indices, INDArray into);
  }

  /** Copies between arrays in host memory. */
  private static final class HostRows implements Rows {

    private final FloatBuffer from;
    private final FloatBuffer to;
    private final int columns;

    HostRows(INDArray from, INDArray to) {
      this.from = buffer(from);
      this.to = buffer(to);
      this.columns = (int) from.size(1);
    }

    @Override
    public void gather(int[] indices, INDArray into) {
      for (int row = 0; row < indices.length; row++) {
        to.put(row * columns, from, indices[row] * columns, columns);
      }
    }

    /** The buffer of an array, starting at its first element. */
    private static FloatBuffer buffer(INDArray array) {
      return array.data().asNioFloat().slice((int) array.offset(), (int) array.length());
    }
  }

  /** Copies with ND4J; values written to the host buffer of a device array would be lost. */
  static final class PulledRows implements Rows {

    private final INDArray from;

    PulledRows(INDArray from) {
      this.from = from;
    }

    @Override
    public void gather(int[] indices, INDArray into) {
      Nd4j.pullRows(from, into, 1, indices);
    }
  }
}
