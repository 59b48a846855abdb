/**
 * What all update rules share. An {@link org.optimizerstudy.optimizer.rule.UpdateRule} is a rule
 * with its constants: its {@link org.optimizerstudy.optimizer.rule.Formula} in exact arithmetic,
 * its {@link org.optimizerstudy.optimizer.rule.Kernel} in single precision, its accumulators and
 * its sources. A {@link org.optimizerstudy.optimizer.rule.FlatUpdater} runs the kernel over DL4J's
 * flat parameter view.
 */
package org.optimizerstudy.optimizer.rule;
