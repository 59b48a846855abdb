/**
 * The common parts of all update rules. An {@link org.optimizerstudy.optimizer.rule.UpdateRule} is
 * a rule with its constants: its {@link org.optimizerstudy.optimizer.rule.Formula} in exact
 * arithmetic, its {@link org.optimizerstudy.optimizer.rule.Kernel} in single precision, its
 * accumulators and its sources. A {@link org.optimizerstudy.optimizer.rule.FlatUpdater} applies the
 * kernel to DL4J's flat parameter view.
 */
package org.optimizerstudy.optimizer.rule;
