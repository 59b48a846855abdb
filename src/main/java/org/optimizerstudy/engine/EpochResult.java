package org.optimizerstudy.engine;

/**
 * The result of an epoch of a trial.
 *
 * @param epoch number of the epoch, from 1
 * @param iterations number of parameter updates since the start of the trial; if it diverged, those
 *     before the batch whose loss was not finite
 * @param training loss and correct predictions of all batches, each before its update
 */
public record EpochResult(int epoch, long iterations, BatchResult training) {}
