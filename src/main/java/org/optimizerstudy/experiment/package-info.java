/**
 * What to run: an {@link org.optimizerstudy.experiment.Experiment} is a named grid of {@link
 * org.optimizerstudy.experiment.Trial}s, read from YAML. All other packages depend on this one. It
 * depends on no other package of the program.
 */
package org.optimizerstudy.experiment;
