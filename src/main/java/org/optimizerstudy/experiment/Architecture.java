package org.optimizerstudy.experiment;

/** The hidden layers of a network; a softmax layer over the ten classes follows. */
public sealed interface Architecture {

  /**
   * Convolutions of stride 2 or with pooling, each of which halves the sides of its maps.
   *
   * @param layers how many
   * @param kernel side of each filter
   * @param filters in each layer, or in all together; see {@link Filters}
   */
  record Convolutions(int layers, int kernel, int filters) implements Architecture {

    /** Filters in each layer, by a reading of their number. */
    public int filtersPerLayer(Filters reading) {
      return reading == Filters.IN_TOTAL ? filters / layers : filters;
    }
  }

  /**
   * Dense layers.
   *
   * @param layers how many
   * @param neurons in each
   */
  record Dense(int layers, int neurons) implements Architecture {}
}
