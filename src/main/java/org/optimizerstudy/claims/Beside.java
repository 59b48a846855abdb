package org.optimizerstudy.claims;

/**
 * A claim judged on another basis than the headline's.
 *
 * @param basis which
 * @param finding what was found on it
 */
public record Beside(Basis basis, Finding finding) {}
