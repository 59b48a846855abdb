/**
 * Whether the study computes on the CPU or on GPUs. ND4J falls back to the CPU in silence where
 * CUDA does not start; this package finds that out, and says why, before anything touches {@code
 * Nd4j}.
 */
package org.optimizerstudy.backend;
