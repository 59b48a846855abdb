package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.claims.ClaimJudge;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.metrics.MadeHistories;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialHistory;

class AbstractTest {

  private static final String RULE = "The update rule that an optimizer's name stands for";

  /** Contradicted and no difference (C8), but by about the same effect: the seeds decide. */
  @Test
  void verdictsOfOverlappingEffectsDoNotDependOnTheRule() {
    MadeHistories dl4j = rise(Semantics.DL4J, 0.0011, 0.0019, 0.0027);
    assertThat(ClaimJudge.judge(dl4j.list()))
        .anyMatch(j -> j.claim().equals("C8") && j.verdict() == Verdict.NO_DIFFERENCE);
    assertThat(sentences(dl4j)).noneMatch(sentence -> sentence.startsWith(RULE));
  }

  @Test
  void verdictsOfDisjointEffectsDependOnTheRule() {
    assertThat(sentences(rise(Semantics.DL4J, -0.0024, -0.0025, -0.0026)))
        .contains(
            RULE
                + " decides the verdict on C8 (reproduced by DL4J's rules, contradicted by"
                + " TensorFlow's rules).");
  }

  /** An SD borrowed from other cells gives an interval that is too rough for "the clearest". */
  @Test
  void theClearestContradictionHasItsOwnDeviation() {
    MadeHistories own = rise(Semantics.TENSORFLOW, 0.0024, 0.0025, 0.0026);
    MadeHistories pooled = rise(Semantics.TENSORFLOW, 0.0024);
    for (int seed = 1; seed <= 3; seed++) {
      double level = 0.98 + seed * 0.0001;
      pooled.curve(OptimizerKind.ADAM, 0.001, seed, epoch -> epoch <= 30 ? 0.98 : level);
    }
    assertThat(ClaimJudge.judge(pooled.list()))
        .anyMatch(j -> j.claim().equals("C8") && j.verdict() == Verdict.CONTRADICTED);
    assertThat(sentencesOf(own.list())).anyMatch(s -> s.startsWith("The clearest contradiction"));
    assertThat(sentencesOf(pooled.list()))
        .noneMatch(s -> s.startsWith("The clearest contradiction"));
  }

  private static List<String> sentences(MadeHistories dl4j) {
    return sentencesOf(
        Stream.concat(
                dl4j.list().stream(),
                rise(Semantics.TENSORFLOW, 0.0024, 0.0025, 0.0026).list().stream())
            .toList());
  }

  private static List<String> sentencesOf(List<TrialHistory> histories) {
    return Abstract.of(
        new Findings(
            histories.stream().map(AbstractTest::stored).toList(),
            List.of(),
            List.of(),
            List.of(),
            ClaimJudge.judge(histories),
            new TreeMap<>()));
  }

  /** Adam at 0.01, whose accuracy rises after epoch 30, by seed. */
  private static MadeHistories rise(Semantics semantics, double... bySeed) {
    MadeHistories histories = MadeHistories.under(semantics);
    for (int i = 0; i < bySeed.length; i++) {
      double rise = bySeed[i];
      histories.curve(OptimizerKind.ADAM, 0.01, i + 1, epoch -> epoch <= 30 ? 0.98 : 0.98 + rise);
    }
    return histories;
  }

  private static StoredTrial stored(TrialHistory history) {
    return new StoredTrial(
        history,
        Optional.empty(),
        JsonNodeFactory.instance.objectNode(),
        "",
        Optional.empty(),
        List.of());
  }
}
