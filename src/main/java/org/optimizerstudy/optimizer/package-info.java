/**
 * The update rules: {@link org.optimizerstudy.optimizer.RuleCatalogue} finds the rule of an
 * optimizer and its semantics, in the packages {@code dl4j}, {@code tensorflow} and {@code paper}.
 *
 * <p>A new rule is one class there (an {@link org.optimizerstudy.optimizer.rule.UpdateRule}), one
 * line in that package's table, and, for a new name, one line in {@link
 * org.optimizerstudy.experiment.OptimizerKind}. {@code RuleTableTest} writes the README's table.
 */
package org.optimizerstudy.optimizer;
