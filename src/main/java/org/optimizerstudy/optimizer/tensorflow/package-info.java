/**
 * The update rules of TensorFlow 1.x as its CPU kernels compute them: in single precision and in
 * the same order of operations.
 */
package org.optimizerstudy.optimizer.tensorflow;
