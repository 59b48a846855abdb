/**
 * Runs TensorFlow's own kernels, so that the study's {@code tensorflow} update rules and its
 * training can be compared with the original instead of with another reading of the formulas.
 */
package org.optimizerstudy.oracle;
