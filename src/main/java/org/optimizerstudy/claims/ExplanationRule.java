package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The rule of a claim that explains an observation: the observation must hold, too.
 *
 * <p>REPRODUCED if both premise and explanation are; CONTRADICTED if either is; NO DIFFERENCE if
 * either is and neither is contradicted; UNDECIDED otherwise.
 *
 * @param premise the rule of the observation to be explained
 * @param explanation the rule of the explanation
 */
public record ExplanationRule(DecisionRule premise, DecisionRule explanation)
    implements DecisionRule {

  private static final List<Verdict> STRONGEST_FIRST =
      List.of(Verdict.CONTRADICTED, Verdict.NO_DIFFERENCE, Verdict.UNDECIDED, Verdict.REPRODUCED);

  @Override
  public Verdict verdict() {
    return STRONGEST_FIRST.stream()
        .filter(v -> premise.verdict() == v || explanation.verdict() == v)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public List<Statement> statements() {
    return Stream.concat(explanation.statements().stream(), premise.statements().stream()).toList();
  }

  @Override
  public Statement decisive() {
    return explanation.decisive();
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT, "The premise is %s. %s", premise.verdict().key(), explanation.reason());
  }

  @Override
  public DecisionRule extendedTo(int seeds) {
    return new ExplanationRule(premise.extendedTo(seeds), explanation.extendedTo(seeds));
  }
}
