/**
 * The update rules that TensorFlow 1.x applied, as its CPU kernels compute them: in single
 * precision, in the same order of operations.
 */
package org.optimizerstudy.optimizer.tensorflow;
