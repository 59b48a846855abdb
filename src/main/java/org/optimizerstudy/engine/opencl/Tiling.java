package org.optimizerstudy.engine.opencl;

/**
 * How matrix products are cut into tiles; no result of finite numbers depends on it.
 *
 * @param rows of a tile at most, a power of two from 16 on
 * @param columns of a tile at most, a power of two from 16 on
 * @param registerRows rows that a work item computes, a multiple of 4
 * @param depth terms that are in local memory at once, a power of two from 4 on
 */
record Tiling(int rows, int columns, int registerRows, int depth) {

  /** For GPUs: 128 work items, each with 32 sums. */
  static final Tiling DEFAULT = new Tiling(64, 64, 8, 16);

  private static final int SMALLEST = 16;

  /** A tile that fits a result of so many rows and columns. */
  Tile tile(int resultRows, int resultColumns) {
    return new Tile(fit(rows, resultRows), fit(columns, resultColumns), registerRows, depth);
  }

  private static int fit(int most, int wanted) {
    int size = SMALLEST;
    while (size < most && size < wanted) {
      size *= 2;
    }
    return size;
  }

  /**
   * A tile of one kernel.
   *
   * @param rows of the result
   * @param columns of the result
   * @param registerRows rows of a work item, which computes four columns
   * @param depth terms at once
   */
  record Tile(int rows, int columns, int registerRows, int depth) {

    int items() {
      return rows / registerRows * (columns / 4);
    }

    long rowTiles(long of) {
      return (of + rows - 1) / rows;
    }

    long columnTiles(long of) {
      return (of + columns - 1) / columns;
    }
  }
}
