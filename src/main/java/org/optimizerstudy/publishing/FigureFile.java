package org.optimizerstudy.publishing;

/** Names of the files of figures, relative to the directory of publication. */
final class FigureFile {

  /** Their directory. */
  static final String DIRECTORY = "figures";

  private FigureFile() {}

  /** A figure's file of a format. */
  static String of(String figure, ReportFormat format) {
    return DIRECTORY + "/" + figure + "." + format.key();
  }
}
