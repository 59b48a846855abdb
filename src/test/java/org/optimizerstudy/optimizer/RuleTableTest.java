package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The table of docs/rules.md is generated from the rules. {@code mvn test -Dtest=RuleTableTest
 * -Dreadme=write} writes it.
 */
class RuleTableTest {

  private static final Path PAGE = Path.of("docs/rules.md");
  private static final String BEGIN = "<!-- rules -->\n";
  private static final String END = "<!-- end of rules -->\n";

  @Test
  void thePageHasTheRules() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String before = page.substring(0, begin);
    String after = page.substring(page.indexOf(END));
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(PAGE, before + table() + after);
    } else {
      assertThat(page.substring(begin, page.indexOf(END))).isEqualTo(table());
    }
  }

  private static String table() {
    StringBuilder text = new StringBuilder();
    text.append("| optimizer | semantics | rule | constants | starts at | bytes | source |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    Set<Citation> citations = new LinkedHashSet<>();
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      for (Semantics semantics : optimizer.semantics()) {
        RuleDescription words = RuleDescription.of(optimizer, semantics);
        UpdateRule rule = RuleCatalogue.rule(optimizer, semantics);
        citations.add(rule.citation());
        text.append(
            "| %s | %s | `%s` | %s | %s | %d | %s |\n"
                .formatted(
                    optimizer.key(),
                    semantics.key(),
                    words.rule(),
                    words.constants(),
                    words.start(),
                    rule.stateBytes(),
                    words.source()));
      }
    }
    text.append('\n');
    citations.forEach(
        work -> text.append("- %s: *%s*, %s.\n".formatted(work.key(), work.title(), work.venue())));
    return text.toString();
  }
}
