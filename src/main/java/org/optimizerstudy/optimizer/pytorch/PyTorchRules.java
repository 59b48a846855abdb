package org.optimizerstudy.optimizer.pytorch;

import java.util.Map;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.RuleFactory;

/** PyTorch's rules by optimizer. */
public final class PyTorchRules {

  /** The rule of each optimizer. */
  public static final Map<OptimizerKind, RuleFactory> ALL = Map.of(OptimizerKind.ADAMW, AdamW::of);

  private PyTorchRules() {}
}
