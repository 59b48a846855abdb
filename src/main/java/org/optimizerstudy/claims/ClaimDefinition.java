package org.optimizerstudy.claims;

/**
 * The text of a claim.
 *
 * @param id for example {@code C1} or {@code C6a}
 * @param sentence the claim, paraphrased
 * @param where its place in the paper
 * @param predicate the registered condition for REPRODUCED
 */
public record ClaimDefinition(String id, String sentence, String where, String predicate) {}
