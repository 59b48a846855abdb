package org.optimizerstudy.results;

import java.io.Serializable;

/**
 * The measures of a completed trial's network on the whole training set after the last epoch. All
 * examples are evaluated with the same parameters, unlike in {@link EpochColumn#TRAIN_ACCURACY}.
 *
 * @param trainLoss mean cross entropy, in nats; NaN if it is not finite
 * @param trainAccuracy fraction of examples classified correctly
 */
public record FinalMeasures(double trainLoss, double trainAccuracy) implements Serializable {}
