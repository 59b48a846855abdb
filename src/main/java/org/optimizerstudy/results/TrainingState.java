package org.optimizerstudy.results;

import java.io.Serializable;

/**
 * The state from which training can resume after an epoch. With the trial's values it determines
 * all further results, because the order of batches is a function of seed and epoch, and nothing
 * else is random.
 *
 * @param epoch last completed epoch, from 1
 * @param iterations number of parameter updates so far
 * @param parameters parameters of the network, in DL4J's flattened order
 * @param updaterState accumulators of the update rule, in DL4J's flattened order; empty if the rule
 *     has none
 */
public record TrainingState(int epoch, long iterations, float[] parameters, float[] updaterState)
    implements Serializable {}
