/**
 * A reproduction of "Comparison Analysis of TensorFlow's Optimizer Based on MNIST's CNN Model"
 * (Lim, Kim, Kwon, Han) on Deeplearning4j.
 */
package org.optimizerstudy;
