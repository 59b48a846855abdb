package org.optimizerstudy.engine;

/**
 * What a network made of a split of the data set.
 *
 * @param result loss and correct predictions
 * @param predictions the most probable class of each example, in the data set's order
 */
public record Evaluation(BatchResult result, byte[] predictions) {}
