package org.optimizerstudy.engine;

/**
 * What a trial made of an epoch.
 *
 * @param epoch from 1
 * @param iterations parameter updates since the trial's start; of a trial that has diverged, those
 *     before the batch whose loss was not finite
 * @param training loss and correct predictions of every batch, each before its update
 */
public record EpochResult(int epoch, long iterations, BatchResult training) {}
