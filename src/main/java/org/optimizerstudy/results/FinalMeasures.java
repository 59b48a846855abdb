package org.optimizerstudy.results;

import java.io.Serializable;

/**
 * What a completed trial's network makes of the whole training set after the last epoch: the
 * parameters are the same for all examples, unlike in {@link EpochColumn#TRAIN_ACCURACY}.
 *
 * @param trainLoss mean cross entropy, in nats; NaN if it is not finite
 * @param trainAccuracy fraction classified correctly
 */
public record FinalMeasures(double trainLoss, double trainAccuracy) implements Serializable {}
