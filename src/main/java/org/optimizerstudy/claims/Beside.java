package org.optimizerstudy.claims;

/**
 * A claim judged on a basis other than the primary one.
 *
 * @param basis the other basis
 * @param finding the finding on that basis
 */
public record Beside(Basis basis, Finding finding) {}
