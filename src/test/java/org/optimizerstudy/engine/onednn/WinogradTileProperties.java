package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WinogradTileProperties {
  private static final int TAPS = 3;

  /** {@code A ((G w) o (B x))} is the correlation of x and w. */
  @Property(tries = 200)
  void computesTheCorrelation(
      @ForAll WinogradTile tile,
      @ForAll @IntRange(min = 1, max = 40) int lanes,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[][] x = random(random, tile.points(), lanes);
    double[] w = random.doubles(TAPS, -1, 1).toArray();
    float[][] spectra = new float[tile.points()][lanes];
    tile.pixels(x, spectra, lanes);
    for (int p = 0; p < tile.points(); p++) {
      double factor = 0;
      for (int tap = 0; tap < TAPS; tap++) {
        factor += WinogradTile.TAPS[p][tap] * w[tap];
      }
      for (int lane = 0; lane < lanes; lane++) {
        spectra[p][lane] *= (float) factor;
      }
    }
    float[][] z = new float[tile.outputs()][lanes];
    tile.maps(spectra, z, lanes);
    for (int i = 0; i < tile.outputs(); i++) {
      for (int lane = 0; lane < lanes; lane++) {
        double sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
          sum += w[tap] * x[i + tap][lane];
        }
        assertThat((double) z[i][lane]).isCloseTo(sum, within(1e-4));
      }
    }
  }

  /** {@code t' (B x) = x' (B' t)} and {@code z' (A t) = t' (A' z)}. */
  @Property(tries = 200)
  void transposesAreTransposes(
      @ForAll WinogradTile tile,
      @ForAll @IntRange(min = 1, max = 40) int lanes,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[][] x = random(random, tile.points(), lanes);
    float[][] t = random(random, tile.points(), lanes);
    float[][] z = random(random, tile.outputs(), lanes);
    float[][] bx = new float[tile.points()][lanes];
    float[][] bt = new float[tile.points()][lanes];
    float[][] at = new float[tile.outputs()][lanes];
    float[][] az = new float[tile.points()][lanes];
    tile.pixels(x, bx, lanes);
    tile.pixelsTransposed(t, bt, lanes);
    tile.maps(t, at, lanes);
    tile.mapsTransposed(z, az, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      assertThat(product(t, bx, lane)).isCloseTo(product(x, bt, lane), within(1e-4));
      assertThat(product(z, at, lane)).isCloseTo(product(t, az, lane), within(1e-4));
    }
  }

  private static float[][] random(Random random, int rows, int lanes) {
    float[][] result = new float[rows][lanes];
    for (float[] row : result) {
      for (int lane = 0; lane < lanes; lane++) {
        row[lane] = random.nextFloat() * 2 - 1;
      }
    }
    return result;
  }

  private static double product(float[][] a, float[][] b, int lane) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i][lane] * b[i][lane];
    }
    return sum;
  }
}
