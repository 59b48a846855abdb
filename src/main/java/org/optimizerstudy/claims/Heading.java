package org.optimizerstudy.claims;

/**
 * What a claim says.
 *
 * @param id for example {@code C1} or {@code C6a}
 * @param sentence the claim in our words
 * @param where in the paper it stands
 * @param predicate when it counts as reproduced, as registered
 */
public record Heading(String id, String sentence, String where, String predicate) {}
