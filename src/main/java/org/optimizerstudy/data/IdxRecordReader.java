package org.optimizerstudy.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * DataVec reader for a pair of IDX files, images and labels, each gzip-compressed or raw. A record
 * is {@code [pixels, label]}: the pixels of one image as a row vector of floats from 0 to 255 in C
 * order (rows of the image one after the other), and its class from 0 to {@value #CLASSES} - 1.
 */
final class IdxRecordReader extends BaseRecordReader {

  static final int CLASSES = 10;

  private static final long serialVersionUID = 1L;

  private transient IdxFile images;
  private transient IdxFile labels;
  private transient Configuration configuration;
  private int position;

  /**
   * Reads both files.
   *
   * @param split exactly two locations: images, then labels
   * @throws InvalidInputException if a file has an invalid format, the counts differ, or a label is
   *     out of range
   */
  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    URI[] locations = split.locations();
    if (locations.length != 2) {
      throw new IllegalArgumentException(
          "split: must have two locations, images and labels, found " + locations.length);
    }
    images = IdxFile.read(locations[0].toURL(), 3);
    labels = IdxFile.read(locations[1].toURL(), 1);
    if (images.examples() != labels.examples()) {
      throw new InvalidInputException(
          "%s: must have as many labels as %s has images, %d, found %d"
              .formatted(labels.name(), images.name(), images.examples(), labels.examples()));
    }
    for (int i = 0; i < labels.examples(); i++) {
      if (label(i) >= CLASSES) {
        throw new InvalidInputException(
            "%s: label %d must be from 0 to %d, found %d"
                .formatted(labels.name(), i, CLASSES - 1, label(i)));
      }
    }
    reset();
  }

  @Override
  public void initialize(Configuration conf, InputSplit split)
      throws IOException, InterruptedException {
    configuration = conf;
    initialize(split);
  }

  /** The images file as read, for its name, dimensions and checksum. */
  IdxFile images() {
    return images;
  }

  /** The labels file as read, for its name and checksum. */
  IdxFile labels() {
    return labels;
  }

  /** The class of an example. */
  int label(int example) {
    return Byte.toUnsignedInt(labels.values()[example]);
  }

  @Override
  public boolean hasNext() {
    return position < images.examples();
  }

  @Override
  public List<Writable> next() {
    int length = images.exampleLength();
    float[] pixels = new float[length];
    int offset = position * length;
    for (int i = 0; i < length; i++) {
      pixels[i] = Byte.toUnsignedInt(images.values()[offset + i]);
    }
    INDArray row = Nd4j.createFromArray(pixels).reshape(1, length);
    List<Writable> record = List.of(new NDArrayWritable(row), new IntWritable(label(position)));
    position++;
    invokeListeners(record);
    return record;
  }

  @Override
  public List<String> getLabels() {
    return IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
  }

  @Override
  public void reset() {
    position = 0;
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public Record nextRecord() {
    return new org.datavec.api.records.impl.Record(next(), null);
  }

  @Override
  public List<Writable> record(URI uri, DataInputStream in) {
    throw new UnsupportedOperationException("IDX files are read as a whole, not record by record");
  }

  @Override
  public Record loadFromMetaData(RecordMetaData metaData) {
    throw new UnsupportedOperationException("Records of IDX files carry no metadata");
  }

  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> metaData) {
    throw new UnsupportedOperationException("Records of IDX files carry no metadata");
  }

  @Override
  public void setConf(Configuration conf) {
    configuration = conf;
  }

  @Override
  public Configuration getConf() {
    return configuration;
  }

  @Override
  public void close() {
    images = null;
    labels = null;
  }
}
