/**
 * What trials measured: numbers of one trial ({@link org.optimizerstudy.metrics.TrialMeasure}), of
 * the seeds of one cell, over learning rates, and over workloads. A learning rate or an epoch is
 * picked by validation accuracy; test accuracies are read there and pick nothing.
 */
package org.optimizerstudy.metrics;
