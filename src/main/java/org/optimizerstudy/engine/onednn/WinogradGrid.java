package org.optimizerstudy.engine.onednn;

import java.util.List;

/**
 * The tiles of an image in both directions, and the order of the spectra of a row of tiles. A tile
 * of a x b outputs has (a + 2)(b + 2) points: pairs of a point along the height and one along the
 * width. Points that the same tiles of a row have form a group: those with the points of F(2, 3)
 * along the width, which all tiles have, and those with 2 or -2, which only tiles of four columns
 * have. Spectra are ordered by group, then point along the height, then along the width, then tile.
 *
 * @param rows tiles along the height
 * @param columns tiles along the width
 */
record WinogradGrid(WinogradAxis rows, WinogradAxis columns) {

  private static final int SMALL = WinogradTile.TWO.points();
  private static final int LARGE = WinogradTile.FOUR.points();

  /**
   * Points that the same tiles have.
   *
   * @param firstPoint index of the first point
   * @param firstSpectrum index of the first spectrum
   * @param width number of points along the width
   * @param tiles number of tiles
   */
  record Group(int firstPoint, int firstSpectrum, int width, int tiles) {
    /** Number of points if the tiles have this size along the height. */
    int points(WinogradTile row) {
      return row.points() * width;
    }
  }

  /** The two groups in the order of the spectra. */
  List<Group> groups() {
    int tiles = columns.tiles(0);
    return List.of(
        new Group(0, 0, SMALL, tiles),
        new Group(LARGE * SMALL, LARGE * SMALL * tiles, LARGE - SMALL, columns.tiles(SMALL)));
  }

  /** Number of points of a tile of 4x4 outputs. */
  int points() {
    return LARGE * LARGE;
  }

  /** Number of spectra of a row of tiles of four rows. */
  int spectra() {
    Group last = groups().get(1);
    return last.firstSpectrum() + last.points(WinogradTile.FOUR) * last.tiles();
  }

  /** For each pair of points (p, q) the index of the first tile's spectrum. */
  int[][] firstSpectra() {
    int[][] first = new int[LARGE][LARGE];
    forEachPoint(
        (p, q, group, index) -> first[p][q] = group.firstSpectrum() + index * group.tiles());
    return first;
  }

  /** G of {@link BilinearAlgorithm}: one row per point, one column per tap, row-major. */
  double[][] taps() {
    double[][] one = WinogradTile.TAPS;
    int size = one[0].length;
    double[][] taps = new double[points()][size * size];
    forEachPoint(
        (p, q, group, index) -> {
          for (int tap = 0; tap < size * size; tap++) {
            taps[group.firstPoint() + index][tap] = one[p][tap / size] * one[q][tap % size];
          }
        });
    return taps;
  }

  /** Receives points with their group and their index in it. */
  private interface PointConsumer {
    void accept(int p, int q, Group group, int index);
  }

  private void forEachPoint(PointConsumer consumer) {
    List<Group> groups = groups();
    for (int p = 0; p < LARGE; p++) {
      for (int q = 0; q < LARGE; q++) {
        Group group = groups.get(q / SMALL);
        consumer.accept(p, q, group, p * group.width() + q % SMALL);
      }
    }
  }
}
