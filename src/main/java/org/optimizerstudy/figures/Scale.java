package org.optimizerstudy.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * From values to shares of an axis, 0 at its start and 1 at its end.
 *
 * @param spacing how values are spaced
 * @param from where the axis starts, as spaced
 * @param to where it ends, as spaced
 * @param ticks values that may be labelled, the most important first
 */
record Scale(Spacing spacing, double from, double to, List<Double> ticks) {

  private static final int MOST_TICKS = 6;

  Scale {
    ticks = List.copyOf(ticks);
  }

  /** What makes steps equal. StrictMath: the same bits on every machine. */
  enum Spacing {
    /** Differences. */
    LINEAR {
      @Override
      double of(double value) {
        return value;
      }

      @Override
      double back(double spaced) {
        return spaced;
      }
    },
    /** Ratios. */
    LOGARITHMIC {
      @Override
      double of(double value) {
        return StrictMath.log10(value);
      }

      @Override
      double back(double spaced) {
        return StrictMath.pow(10, spaced);
      }
    },
    /** Ratios of what per cents lack to 100: 90, 99 and 99.9 are equally far apart. */
    ERROR {
      @Override
      double of(double value) {
        return -StrictMath.log10(Math.max(100 - value, HALF_AN_IMAGE));
      }

      @Override
      double back(double spaced) {
        return 100 - StrictMath.pow(10, -spaced);
      }
    };

    /** Per cent of 10,000 test images: an error of zero is drawn there. */
    private static final double HALF_AN_IMAGE = 0.005;

    /** A value as it is spaced. */
    abstract double of(double value);

    /** The value that is spaced so. */
    abstract double back(double spaced);
  }

  /** Equal steps. */
  static Scale linear(double low, double high, double smallestStep) {
    return new Scale(Spacing.LINEAR, low, high, steps(low, high, smallestStep));
  }

  /** Positive values with room around them; where 1, 2 and 5 would crowd, 1 alone is labelled. */
  static Scale logarithmic(Collection<Double> values) {
    double low = low(values);
    double high = high(values);
    List<Double> ticks = new ArrayList<>();
    int first = (int) Math.floor(StrictMath.log10(low)) - 1;
    int last = (int) Math.ceil(StrictMath.log10(high)) + 1;
    for (String factor : last - first > MOST_TICKS ? List.of("1") : List.of("1", "5", "2")) {
      for (int power = first; power <= last; power++) {
        ticks.add(Double.parseDouble(factor + "e" + power));
      }
    }
    return around(Spacing.LOGARITHMIC, low, high, ticks);
  }

  /** The same, labelled at the values themselves; powers of ten come first. */
  static Scale logarithmicAt(Collection<Double> values) {
    List<Double> ticks = new ArrayList<>(values);
    ticks.sort((a, b) -> Boolean.compare(isPowerOfTen(b), isPowerOfTen(a)));
    return around(Spacing.LOGARITHMIC, low(values), high(values), ticks);
  }

  /** Per cents, by the logarithm of the error. */
  static Scale error(Collection<Double> values) {
    List<Double> ticks =
        List.of(99.0, 90.0, 99.9, 99.99, 0.0, 50.0, 95.0, 98.0, 99.5, 80.0, 99.8, 97.0);
    Scale scale = around(Spacing.ERROR, low(values), high(values), ticks);
    return new Scale(
        scale.spacing,
        scale.from,
        scale.to,
        scale.ticks.stream().filter(tick -> tick >= 0 && tick <= 100).toList());
  }

  private static Scale around(Spacing spacing, double low, double high, List<Double> candidates) {
    double from = spacing.of(low);
    double to = spacing.of(high);
    double room = to > from ? 0.06 * (to - from) : 0.1;
    Scale scale = new Scale(spacing, from - room, to + room, List.of());
    List<Double> ticks = new ArrayList<>(candidates.stream().filter(scale::holds).toList());
    if (ticks.size() < 3) {
      steps(spacing.back(scale.from), spacing.back(scale.to), 0).stream()
          .filter(tick -> scale.holds(tick) && !ticks.contains(tick))
          .forEach(ticks::add);
    }
    return new Scale(spacing, scale.from, scale.to, ticks);
  }

  /** Multiples of 1, 2 or 5 times a power of ten. */
  private static List<Double> steps(double low, double high, double smallest) {
    double raw = Math.max((high - low) / MOST_TICKS, Double.MIN_NORMAL);
    int power = (int) Math.floor(StrictMath.log10(raw));
    double step = 0;
    for (String factor : List.of("1", "2", "5", "10")) {
      if (step < raw || step < smallest) {
        step = Double.parseDouble(factor + "e" + power);
      }
    }
    step = Math.max(step, smallest);
    List<Double> steps = new ArrayList<>();
    long first = (long) Math.ceil(low / step - 1e-9);
    for (long i = first; i * step <= high + 1e-9 * step && steps.size() <= 2 * MOST_TICKS; i++) {
      steps.add(new BigDecimal(i * step, new MathContext(12)).doubleValue());
    }
    return steps;
  }

  private boolean holds(double value) {
    double spaced = spacing.of(value);
    return spaced >= from && spaced <= to;
  }

  /** The share of a value; those outside are drawn at the end. */
  double at(double value) {
    return Math.min(1, Math.max(0, (spacing.of(value) - from) / (to - from)));
  }

  /** A tick as it is labelled: at most six digits, no needless zeros. */
  static String label(double tick) {
    BigDecimal number = new BigDecimal(tick, new MathContext(6)).stripTrailingZeros();
    return tick != 0 && Math.abs(tick) < 1e-4
        ? String.format(Locale.ROOT, "%se%d", number.unscaledValue(), -number.scale())
        : number.toPlainString();
  }

  private static boolean isPowerOfTen(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().unscaledValue().intValue() == 1;
  }

  private static double low(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static double high(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
