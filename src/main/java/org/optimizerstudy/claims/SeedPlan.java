package org.optimizerstudy.claims;

import java.util.OptionalDouble;

/**
 * The trials that an open claim needs: those that would decide it if it is undecided, at least
 * these if it was not run.
 *
 * @param seedsPerCell number of seeds per cell that would then record what the claim needs
 * @param trials number of missing trials
 * @param seconds estimated training time on one core, from the fastest epochs of the same network;
 *     empty if the network has no trial
 * @param command the command that trains them
 */
public record SeedPlan(int seedsPerCell, int trials, OptionalDouble seconds, String command) {}
