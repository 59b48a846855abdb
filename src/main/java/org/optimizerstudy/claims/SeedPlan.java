package org.optimizerstudy.claims;

import java.util.OptionalDouble;

/**
 * The trials that would decide an open claim.
 *
 * @param seedsPerCell number of seeds per cell that the claim would then have
 * @param trials number of missing trials
 * @param seconds estimated training time on one core, from the fastest epochs of the same network;
 *     empty if the network has no trial
 * @param command the command that trains them
 */
public record SeedPlan(int seedsPerCell, int trials, OptionalDouble seconds, String command) {}
