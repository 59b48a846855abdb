package org.optimizerstudy.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The gradients of the committed traces: made to find what differs between two update rules. The
 * first row is theta_0, each later row a gradient.
 *
 * <p>Columns 0 to 9 have scales from 1e-4 to 10, one each; columns 10 to 13 mix all of them from
 * step to step; column 14 is always zero, column 15 in nine steps of ten. All change their sign,
 * and every twentieth value or so is exactly zero. The generator is that of {@link Random}, whose
 * sequence the Java specification fixes.
 */
final class GradientSequence {
  private static final int COLUMNS = 16;
  private static final int STEPS = 200;
  private static final long SEED = 20190101;

  private static final int SCALED = 10;
  private static final int ALWAYS_ZERO = 14;
  private static final int SPARSE = 15;
  private static final double SMALLEST_EXPONENT = -4;
  private static final double LARGEST_EXPONENT = 1;

  private GradientSequence() {}

  static List<float[]> rows() {
    Random random = new Random(SEED);
    List<float[]> rows = new ArrayList<>();
    rows.add(row(column -> (float) (0.3 * random.nextGaussian())));
    for (int step = 1; step <= STEPS; step++) {
      rows.add(row(column -> gradient(column, random)));
    }
    return rows;
  }

  private static float gradient(int column, Random random) {
    double unit = random.nextGaussian();
    double mixed = random.nextDouble();
    double chance = random.nextDouble();
    boolean zero = column == ALWAYS_ZERO || chance < (column == SPARSE ? 0.9 : 0.05);
    double position = column < SCALED ? column / (SCALED - 1.0) : mixed;
    double exponent = SMALLEST_EXPONENT + position * (LARGEST_EXPONENT - SMALLEST_EXPONENT);
    return zero ? 0f : (float) (unit * StrictMath.pow(10, exponent));
  }

  @FunctionalInterface
  private interface Column {
    float value(int column);
  }

  private static float[] row(Column value) {
    float[] row = new float[COLUMNS];
    for (int column = 0; column < COLUMNS; column++) {
      row[column] = value.value(column);
    }
    return row;
  }
}
