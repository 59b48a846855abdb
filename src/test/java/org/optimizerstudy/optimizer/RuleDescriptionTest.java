package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

class RuleDescriptionTest {

  @Test
  void theTableOfTheReadmeSaysTheSame() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    for (OptimizerKind optimizer : OptimizerKind.values()) {
      for (Semantics semantics : Semantics.values()) {
        RuleDescription rule = RuleDescription.of(optimizer, semantics);
        assertThat(readme)
            .contains(
                "| %s | %s | `%s` | %s | %s | %s |"
                    .formatted(
                        optimizer.key(),
                        semantics.key(),
                        rule.rule(),
                        rule.constants(),
                        rule.start(),
                        rule.source()));
      }
    }
  }
}
