/**
 * The update rules. {@link org.optimizerstudy.optimizer.RuleCatalogue} maps an optimizer and a
 * semantics to a rule in the package {@code dl4j}, {@code tensorflow}, {@code paper} or {@code
 * pytorch}.
 *
 * <p>A new rule needs one class there (an {@link org.optimizerstudy.optimizer.rule.UpdateRule}),
 * one line in that package's table, and, for a new name, one line in {@link
 * org.optimizerstudy.experiment.OptimizerKind}. {@code RuleTableTest} writes the table of
 * docs/rules.md.
 */
package org.optimizerstudy.optimizer;
