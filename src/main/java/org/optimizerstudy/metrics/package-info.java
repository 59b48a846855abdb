/**
 * Measures of one trial ({@link org.optimizerstudy.metrics.TrialMeasure}), of the seeds of one
 * cell, over learning rates, and over workloads. Learning rates and epochs are selected by
 * validation accuracy, never by test accuracy.
 */
package org.optimizerstudy.metrics;
