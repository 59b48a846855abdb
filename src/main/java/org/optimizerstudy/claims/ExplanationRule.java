package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The rule of a claim that explains something: the thing to be explained must be there, too.
 *
 * <p>REPRODUCED if premise and explanation are; CONTRADICTED if one of them is; NO DIFFERENCE if
 * one of them is and none is contradicted; UNDECIDED otherwise.
 *
 * @param premise the rule of what is explained
 * @param explanation the rule of the explanation
 */
public record Premised(Rule premise, Rule explanation) implements Rule {

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
  public Rule extendedTo(int seeds) {
    return new Premised(premise.extendedTo(seeds), explanation.extendedTo(seeds));
  }
}
