/**
 * What every update rule of the study shares: a {@link org.optimizerstudy.optimizer.rule.Kernel} is
 * a rule's arithmetic, an {@link org.optimizerstudy.optimizer.rule.UpdateRule} its configuration,
 * and {@link org.optimizerstudy.optimizer.rule.FlatUpdater} runs the one over DL4J's flat parameter
 * view.
 */
package org.optimizerstudy.optimizer.rule;
