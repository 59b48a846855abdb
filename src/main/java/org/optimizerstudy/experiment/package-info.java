/**
 * What is to be run: an {@link org.optimizerstudy.experiment.Experiment} is a named grid of {@link
 * org.optimizerstudy.experiment.Trial}s, read from YAML. Everything else depends on this package;
 * it depends on nothing of the program.
 */
package org.optimizerstudy.experiment;
