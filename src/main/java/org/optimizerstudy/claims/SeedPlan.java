package org.optimizerstudy.claims;

import java.util.OptionalDouble;

/**
 * Trials that would answer what is open.
 *
 * @param seedsPerCell seeds that every cell of the claim would have then
 * @param trials how many trials are missing for that
 * @param seconds of training on one core, by the fastest epochs of the same network; empty if there
 *     is no trial of it
 * @param command that trains them
 */
public record SeedPlan(int seedsPerCell, int trials, OptionalDouble seconds, String command) {}
