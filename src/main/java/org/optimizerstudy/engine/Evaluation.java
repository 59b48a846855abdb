package org.optimizerstudy.engine;

/**
 * The results of a network on a split of the data set.
 *
 * @param result loss and correct predictions
 * @param predictions the most probable class of each example, in the data set's order
 */
public record Evaluation(BatchResult result, byte[] predictions) {}
