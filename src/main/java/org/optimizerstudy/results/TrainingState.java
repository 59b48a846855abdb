package org.optimizerstudy.results;

import java.io.Serializable;

/**
 * All that a training needs to go on after an epoch, besides its trial's values: the order of
 * batches is a function of seed and epoch, and nothing else is random.
 *
 * @param epoch the last one that is done, from 1
 * @param iterations parameter updates so far
 * @param parameters of the network, in the order of its flat view
 * @param updaterState accumulators of the update rule, in the order of their flat view; empty if it
 *     has none
 */
public record TrainingState(int epoch, long iterations, float[] parameters, float[] updaterState)
    implements Serializable {}
