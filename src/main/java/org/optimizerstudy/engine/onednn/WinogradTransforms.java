package org.optimizerstudy.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The transforms between the pixels of a few images and their spectra by Winograd's algorithm, in
 * Java. A pixel or a spectrum is a row of lanes: one float for each image and channel. Pixels are
 * {@code [H, W, lanes]}. The spectra of one row of tiles are {@code [spectra, lanes]} in the order
 * of {@link WinogradGrid}.
 *
 * <p>Each tile is copied to arrays, transformed along both axes and copied back; pixels outside of
 * the image are 0. With the matrices A and B of both axes and ' for transposition:
 *
 * <pre>images: B x      imageGradients: the sum over the tiles of B' t
 * maps: A t        mapGradients: A' e</pre>
 *
 * <p>Memory: 73 rows of lanes, which should fit into a second-level cache.
 */
final class WinogradTransforms {
  private static final int SIZE = WinogradTile.FOUR.points();

  private final WinogradAxis rows;
  private final WinogradAxis columns;
  private final int[][] firstSpectra;
  private final int lanes;
  private final float[][][] one;
  private final float[][][] oneByColumns;
  private final float[][][] other;
  private final float[][][] otherByColumns;
  private final float[] sum;

  /**
   * @param grid the tiles
   * @param lanes number of lanes
   */
  WinogradTransforms(WinogradGrid grid, int lanes) {
    rows = grid.rows();
    columns = grid.columns();
    firstSpectra = grid.firstSpectra();
    this.lanes = lanes;
    one = new float[SIZE][SIZE][lanes];
    other = new float[SIZE][SIZE][lanes];
    oneByColumns = transpose(one);
    otherByColumns = transpose(other);
    sum = new float[lanes];
  }

  private static float[][][] transpose(float[][][] tile) {
    float[][][] result = new float[SIZE][SIZE][];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        result[i][j] = tile[j][i];
      }
    }
    return result;
  }

  /** Images to the spectra of row i of tiles. */
  void images(int i, FloatBuffer images, FloatBuffer spectra) {
    Plane plane = images(images);
    forEachTile(
        i,
        tile -> {
          tile.get(plane, tile.top(), tile.left(), tile.row.points(), tile.column.points());
          for (int w = 0; w < tile.column.points(); w++) {
            tile.row.pixels(oneByColumns[w], otherByColumns[w], lanes);
          }
          for (int p = 0; p < tile.row.points(); p++) {
            tile.column.pixels(other[p], one[p], lanes);
          }
          tile.putSpectra(spectra);
        });
  }

  /**
   * Spectra of row i of tiles to maps.
   *
   * @param i row of tiles
   * @param spectra the spectra
   * @param bias one bias per lane
   * @param relu whether ReLU follows
   * @param maps the maps, of which those of the row are written
   */
  void maps(int i, FloatBuffer spectra, float[] bias, boolean relu, FloatBuffer maps) {
    Plane plane = maps(maps);
    forEachTile(
        i,
        tile -> {
          tile.getSpectra(spectra);
          for (int p = 0; p < tile.row.points(); p++) {
            tile.column.maps(one[p], other[p], lanes);
          }
          for (int w = 0; w < tile.column.outputs(); w++) {
            tile.row.maps(otherByColumns[w], oneByColumns[w], lanes);
            for (int h = 0; h < tile.row.outputs(); h++) {
              finish(bias, relu, one[h][w]);
            }
          }
          tile.put(
              plane,
              tile.firstRow(),
              tile.firstColumn(),
              tile.row.outputs(),
              tile.column.outputs());
        });
  }

  private void finish(float[] bias, boolean relu, float[] map) {
    if (relu) {
      Lanes.addRectified(bias, map, lanes);
    } else {
      Lanes.add(bias, map, lanes);
    }
  }

  /** Gradients of maps to gradients of the spectra of row i of tiles. */
  void mapGradients(int i, FloatBuffer maps, FloatBuffer spectra) {
    Plane plane = maps(maps);
    forEachTile(
        i,
        tile -> {
          tile.get(
              plane,
              tile.firstRow(),
              tile.firstColumn(),
              tile.row.outputs(),
              tile.column.outputs());
          for (int w = 0; w < tile.column.outputs(); w++) {
            tile.row.mapsTransposed(oneByColumns[w], otherByColumns[w], lanes);
          }
          for (int p = 0; p < tile.row.points(); p++) {
            tile.column.mapsTransposed(other[p], one[p], lanes);
          }
          tile.putSpectra(spectra);
        });
  }

  /**
   * Gradients of the spectra of row i of tiles to gradients of the images. Rows must be given in
   * order: the first one overwrites the images, the others add to them.
   */
  void imageGradients(int i, FloatBuffer spectra, FloatBuffer images) {
    Plane plane = images(images);
    if (i == 0) {
      plane.clear();
    }
    forEachTile(
        i,
        tile -> {
          tile.getSpectra(spectra);
          for (int p = 0; p < tile.row.points(); p++) {
            tile.column.pixelsTransposed(one[p], other[p], lanes);
          }
          for (int w = 0; w < tile.column.points(); w++) {
            tile.row.pixelsTransposed(otherByColumns[w], oneByColumns[w], lanes);
          }
          tile.add(plane);
        });
  }

  private void forEachTile(int i, Consumer<Tile> consumer) {
    for (int j = 0; j < columns.tiles(); j++) {
      consumer.accept(new Tile(i, j));
    }
  }

  private Plane images(FloatBuffer pixels) {
    return new Plane(pixels, rows.window().input(), columns.window().input());
  }

  private Plane maps(FloatBuffer pixels) {
    return new Plane(pixels, rows.window().output(), columns.window().output());
  }

  /** Pixels of all lanes. */
  private final class Plane {
    private final FloatBuffer pixels;
    private final int height;
    private final int width;

    Plane(FloatBuffer pixels, long height, long width) {
      this.pixels = pixels;
      this.height = Math.toIntExact(height);
      this.width = Math.toIntExact(width);
    }

    boolean contains(int h, int w) {
      return h >= 0 && h < height && w >= 0 && w < width;
    }

    void get(int h, int w, float[] pixel) {
      if (contains(h, w)) {
        pixels.get((h * width + w) * lanes, pixel);
      } else {
        Arrays.fill(pixel, 0);
      }
    }

    void put(int h, int w, float[] pixel) {
      if (contains(h, w)) {
        pixels.put((h * width + w) * lanes, pixel);
      }
    }

    void clear() {
      float[] zeros = new float[lanes];
      for (int h = 0; h < height; h++) {
        for (int w = 0; w < width; w++) {
          put(h, w, zeros);
        }
      }
    }
  }

  /** Tile i along the height and j along the width. */
  private final class Tile {
    final WinogradTile row;
    final WinogradTile column;
    private final int i;
    private final int j;

    Tile(int i, int j) {
      this.i = i;
      this.j = j;
      row = rows.tile(i);
      column = columns.tile(j);
    }

    int top() {
      return rows.firstPixel(i);
    }

    int left() {
      return columns.firstPixel(j);
    }

    int firstRow() {
      return rows.firstOutput(i);
    }

    int firstColumn() {
      return columns.firstOutput(j);
    }

    void get(Plane plane, int top, int left, int height, int width) {
      for (int h = 0; h < height; h++) {
        for (int w = 0; w < width; w++) {
          plane.get(top + h, left + w, one[h][w]);
        }
      }
    }

    void put(Plane plane, int top, int left, int height, int width) {
      for (int h = 0; h < height; h++) {
        for (int w = 0; w < width; w++) {
          plane.put(top + h, left + w, one[h][w]);
        }
      }
    }

    /** Adds this tile to the pixels. */
    void add(Plane plane) {
      for (int h = 0; h < row.points(); h++) {
        for (int w = 0; w < column.points(); w++) {
          plane.get(top() + h, left() + w, sum);
          Lanes.add(sum, one[h][w], lanes);
        }
      }
      put(plane, top(), left(), row.points(), column.points());
    }

    void getSpectra(FloatBuffer spectra) {
      for (int p = 0; p < row.points(); p++) {
        for (int q = 0; q < column.points(); q++) {
          spectra.get(spectrum(p, q) * lanes, one[p][q]);
        }
      }
    }

    void putSpectra(FloatBuffer spectra) {
      for (int p = 0; p < row.points(); p++) {
        for (int q = 0; q < column.points(); q++) {
          spectra.put(spectrum(p, q) * lanes, one[p][q]);
        }
      }
    }

    private int spectrum(int p, int q) {
      return firstSpectra[p][q] + j;
    }
  }
}
