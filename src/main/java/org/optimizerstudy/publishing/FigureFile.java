package org.optimizerstudy.publishing;

import org.optimizerstudy.results.ResultsFiles;

/** Names of the files of figures, relative to the directory of publication. */
final class FigureFile {

  private FigureFile() {}

  /** A figure's file of a format. */
  static String of(String figure, ReportFormat format) {
    return ResultsFiles.FIGURES + "/" + figure + "." + format.key();
  }
}
