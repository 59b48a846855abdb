package org.optimizerstudy.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.optimizerstudy.experiment.KnownDataset;

/**
 * The SHA-256 checksums of a data set's official files, from the resource {@code
 * NAME/sha256.properties}. A name with {@code .gz} has the checksum of the file as it is published,
 * another name that of the raw file, however it was compressed.
 */
final class KnownChecksums {

  private final Properties sha256;

  private KnownChecksums(Properties sha256) {
    this.sha256 = sha256;
  }

  static KnownChecksums of(KnownDataset dataset) throws IOException {
    Properties sha256 = new Properties();
    try (InputStream in = DataFiles.resource(dataset.key() + "/sha256.properties").openStream()) {
      sha256.load(in);
    }
    return new KnownChecksums(sha256);
  }

  /** Whether a file is an official one. */
  boolean contain(IdxFile file) {
    return file.sha256().equals(sha256.getProperty(file.rawName()))
        || file.storedSha256().equals(sha256.getProperty(file.rawName() + ".gz"));
  }
}
