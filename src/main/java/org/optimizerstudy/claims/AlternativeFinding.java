package org.optimizerstudy.claims;

/**
 * A claim judged on a basis other than the primary one.
 *
 * @param basis the other basis
 * @param finding the finding on that basis
 */
public record AlternativeFinding(Basis basis, Finding finding) {}
