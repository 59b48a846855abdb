package org.optimizerstudy.experiment;

/** The hidden layers of a network; a softmax layer over the ten classes follows. */
public sealed interface Architecture {

  /**
   * Convolutions with stride 2 or with pooling, each of which halves the sides of its maps.
   *
   * @param layers number of convolutions
   * @param kernel side of each filter
   * @param filters number of filters per layer or in all layers together; see {@link Filters}
   */
  record Convolutions(int layers, int kernel, int filters) implements Architecture {

    /** The number of filters per layer for a reading of the paper's number. */
    public int filtersPerLayer(Filters reading) {
      return reading == Filters.IN_TOTAL ? filters / layers : filters;
    }
  }

  /**
   * Dense layers.
   *
   * @param layers number of layers
   * @param neurons number of neurons per layer
   */
  record Dense(int layers, int neurons) implements Architecture {}
}
