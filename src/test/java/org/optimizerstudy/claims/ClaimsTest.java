package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.optimizerstudy.claims.Verdict.CONTRADICTED;
import static org.optimizerstudy.claims.Verdict.NOT_RUN;
import static org.optimizerstudy.claims.Verdict.NO_DIFFERENCE;
import static org.optimizerstudy.claims.Verdict.REPRODUCED;
import static org.optimizerstudy.claims.Verdict.UNDECIDED;
import static org.optimizerstudy.experiment.NetworkKind.DEEP_MLP;
import static org.optimizerstudy.experiment.NetworkKind.MEDIUM_CNN;
import static org.optimizerstudy.experiment.NetworkKind.SMALL_CNN;
import static org.optimizerstudy.experiment.OptimizerKind.ADADELTA;
import static org.optimizerstudy.experiment.OptimizerKind.ADAGRAD;
import static org.optimizerstudy.experiment.OptimizerKind.ADAM;
import static org.optimizerstudy.experiment.OptimizerKind.GRADIENT_DESCENT;
import static org.optimizerstudy.experiment.OptimizerKind.MOMENTUM;
import static org.optimizerstudy.experiment.OptimizerKind.RMSPROP;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.ExperimentReader;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.metrics.MadeHistories;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.statistics.Outcome;

/** Every claim, with generated trials for each verdict. */
class ClaimsTest {

  private static Judgement judge(String claim, MadeHistories histories) {
    return judge(claim, histories, Reading.STRIDED);
  }

  private static Judgement judge(String claim, MadeHistories histories, Reading reading) {
    Semantics semantics = histories.list().get(0).trial().semantics();
    return ClaimJudge.judge(histories.list()).stream()
        .filter(judgement -> judgement.claim().equals(claim))
        .filter(judgement -> judgement.semantics() == semantics)
        .filter(judgement -> judgement.reading().map(reading::equals).orElse(true))
        .findFirst()
        .orElseThrow();
  }

  private static Verdict verdict(String claim, MadeHistories histories) {
    return judge(claim, histories).verdict();
  }

  private static MadeHistories tensorflow() {
    return MadeHistories.under(Semantics.TENSORFLOW);
  }

  /** Three seeds around a mean, 0.03 points apart. */
  private static double[] seeds(double mean) {
    return new double[] {mean - 0.0003, mean, mean + 0.0003};
  }

  /** Three seeds around a mean, 1 point apart: an SD that hides small differences. */
  private static double[] noisy(double mean) {
    return new double[] {mean - 0.01, mean, mean + 0.01};
  }

  private static double of(OptimizerKind optimizer, double... all) {
    return all[PaperGrid.OPTIMIZERS.indexOf(optimizer)];
  }

  /** Figure 2 with the same accuracies on both networks, in the order of the paper's optimizers. */
  private static MadeHistories figure2(double... means) {
    MadeHistories histories = tensorflow();
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      histories.accuracy(SMALL_CNN, optimizer, 0.001, seeds(of(optimizer, means)));
      histories.accuracy(MEDIUM_CNN, optimizer, 0.001, seeds(of(optimizer, means)));
    }
    return histories;
  }

  private static MadeHistories rates(
      MadeHistories histories, OptimizerKind optimizer, double... accuracies) {
    for (int i = 0; i < accuracies.length; i++) {
      histories.accuracy(SMALL_CNN, optimizer, PaperGrid.RATES.get(i), seeds(accuracies[i]));
    }
    return histories;
  }

  /** Figure 3 with the same accuracy at every rate, in the order of the paper's optimizers. */
  private static MadeHistories figure3(double... means) {
    return figure3(tensorflow(), means);
  }

  private static MadeHistories figure3(MadeHistories histories, double... means) {
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      double mean = of(optimizer, means);
      rates(histories, optimizer, mean, mean, mean, mean, mean);
    }
    return histories;
  }

  /** The trials on another data set are judged alone, as those on MNIST are. */
  @Test
  void claimsAreJudgedOnEachDataSet() {
    List<TrialHistory> mnist = figure2(0.92, 0.96, 0.95, 0.90, 0.98, 0.99).list();
    List<TrialHistory> fashion =
        figure2(0.92, 0.99, 0.95, 0.90, 0.96, 0.98).list().stream()
            .map(
                history ->
                    new TrialHistory(
                        history.trial().on("fashion-mnist"),
                        history.status(),
                        history.records(),
                        history.stateBytes(),
                        history.measures()))
            .toList();
    List<TrialHistory> both = Stream.concat(mnist.stream(), fashion.stream()).toList();

    assertThat(ClaimJudge.judgeOutOfSample(mnist)).isEmpty();
    assertThat(ClaimsJson.text(ClaimJudge.judge(both)))
        .isEqualTo(ClaimsJson.text(ClaimJudge.judge(mnist)));
    Map<String, List<Judgement>> outOfSample = ClaimJudge.judgeOutOfSample(both);
    assertThat(outOfSample).containsOnlyKeys("fashion-mnist");
    Judgement first =
        outOfSample.get("fashion-mnist").stream()
            .filter(judgement -> judgement.verdict() != NOT_RUN)
            .filter(judgement -> judgement.claim().equals("C1"))
            .findFirst()
            .orElseThrow();
    assertThat(judge("C1", figure2(0.92, 0.96, 0.95, 0.90, 0.98, 0.99)).verdict())
        .isEqualTo(REPRODUCED);
    assertThat(first.verdict()).isEqualTo(CONTRADICTED);
    assertThat(first.trials())
        .isNotEmpty()
        .allMatch(trial -> trial.value().endsWith(".fashion-mnist"));
    assertThat(outOfSample.get("fashion-mnist"))
        .filteredOn(judgement -> judgement.plan().isPresent())
        .isNotEmpty()
        .allMatch(
            judgement ->
                judgement.plan().orElseThrow().command().contains(" --dataset fashion-mnist "));
    assertThat(ClaimsJson.text(ClaimJudge.judge(both), outOfSample))
        .contains("\"out_of_sample\" : {", "\"fashion-mnist\" : [");
  }

  @Nested
  class C1 {
    private final double[] claimed = {0.92, 0.96, 0.95, 0.90, 0.98, 0.99};

    @Test
    void reproducedIfBothLeadOnBothNetworks() {
      Judgement judgement = judge("C1", figure2(claimed));
      assertThat(judgement.verdict()).isEqualTo(REPRODUCED);
      assertThat(judgement.finding().reason())
          .startsWith("All 16 comparisons hold; the closest: RMSProp above momentum")
          .contains("+2.00 points", "3 seeds");
      assertThat(judgement.trials()).hasSize(36);
      assertThat(judgement.plan()).isEmpty();
    }

    @Test
    void contradictedIfOneIsBelowOnOneNetwork() {
      MadeHistories histories =
          figure2(claimed).accuracy(MEDIUM_CNN, MOMENTUM, 0.001, seeds(0.985));
      Judgement judgement = judge("C1", histories);
      assertThat(judgement.verdict()).isEqualTo(CONTRADICTED);
      assertThat(judgement.finding().reason())
          .startsWith("1 of 16 comparisons are opposite")
          .contains("RMSProp above momentum on the medium CNN: -0.50 points");
    }

    @Test
    void noDifferenceIfOneIsATieAndNamedWithWhom() {
      Judgement judgement = judge("C1", figure2(0.92, 0.98, 0.95, 0.90, 0.98, 0.99));
      assertThat(judgement.verdict()).isEqualTo(NO_DIFFERENCE);
      assertThat(judgement.finding().reason())
          .contains("absent in 2 of 16", "RMSProp above momentum");
    }

    /** Standard error 0.05 points: p is 0.01 for a tie, and 0.13 after correction for 16. */
    @Test
    void aTieThatHolmsCorrectionDoesNotConfirmIsMarked() {
      double[] tie = {0.9794, 0.98, 0.9806};
      MadeHistories histories = figure2(claimed);
      for (NetworkKind network : List.of(SMALL_CNN, MEDIUM_CNN)) {
        histories.accuracy(network, MOMENTUM, 0.001, tie).accuracy(network, RMSPROP, 0.001, tie);
      }
      Judgement judgement = judge("C1", histories);
      assertThat(judgement.verdict()).isEqualTo(NO_DIFFERENCE);
      assertThat(JudgementFormat.effect(judgement.finding())).endsWith("3 seeds, unconfirmed");
      assertThat(
              JudgementFormat.effect(
                  judge("C1", figure2(0.92, 0.98, 0.95, 0.90, 0.98, 0.99)).finding()))
          .endsWith("3 seeds");
    }

    @Test
    void undecidedIfSeedsDifferTooMuchAndSaysWhatWouldDecide() {
      MadeHistories histories = figure2(claimed);
      histories.accuracy(SMALL_CNN, MOMENTUM, 0.001, noisy(0.978));
      Judgement judgement = judge("C1", histories);
      assertThat(judgement.verdict()).isEqualTo(UNDECIDED);
      SeedPlan plan = judgement.plan().orElseThrow();
      assertThat(plan.seedsPerCell()).isBetween(50, 200);
      assertThat(plan.trials()).isEqualTo((plan.seedsPerCell() - 3) * 12);
      assertThat(plan.command())
          .isEqualTo(
              "./study run figure2 --semantics tensorflow --seeds $(seq -s, 1 %d)"
                  .formatted(plan.seedsPerCell()));
      // 2 s per epoch
      assertThat(plan.seconds().getAsDouble()).isEqualTo(plan.trials() * 200.0);
    }

    @Test
    void oneSeedTakesThePooledDeviationOfItsFamily() {
      MadeHistories histories = tensorflow();
      for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
        double mean = of(optimizer, claimed);
        histories
            .accuracy(SMALL_CNN, optimizer, 0.001, mean)
            .accuracy(MEDIUM_CNN, optimizer, 0.001, mean);
        histories
            .accuracy(SMALL_CNN, optimizer, 0.01, seeds(0.5))
            .accuracy(MEDIUM_CNN, optimizer, 0.01, seeds(0.5));
      }
      Judgement judgement = judge("C1", histories);
      assertThat(judgement.verdict()).isEqualTo(REPRODUCED);
      assertThat(judgement.finding().reason()).contains("1 seed, pooled SD");
    }

    @Test
    void oneSeedWithoutAFamilyIsUndecidedAndAsksForTwo() {
      MadeHistories histories = tensorflow();
      for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
        double mean = of(optimizer, claimed);
        histories
            .accuracy(SMALL_CNN, optimizer, 0.001, seeds(mean))
            .accuracy(MEDIUM_CNN, optimizer, 0.001, mean);
      }
      Judgement judgement = judge("C1", histories);
      assertThat(judgement.verdict()).isEqualTo(UNDECIDED);
      assertThat(judgement.finding().reason()).contains("the SD between seeds is unknown");
      assertThat(judgement.plan().orElseThrow().command())
          .isEqualTo(
              "./study run figure2 --semantics tensorflow --seeds 1,2 --only 'medium-cnn.*'");
      assertThat(judgement.plan().orElseThrow().trials()).isEqualTo(6);
    }

    @Test
    void everySeedOfACellCounts() {
      MadeHistories histories = figure2(claimed);
      histories.accuracyFromSeed(4, SMALL_CNN, ADAM, 0.001, 0.99, 0.99);
      Statement adam = judge("C1", histories).finding().rule().orElseThrow().statements().get(0);
      assertThat(adam.words()).isEqualTo("Adam above gradient descent on the small CNN");
      assertThat(adam.comparison().difference().terms())
          .extracting(term -> term.mean().size())
          .containsExactly(5, 3);
    }

    @Test
    void aTrialThatDivergedCountsAsAGuess() {
      MadeHistories histories = figure2(claimed).diverged(MEDIUM_CNN, RMSPROP, 0.001, 7);
      Judgement judgement = judge("C1", histories);
      // 7 epochs of 0.9, then of 0.1: one seed of three at 10 %
      assertThat(judgement.verdict()).isEqualTo(UNDECIDED);
    }
  }

  @Nested
  class C2AndC12 {
    @Test
    void theHighThreeAboveTheLowThree() {
      assertThat(verdict("C2", figure2(0.92, 0.985, 0.95, 0.60, 0.986, 0.987)))
          .isEqualTo(REPRODUCED);
      assertThat(verdict("C2", figure2(0.92, 0.97, 0.985, 0.60, 0.986, 0.987)))
          .isEqualTo(CONTRADICTED);
      assertThat(verdict("C2", figure2(0.92, 0.985, 0.985, 0.60, 0.986, 0.987)))
          .isEqualTo(NO_DIFFERENCE);
    }

    @Test
    void adamAboveEveryOther() {
      assertThat(verdict("C12", figure2(0.92, 0.96, 0.95, 0.60, 0.97, 0.985)))
          .isEqualTo(REPRODUCED);
      assertThat(verdict("C12", figure2(0.92, 0.96, 0.95, 0.60, 0.99, 0.985)))
          .isEqualTo(CONTRADICTED);
      Judgement tie = judge("C12", figure2(0.92, 0.96, 0.95, 0.60, 0.985, 0.985));
      assertThat(tie.verdict()).isEqualTo(NO_DIFFERENCE);
      assertThat(tie.finding().reason()).contains("Adam above RMSProp on the small CNN");
    }
  }

  /** C3 and C4: some optimizers differ, the others are equal and have no gap. */
  private static MadeHistories sizes(
      int special, double small, double smallGap, double medium, double mediumGap) {
    MadeHistories histories = tensorflow();
    double[] noise = {-0.0003, 0, 0.0003};
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      boolean is = PaperGrid.OPTIMIZERS.indexOf(optimizer) < special;
      for (int i = 0; i < noise.length; i++) {
        double shift = noise[i];
        histories
            .curve(SMALL_CNN, optimizer, 0.001, i + 1, e -> (is ? small : 0.97) + shift)
            .trainAccuracy((is ? small + smallGap : 0.97) + shift / 2)
            .curve(MEDIUM_CNN, optimizer, 0.001, i + 1, e -> (is ? medium : 0.97) + shift)
            .trainAccuracy((is ? medium + mediumGap : 0.97) + shift / 2);
      }
    }
    return histories;
  }

  @Nested
  class C3AndC4 {
    @Test
    void fourOfSixReproduce() {
      assertThat(verdict("C3", sizes(4, 0.985, 0, 0.97, 0))).isEqualTo(REPRODUCED);
    }

    @Test
    void threeOfSixBelowContradict() {
      assertThat(verdict("C3", sizes(3, 0.97, 0, 0.985, 0))).isEqualTo(CONTRADICTED);
    }

    @Test
    void threeTiesExcludeFourOfSix() {
      Judgement judgement = judge("C3", sizes(3, 0.985, 0, 0.97, 0));
      assertThat(judgement.verdict()).isEqualTo(NO_DIFFERENCE);
      assertThat(judgement.finding().reason()).startsWith("3 of 6 hold, 0 are opposite");
    }

    @Test
    void undecidedIfSeedsDifferTooMuch() {
      MadeHistories histories = sizes(4, 0.985, 0, 0.97, 0);
      histories.accuracy(SMALL_CNN, MOMENTUM, 0.001, noisy(0.975));
      histories.accuracy(SMALL_CNN, GRADIENT_DESCENT, 0.001, noisy(0.975));
      histories.accuracy(SMALL_CNN, RMSPROP, 0.001, noisy(0.975));
      assertThat(verdict("C3", histories)).isEqualTo(UNDECIDED);
    }

    @Test
    void aLargerGapOfTheLessAccurateMediumNetworkReproduces() {
      assertThat(verdict("C4", sizes(5, 0.985, 0.005, 0.96, 0.039))).isEqualTo(REPRODUCED);
    }

    @Test
    void aSmallerGapContradicts() {
      assertThat(verdict("C4", sizes(5, 0.985, 0.014, 0.96, 0.001))).isEqualTo(CONTRADICTED);
    }

    @Test
    void equalGapsAreNoDifference() {
      assertThat(verdict("C4", sizes(5, 0.985, 0.005, 0.96, 0.005))).isEqualTo(NO_DIFFERENCE);
    }

    @Test
    void aRefutedPremiseContradictsAndGapsAreShown() {
      Judgement judgement = judge("C4", sizes(6, 0.97, 0.01, 0.985, 0.015));
      assertThat(judgement.verdict()).isEqualTo(CONTRADICTED);
      assertThat(judgement.finding().reason())
          .startsWith("The premise is contradicted. 6 of 6 hold")
          .contains("gap of medium CNN above small CNN: +0.50 points");
    }

    @Test
    void withoutTrainingAccuracyItIsNotRunUnlessThePremiseIsRefuted() {
      Judgement open = judge("C4", sizes(5, 0.985, 0.005, 0.96, 0.039).withoutTrainAccuracy());
      assertThat(open.verdict()).isEqualTo(NOT_RUN);
      assertThat(open.finding().reason())
          .startsWith("12 of 12 cells do not record training minus test accuracy");
      SeedPlan plan = open.plan().orElseThrow();
      assertThat(plan.trials()).isEqualTo(12);
      assertThat(plan.command()).isEqualTo("./study run figure2 --semantics tensorflow --seeds 4");
      Judgement refuted = judge("C4", sizes(6, 0.97, 0.01, 0.985, 0.015).withoutTrainAccuracy());
      assertThat(refuted.verdict()).isEqualTo(CONTRADICTED);
      assertThat(refuted.finding().notes()).anyMatch(note -> note.contains("do not record"));
    }
  }

  @Nested
  class C5 {
    @Test
    void reproducedContradictedAndAbsent() {
      assertThat(verdict("C5", figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98))).isEqualTo(REPRODUCED);
      assertThat(verdict("C5", figure3(0.92, 0.96, 0.95, 0.94, 0.975, 0.98)))
          .isEqualTo(CONTRADICTED);
      assertThat(verdict("C5", figure3(0.92, 0.975, 0.95, 0.60, 0.975, 0.98)))
          .isEqualTo(NO_DIFFERENCE);
    }

    @Test
    void averagesOverTheLearningRates() {
      MadeHistories histories = figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98);
      rates(histories, ADAM, 0.99, 0.99, 0.99, 0.99, 0.5);
      Judgement judgement = judge("C5", histories);
      assertThat(judgement.verdict()).isEqualTo(CONTRADICTED);
      assertThat(judgement.finding().quantities())
          .filteredOn(q -> q.name().startsWith("Adam,"))
          .singleElement()
          .satisfies(q -> assertThat(q.interval().value()).isCloseTo(89.2, within(1e-9)));
    }

    @Test
    void aRuleWithoutLearningRateIsItsOwnAverage() {
      MadeHistories paper = MadeHistories.under(Semantics.PAPER);
      Judgement judgement = judge("C5", figure3(paper, 0.92, 0.96, 0.95, 0.60, 0.975, 0.98));
      assertThat(judgement.verdict()).isEqualTo(REPRODUCED);
      assertThat(judgement.trials()).hasSize(26 * 3);
    }

    @Test
    void tunedIsByValidationAndFlagsTheEdge() {
      MadeHistories histories = figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98);
      rates(histories, MOMENTUM, 0.96, 0.97, 0.985, 0.97, 0.96);
      rates(histories, ADAM, 0.5, 0.6, 0.7, 0.8, 0.99);
      Judgement judgement = judge("C5t", histories);
      assertThat(judgement.verdict()).isEqualTo(CONTRADICTED); // rmsprop 97.5, momentum 98.5
      assertThat(judgement.finding().quantities())
          .extracting(ReportedQuantity::name)
          .contains("momentum at 0.001", "Adam at 0.01");
      assertThat(judgement.finding().notes())
          .singleElement()
          .asString()
          .contains("Adam (0.01)")
          .doesNotContain("momentum");
    }

    @Test
    void ratesAboveFigure3AreCandidates() {
      MadeHistories histories = figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98);
      histories.accuracy(SMALL_CNN, GRADIENT_DESCENT, 0.1, seeds(0.99));
      assertThat(judge("C5t", histories).finding().quantities())
          .extracting(ReportedQuantity::name)
          .contains("gradient descent at 0.1");
      assertThat(judge("C5t", histories).verdict()).isEqualTo(CONTRADICTED);
      assertThat(judge("C5", histories).verdict()).isEqualTo(REPRODUCED);
    }
  }

  @Nested
  class C6AndC7 {
    private MadeHistories one(OptimizerKind optimizer, double low, double middle, double high) {
      return rates(tensorflow(), optimizer, low, middle, middle, middle, high);
    }

    @Test
    void fallsRisesAndOtherShapes() {
      Map<String, double[]> shapes =
          Map.of(
              "falls", new double[] {0.99, 0.98, 0.97},
              "rises", new double[] {0.97, 0.98, 0.99},
              "rises, then falls", new double[] {0.97, 0.99, 0.97},
              "falls, then rises", new double[] {0.99, 0.97, 0.99},
              "rises, then saturates", new double[] {0.97, 0.99, 0.99},
              "flat", new double[] {0.98, 0.98, 0.98});
      shapes.forEach(
          (words, means) -> {
            Judgement judgement = judge("C6a", one(ADAM, means[0], means[1], means[2]));
            assertThat(judgement.finding().shapes()).containsEntry(OptimizerKind.ADAM, words);
          });
    }

    @Test
    void aFallIsReproducedAndEveryRiseContradicts() {
      assertThat(verdict("C6a", one(ADAM, 0.99, 0.98, 0.97))).isEqualTo(REPRODUCED);
      assertThat(verdict("C6a", one(ADAM, 0.99, 0.99, 0.97))).isEqualTo(REPRODUCED);
      assertThat(verdict("C6a", one(ADAM, 0.97, 0.98, 0.99))).isEqualTo(CONTRADICTED);
      assertThat(verdict("C6a", one(ADAM, 0.97, 0.99, 0.96))).isEqualTo(CONTRADICTED);
      assertThat(verdict("C6a", one(ADAM, 0.98, 0.98, 0.98))).isEqualTo(NO_DIFFERENCE);
    }

    @Test
    void theTwoStatementsOnRmsPropNeverBothHold() {
      MadeHistories falling = one(RMSPROP, 0.99, 0.98, 0.97);
      assertThat(verdict("C6b", falling)).isEqualTo(REPRODUCED);
      assertThat(verdict("C6c", falling)).isEqualTo(CONTRADICTED);
      MadeHistories rising = one(RMSPROP, 0.97, 0.98, 0.99);
      assertThat(verdict("C6b", rising)).isEqualTo(CONTRADICTED);
      assertThat(verdict("C6c", rising)).isEqualTo(REPRODUCED);
      MadeHistories both = one(RMSPROP, 0.97, 0.99, 0.97);
      assertThat(verdict("C6b", both)).isEqualTo(CONTRADICTED);
      assertThat(verdict("C6c", both)).isEqualTo(CONTRADICTED);
    }

    @Test
    void undecidedIfSeedsDifferTooMuch() {
      MadeHistories histories = one(ADAM, 0.985, 0.98, 0.98);
      histories.accuracy(SMALL_CNN, ADAM, 0.01, noisy(0.98));
      assertThat(verdict("C6a", histories)).isEqualTo(UNDECIDED);
    }

    private MadeHistories four(Semantics semantics, double... means) {
      MadeHistories histories = MadeHistories.under(semantics);
      for (OptimizerKind optimizer : List.of(GRADIENT_DESCENT, MOMENTUM, ADAGRAD, ADADELTA)) {
        rates(histories, optimizer, means);
      }
      return histories;
    }

    @Test
    void theFourRise() {
      double[] rising = {0.80, 0.90, 0.93, 0.96, 0.98};
      assertThat(verdict("C7", four(Semantics.TENSORFLOW, rising))).isEqualTo(REPRODUCED);
      Judgement saturates =
          judge(
              "C7",
              rates(four(Semantics.TENSORFLOW, rising), MOMENTUM, 0.9, 0.95, 0.98, 0.98, 0.98));
      assertThat(saturates.verdict()).isEqualTo(REPRODUCED);
      assertThat(saturates.finding().shapes())
          .containsEntry(OptimizerKind.MOMENTUM, "rises, then saturates");
      assertThat(
              verdict(
                  "C7",
                  rates(four(Semantics.TENSORFLOW, rising), MOMENTUM, 0.9, 0.95, 0.99, 0.98, 0.97)))
          .isEqualTo(CONTRADICTED);
    }

    @Test
    void adadeltaIsLeftOutWhereItHasNoLearningRate() {
      Judgement judgement = judge("C7", four(Semantics.DL4J, 0.80, 0.90, 0.93, 0.96, 0.98));
      assertThat(judgement.verdict()).isEqualTo(REPRODUCED);
      assertThat(judgement.finding().notes())
          .containsExactly(
              "Excluded, because the rule has no learning rate by DL4J's rules: Adadelta.");
      assertThat(judgement.trials()).hasSize(27); // three rates of three optimizers
    }
  }

  @Nested
  class C8AndC9 {
    private MadeHistories adam(double rate, IntToDoubleFunction curve) {
      MadeHistories histories = tensorflow();
      for (long seed = 1; seed <= 3; seed++) {
        double shift = (seed - 2) * 0.0002;
        histories.curve(ADAM, rate, seed, e -> curve.applyAsDouble(e) + shift * (e > 50 ? 1 : -1));
      }
      return histories;
    }

    @Test
    void aLateDrop() {
      assertThat(verdict("C8", adam(0.01, e -> e <= 30 ? 0.985 : 0.975))).isEqualTo(REPRODUCED);
      assertThat(verdict("C8", adam(0.01, e -> e <= 30 ? 0.975 : 0.985))).isEqualTo(CONTRADICTED);
      assertThat(verdict("C8", adam(0.01, e -> 0.98))).isEqualTo(NO_DIFFERENCE);
      MadeHistories open = adam(0.01, e -> 0.98);
      open.curve(ADAM, 0.01, 3, e -> e <= 30 ? 0.99 : 0.97);
      assertThat(verdict("C8", open)).isEqualTo(UNDECIDED);
    }

    /** Adam is one rule by DL4J's and TensorFlow's; the same records are no further evidence. */
    @Test
    void recordsOfOneRuleCountOnceInThePooledDeviation() {
      List<TrialHistory> once = oneSeedOfAFamily(Semantics.TENSORFLOW).list();
      List<TrialHistory> twice =
          Stream.concat(once.stream(), oneSeedOfAFamily(Semantics.DL4J).list().stream()).toList();
      assertThat(c8(once)).contains("1 seed, pooled SD").isEqualTo(c8(twice));
    }

    private MadeHistories oneSeedOfAFamily(Semantics semantics) {
      MadeHistories histories = MadeHistories.under(semantics);
      for (long seed = 1; seed <= 3; seed++) {
        double shift = (seed - 2) * 0.0002;
        histories.curve(ADAM, 0.001, seed, e -> 0.98 + shift * (e > 50 ? 1 : -1));
      }
      return histories.curve(ADAM, 0.01, 1, e -> e <= 30 ? 0.985 : 0.975);
    }

    private String c8(List<TrialHistory> histories) {
      return ClaimJudge.judge(histories).stream()
          .filter(j -> j.claim().equals("C8") && j.semantics() == Semantics.TENSORFLOW)
          .map(j -> JudgementFormat.effect(j.finding()))
          .findFirst()
          .orElseThrow();
    }

    @Test
    void divergenceIsADrop() {
      MadeHistories histories = tensorflow();
      for (int seed = 1; seed <= 3; seed++) {
        histories.diverged(SMALL_CNN, ADAM, 0.01, 40 + seed);
      }
      assertThat(
              judge("C8", histories)
                  .finding()
                  .rule()
                  .orElseThrow()
                  .decisive()
                  .comparison()
                  .outcome())
          .isNotEqualTo(Outcome.BELOW);
    }

    @Test
    void testLossStandsBeside() {
      assertThat(judge("C8", adam(0.01, e -> 0.98)).finding().quantities())
          .singleElement()
          .satisfies(q -> assertThat(q.name()).startsWith("growth of the test loss"));
    }

    @Test
    void aRiseInTheSecondHalf() {
      assertThat(verdict("C9", adam(0.0001, e -> 0.97 + e * 0.0001))).isEqualTo(REPRODUCED);
      assertThat(verdict("C9", adam(0.0001, e -> 0.98 - e * 0.0001))).isEqualTo(CONTRADICTED);
      assertThat(verdict("C9", adam(0.0001, e -> 0.98))).isEqualTo(NO_DIFFERENCE);
      Judgement rise = judge("C9", adam(0.0001, e -> 0.97 + e * 0.0001));
      assertThat(rise.finding().rule().orElseThrow().decisive().comparison().interval().value())
          .isCloseTo(0.49, within(1e-6)); // 49 steps of 0.01 points
      assertThat(rise.finding().rule().orElseThrow().decisive().comparison().margin())
          .isEqualTo(0.1);
    }
  }

  @Nested
  class C10 {
    private MadeHistories losses(double adagrad, double adam, double others, double rate) {
      MadeHistories histories = tensorflow();
      for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
        double level = optimizer == ADAGRAD ? adagrad : optimizer == ADAM ? adam : others;
        for (int seed = 1; seed <= 3; seed++) {
          double factor = 1 + 0.01 * seed;
          histories.loss(optimizer, rate, seed, e -> level * factor * (1 + 1.0 / e));
        }
      }
      return histories;
    }

    @Test
    void partsAreJudgedOnTheirOwn() {
      MadeHistories lowest = losses(0.01, 0.05, 0.05, 0.001);
      for (String claim : List.of("C10a", "C10b", "C10c")) {
        assertThat(verdict(claim, lowest)).isEqualTo(REPRODUCED);
      }
      assertThat(verdict("C10d", lowest)).isEqualTo(NOT_RUN);
      MadeHistories aboveAdam = losses(0.01, 0.001, 0.05, 0.001);
      assertThat(verdict("C10a", aboveAdam)).isEqualTo(CONTRADICTED);
      assertThat(verdict("C10b", aboveAdam)).isEqualTo(CONTRADICTED);
      MadeHistories aboveOthers = losses(0.01, 0.05, 0.001, 0.001);
      assertThat(verdict("C10a", aboveOthers)).isEqualTo(REPRODUCED);
      assertThat(verdict("C10b", aboveOthers)).isEqualTo(CONTRADICTED);
      assertThat(verdict("C10a", losses(0.01, 0.01, 0.01, 0.001))).isEqualTo(NO_DIFFERENCE);
    }

    @Test
    void effectsAreLogarithmsWithoutAReading() {
      Judgement judgement = judge("C10a", losses(0.01, 0.05, 0.05, 0.001));
      assertThat(judgement.reading()).isEmpty();
      assertThat(judgement.finding().reason())
          .contains("Adam's loss above Adagrad's: +1.609 ln loss");
    }

    @Test
    void everyRate() {
      MadeHistories all = losses(0.01, 0.05, 0.05, 0.001);
      for (double rate : PaperGrid.RATES) {
        losses(0.01, 0.05, 0.05, rate).list().forEach(all::add);
      }
      assertThat(verdict("C10d", all)).isEqualTo(REPRODUCED);
    }

    @Test
    void aLossOfZeroIsFinite() {
      Judgement judgement = judge("C10a", losses(0.0, 0.05, 0.05, 0.001));
      assertThat(judgement.verdict()).isEqualTo(REPRODUCED);
    }
  }

  @Nested
  class C11 {
    private MadeHistories momentum(double... bytes) {
      MadeHistories histories = tensorflow();
      for (int i = 0; i < bytes.length; i++) {
        histories
            .curve(MOMENTUM, PaperGrid.RATES.get(i), 1, e -> 0.9)
            .stateBytes(OptionalDouble.of(bytes[i]));
      }
      return histories;
    }

    @Test
    void countsTheBytes() {
      Judgement judgement = judge("C11", momentum(4, 4));
      assertThat(judgement.verdict()).isEqualTo(REPRODUCED);
      assertThat(judgement.finding().reason()).contains("2.00 times").contains("2 trials");
      assertThat(judgement.finding().notes())
          .singleElement()
          .asString()
          .contains("31.08 times the parameters' memory");
      assertThat(judgement.trials()).hasSize(2);
      assertThat(verdict("C11", momentum(8))).isEqualTo(CONTRADICTED);
      assertThat(verdict("C11", momentum(4, 8))).isEqualTo(UNDECIDED);
    }

    @Test
    void notRunIfTrialsDoNotRecordThem() {
      assertThat(verdict("C11", momentum(4).stateBytes(OptionalDouble.empty()))).isEqualTo(NOT_RUN);
    }

    @Test
    void anyEpochsWillDo() {
      assertThat(verdict("C11", tensorflow().epochs(3).curve(MOMENTUM, 0.001, 1, e -> 0.9)))
          .isEqualTo(REPRODUCED);
    }
  }

  @Nested
  class C13 {
    /** Trials that reach an accuracy at an epoch, or never. */
    private MadeHistories reaching(NetworkKind network, int slow, int fast) {
      MadeHistories histories = tensorflow();
      for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
        int epoch = List.of(ADAM, RMSPROP).contains(optimizer) ? fast : slow;
        for (double rate : PaperGrid.RATES) {
          for (int seed = 1; seed <= 3; seed++) {
            int at = epoch > 100 ? epoch : epoch + seed;
            histories.curve(network, optimizer, rate, seed, e -> e < at ? 0.9 : 0.985);
          }
        }
      }
      return histories;
    }

    @Test
    void moreEpochsAtEveryRate() {
      assertThat(verdict("C13a", reaching(SMALL_CNN, 40, 5))).isEqualTo(REPRODUCED);
      assertThat(verdict("C13a", reaching(SMALL_CNN, 5, 40))).isEqualTo(CONTRADICTED);
      assertThat(verdict("C13b", reaching(DEEP_MLP, 40, 5))).isEqualTo(REPRODUCED);
      assertThat(verdict("C13b", reaching(SMALL_CNN, 40, 5))).isEqualTo(NOT_RUN);
    }

    @Test
    void neverIsOneEpochMoreThanThereAre() {
      Judgement judgement = judge("C13a", reaching(SMALL_CNN, 1_000, 5));
      assertThat(judgement.verdict()).isEqualTo(REPRODUCED);
      assertThat(judgement.finding().reason()).contains("+94.0 epochs"); // 101 minus 5 + 2
      assertThat(verdict("C13a", reaching(SMALL_CNN, 1_000, 1_000))).isEqualTo(NO_DIFFERENCE);
    }
  }

  @Nested
  class C14ToC16 {
    @Test
    void byTheMeanOverTheRates() {
      MadeHistories histories = figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98);
      assertThat(verdict("C14", histories)).isEqualTo(REPRODUCED);
      assertThat(verdict("C15", histories)).isEqualTo(REPRODUCED);
      assertThat(verdict("C16", histories)).isEqualTo(REPRODUCED);
      MadeHistories other = figure3(0.96, 0.92, 0.95, 0.97, 0.95, 0.98);
      assertThat(verdict("C14", other)).isEqualTo(CONTRADICTED);
      assertThat(verdict("C15", other)).isEqualTo(CONTRADICTED);
      assertThat(verdict("C16", other)).isEqualTo(CONTRADICTED);
      assertThat(verdict("C16", figure3(0.96, 0.96, 0.95, 0.97, 0.95, 0.98)))
          .isEqualTo(NO_DIFFERENCE);
    }

    @Test
    void ratesThatDifferAreNamed() {
      MadeHistories histories = figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98);
      rates(histories, GRADIENT_DESCENT, 0.92, 0.92, 0.92, 0.92, 0.965);
      Judgement judgement = judge("C16", histories);
      assertThat(judgement.verdict()).isEqualTo(REPRODUCED);
      assertThat(judgement.finding().notes())
          .containsExactly(
              "Learning rates with a different outcome: momentum above gradient descent at 0.01: below.");
      assertThat(judgement.finding().quantities()).hasSize(5);
    }
  }

  @Nested
  class C17AndC18 {
    private MadeHistories gaps(OptimizerKind optimizer, double low, double high) {
      return tensorflow()
          .gap(SMALL_CNN, optimizer, 0.0001, 0.98, seeds(low))
          .gap(SMALL_CNN, optimizer, 0.01, 0.98, seeds(high));
    }

    @Test
    void adamOverfitsAtLargeRatesAlone() {
      assertThat(verdict("C17", gaps(ADAM, 0.0005, 0.015))).isEqualTo(REPRODUCED);
      assertThat(verdict("C17", gaps(ADAM, 0.012, 0.015))).isEqualTo(CONTRADICTED); // at small, too
      assertThat(verdict("C17", gaps(ADAM, 0.0005, 0.0005))).isEqualTo(NO_DIFFERENCE);
      assertThat(verdict("C17", gaps(ADAM, 0.002, 0.015))).isEqualTo(UNDECIDED); // at the margin
    }

    @Test
    void rmsPropOverfitsAtSmallRates() {
      assertThat(verdict("C18", gaps(RMSPROP, 0.015, 0.01))).isEqualTo(REPRODUCED);
      assertThat(verdict("C18", gaps(RMSPROP, 0.01, 0.015))).isEqualTo(CONTRADICTED);
      assertThat(verdict("C18", gaps(RMSPROP, 0.01, 0.01))).isEqualTo(NO_DIFFERENCE);
      assertThat(verdict("C18", gaps(RMSPROP, 0.01, 0.01).withoutTrainAccuracy()))
          .isEqualTo(NOT_RUN);
    }

    /** A run skips seeds that are done, also if they were trained by an older version. */
    @Test
    void seedsThatDoNotRecordTheGapAreNotPlanned() {
      MadeHistories histories = gaps(RMSPROP, 0.01, 0.01).withoutTrainAccuracy();
      for (double rate : List.of(0.0001, 0.01)) {
        for (long seed = 5; seed <= 6; seed++) {
          double gap = seed == 5 ? 0.0 : 0.015;
          histories
              .accuracyFromSeed(seed, SMALL_CNN, RMSPROP, rate, 0.98)
              .trainAccuracy(0.98 + gap + rate);
        }
      }
      Judgement judgement = judge("C18", histories);
      assertThat(judgement.verdict()).isEqualTo(UNDECIDED);
      SeedPlan plan = judgement.plan().orElseThrow();
      assertThat(plan.trials()).isEqualTo((plan.seedsPerCell() - 2) * 2);
      assertThat(plan.command())
          .isEqualTo(
              "./study run figure3 --semantics tensorflow --seeds $(seq -s, 4 %d)"
                  + " --only 'small-cnn.*.rmsprop.*'",
              plan.seedsPerCell() + 3);
    }
  }

  @Nested
  class C19ToC21 {
    /** By hand: sqrt(1 - 0.999^2) / (1 - 0.9^2) over sqrt(1 - 0.999) / (1 - 0.9) = 0.7441. */
    @Test
    void theRateDoesNotHalve() {
      Judgement judgement = judge("C19", tensorflow().curve(ADAM, 0.001, 1, e -> 0.9));
      assertThat(judgement.verdict()).isEqualTo(CONTRADICTED);
      assertThat(judgement.finding().effect().orElseThrow().interval().value())
          .isCloseTo(0.7441, within(5e-5));
    }

    private MadeHistories fullBatch(double whole) {
      MadeHistories histories = figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98);
      MadeHistories full = histories.batch(Trial.TRAINING_EXAMPLES);
      rates(full, GRADIENT_DESCENT, whole, whole, whole, whole, whole);
      return full;
    }

    @Test
    void allDataAtOnceIsBelowBatches() {
      assertThat(verdict("C20", fullBatch(0.5))).isEqualTo(REPRODUCED);
      assertThat(verdict("C20", fullBatch(0.95))).isEqualTo(CONTRADICTED);
      assertThat(verdict("C20", fullBatch(0.92))).isEqualTo(NO_DIFFERENCE);
      Judgement notRun = judge("C20", figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98));
      assertThat(notRun.verdict()).isEqualTo(NOT_RUN);
      assertThat(notRun.plan().orElseThrow().command()).contains("./study run full-batch");
      assertThat(notRun.finding().reason()).doesNotContain("There are trials of");
    }

    private MadeHistories extended(boolean momentumFails, boolean otherFails) {
      MadeHistories histories = tensorflow();
      for (double rate : List.of(0.03, 0.1, 0.3, 1.0)) {
        histories
            .accuracy(SMALL_CNN, MOMENTUM, rate, momentumFails && rate == 0.3 ? 0.1 : 0.98)
            .accuracy(SMALL_CNN, GRADIENT_DESCENT, rate, otherFails && rate == 0.3 ? 0.1135 : 0.98);
      }
      return histories;
    }

    @Test
    void momentumDivergesFirst() {
      assertThat(verdict("C21", extended(true, false))).isEqualTo(REPRODUCED);
      assertThat(verdict("C21", extended(false, true))).isEqualTo(CONTRADICTED);
      assertThat(verdict("C21", extended(true, true))).isEqualTo(NO_DIFFERENCE);
      MadeHistories disagree =
          extended(true, false).accuracyFromSeed(2, SMALL_CNN, MOMENTUM, 0.3, 0.98);
      assertThat(verdict("C21", disagree)).isEqualTo(UNDECIDED);
      MadeHistories diverged = extended(false, false).diverged(SMALL_CNN, MOMENTUM, 0.3, 2);
      assertThat(verdict("C21", diverged)).isEqualTo(REPRODUCED);
      Judgement notRun = judge("C21", figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98));
      assertThat(notRun.plan().orElseThrow().command())
          .isEqualTo(
              "./study run tuned --semantics tensorflow --only 'small-cnn.*.{gradient-descent,momentum}.*'");
    }
  }

  @Test
  void withoutTrialsOnlyTheComputedClaimIsJudged() {
    List<Judgement> judgements = ClaimJudge.judge(List.of());

    assertThat(judgements)
        .filteredOn(judgement -> judgement.verdict() != NOT_RUN)
        .extracting(Judgement::claim)
        .containsOnly("C19");
    assertThat(judgements)
        .filteredOn(j -> j.verdict() == NOT_RUN && !j.claim().equals("C11"))
        .allMatch(j -> j.plan().orElseThrow().command().startsWith("./study run "));
    assertThat(judgements.stream().map(Judgement::claim).distinct())
        .containsExactly(
            "C1", "C2", "C3", "C4", "C5", "C5t", "C6a", "C6b", "C6c", "C7", "C8", "C9", "C10a",
            "C10b", "C10c", "C10d", "C11", "C12", "C13a", "C13b", "C14", "C15", "C16", "C17", "C18",
            "C19", "C20", "C21");
  }

  @Test
  void runsOfOtherLengthsJudgeNothingAndAreNamed() {
    MadeHistories quick = MadeHistories.under(Semantics.DL4J).epochs(3);
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      quick.accuracy(SMALL_CNN, optimizer, 0.001, 0.9);
    }
    assertThat(ClaimJudge.judge(quick.list()))
        .filteredOn(judgement -> judgement.verdict() != NOT_RUN)
        .extracting(Judgement::claim)
        .containsOnly("C11", "C19");
    assertThat(judge("C1", quick).finding().reason())
        .isEqualTo(
            "12 of 12 cells have no finished trial: Adadelta (DL4J's rules), medium CNN, strided;"
                + " Adadelta (DL4J's rules), small CNN, strided; Adagrad 0.001 (DL4J's rules),"
                + " medium CNN, strided; and 9"
                + " more. There are trials of 3 epochs, but the claim needs 100.");
  }

  /** The commands in the plans train all trials that the claims need. */
  @Test
  void theNamedExperimentsHoldTheNeededTrials() throws IOException {
    ExperimentReader published = new ExperimentReader(Path.of("experiments"));
    for (Claim claim : ClaimRegistry.all()) {
      for (ClaimScope scope : claim.scopes()) {
        Set<Trial> made = new HashSet<>();
        for (TrainingExperiment experiment : claim.experiments()) {
          made.addAll(
              published
                  .read(experiment.name(scope.reading()))
                  .with(Factor.SEMANTICS, List.of(scope.semantics()))
                  .with(Factor.SEED, List.of(1L))
                  .trials(Trial.MNIST));
        }
        assertThat(made)
            .as(claim.definition().id())
            .containsAll(
                claim.required(scope, Basis.PRIMARY).stream().map(n -> n.cell().trial(1)).toList());
      }
    }
  }

  /** The globs in the plans select all missing trials. */
  @Test
  void theNamedGlobsSelectTheNeededTrials() {
    Pattern only = Pattern.compile("--only '([^']+)'");
    List<Judgement> judgements = ClaimJudge.judge(List.of());
    for (Claim claim : ClaimRegistry.all()) {
      for (ClaimScope scope : claim.scopes()) {
        Judgement judgement =
            judgements.stream()
                .filter(j -> j.definition().equals(claim.definition()) && j.scope().equals(scope))
                .findFirst()
                .orElseThrow();
        List<String> commands = new ArrayList<>();
        judgement.plan().ifPresent(plan -> commands.add(plan.command()));
        judgement.alternatives().forEach(other -> commands.addAll(other.finding().notes()));
        for (String command : commands) {
          Matcher glob = only.matcher(command);
          if (glob.find()) {
            for (CellMeasure need : claim.required(scope, Basis.PRIMARY)) {
              assertThat(new TrialGlob(glob.group(1)).matches(need.cell().trial(4).id()))
                  .as("%s: %s selects %s", claim.definition().id(), command, need.cell().label())
                  .isTrue();
            }
          }
        }
      }
    }
  }

  /** The registered experiment contains the fresh seeds of all claims and no other trials. */
  @Test
  void theRegisteredExperimentHoldsTheFreshSeeds() throws IOException {
    List<Trial> registered =
        new ExperimentReader(Path.of("experiments")).read("registered").trials(Trial.MNIST);
    Set<Trial> needed = new HashSet<>();
    for (Claim claim : ClaimRegistry.all()) {
      for (ClaimScope scope : claim.scopes()) {
        if (!scope.reading().equals(Optional.of(Reading.POOLED))) {
          for (CellMeasure need : claim.required(scope, Basis.FRESH)) {
            SeedSet.registered(need.cell()).forEach(seed -> needed.add(need.cell().trial(seed)));
          }
        }
      }
    }
    assertThat(registered).containsAll(needed).allMatch(SeedSet.FRESH::holds);
  }

  @Test
  void oneReadingSaysNothingOfTheOther() {
    MadeHistories histories = MadeHistories.under(Semantics.DL4J, Reading.POOLED);
    for (int seed = 1; seed <= 3; seed++) {
      double slope = 0.0001 + seed * 1e-6;
      histories.curve(ADAM, 0.0001, seed, e -> 0.97 + e * slope);
    }
    assertThat(judge("C9", histories, Reading.POOLED).verdict()).isEqualTo(REPRODUCED);
    assertThat(judge("C9", histories, Reading.STRIDED).verdict()).isEqualTo(NOT_RUN);
  }

  @Test
  void freshSeedsAreJudgedOnTheirOwn() {
    MadeHistories histories = tensorflow();
    double[] rising = {0.97, 0.9703, 0.98, 0.9803, 0.99, 0.9903};
    double[] rates = {0.0001, 0.001, 0.01};
    for (int i = 0; i < rates.length; i++) {
      histories.accuracy(SMALL_CNN, ADAM, rates[i], rising[2 * i], rising[2 * i + 1]);
      histories.accuracyFromSeed(
          4, SMALL_CNN, ADAM, rates[i], rising[4 - 2 * i], rising[5 - 2 * i], rising[4 - 2 * i]);
    }
    Judgement judgement = judge("C6a", histories);
    AlternativeFinding fresh = judgement.alternatives().get(0);
    assertThat(fresh.basis().key()).isEqualTo("fresh seeds");
    assertThat(fresh.finding().verdict()).isEqualTo(REPRODUCED);
    assertThat(judgement.differing()).contains(fresh);
    assertThat(judgement.trials()).hasSize(15);
  }

  @Test
  void freshSeedsThatAreNotTrainedAreNotRunWithTheirCommand() {
    AlternativeFinding fresh =
        judge("C6a", rates(tensorflow(), ADAM, 0.99, 0.98, 0.97, 0.96, 0.95)).alternatives().get(0);
    assertThat(fresh.finding().verdict()).isEqualTo(NOT_RUN);
    assertThat(fresh.finding().notes())
        .containsExactly("./study run registered --only 'small-cnn.*.adam.tensorflow.*'");
  }

  @Test
  void theLastEpochIsJudgedBeside() {
    MadeHistories histories = tensorflow();
    for (int seed = 1; seed <= 3; seed++) {
      double shift = seed * 0.0001;
      histories.curve(ADAM, 0.0001, seed, e -> (e == 100 ? 0.99 : 0.97) + shift);
      histories.curve(ADAM, 0.001, seed, e -> (e == 100 ? 0.985 : 0.98) + shift);
      histories.curve(ADAM, 0.01, seed, e -> (e == 100 ? 0.98 : 0.99) + shift);
    }
    Judgement judgement = judge("C6a", histories);
    assertThat(judgement.verdict()).isEqualTo(CONTRADICTED);
    assertThat(judgement.differing())
        .extracting(other -> other.basis().key() + ": " + other.finding().verdict().key())
        .containsExactly("last epoch: reproduced");
  }

  @Test
  void theStricterMarginIsJudgedBeside() {
    MadeHistories histories = rates(tensorflow(), ADAM, 0.98, 0.98, 0.98, 0.98, 0.98);
    histories.accuracy(SMALL_CNN, ADAM, 0.01, 0.9790, 0.98, 0.9796);
    Judgement judgement = judge("C6a", histories);
    assertThat(judgement.verdict()).isEqualTo(NO_DIFFERENCE);
    assertThat(judgement.differing())
        .extracting(other -> other.basis().key() + ": " + other.finding().verdict().key())
        .containsExactly("margin 0.1 points: undecided");
  }

  @Test
  void theOrderOfTrialsDoesNotMatter() {
    MadeHistories all = figure3(0.92, 0.96, 0.95, 0.60, 0.975, 0.98);
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      all.accuracy(MEDIUM_CNN, optimizer, 0.001, 0.95, 0.96)
          .loss(optimizer, 0.001, 1, e -> 1.0 / e);
    }
    List<TrialHistory> shuffled = new ArrayList<>(all.list());
    Collections.shuffle(shuffled, new Random(7));

    assertThat(ClaimsJson.text(ClaimJudge.judge(shuffled)))
        .isEqualTo(ClaimsJson.text(ClaimJudge.judge(all.list())));
  }

  @Test
  void registeredSeedsAreThoseOfTheRegistration() {
    MadeHistories histories =
        tensorflow()
            .accuracyFromSeed(
                3, SMALL_CNN, ADAM, 0.001, DoubleStream.generate(() -> 0.9).limit(12).toArray())
            .accuracyFromSeed(
                3, SMALL_CNN, ADAGRAD, 0.001, DoubleStream.generate(() -> 0.9).limit(12).toArray())
            .accuracyFromSeed(
                1, MEDIUM_CNN, ADAM, 0.001, DoubleStream.generate(() -> 0.9).limit(7).toArray())
            .accuracyFromSeed(
                3, DEEP_MLP, ADAM, 0.001, DoubleStream.generate(() -> 0.9).limit(12).toArray())
            .accuracyFromSeed(
                1, SMALL_CNN, MOMENTUM, 0.3, DoubleStream.generate(() -> 0.9).limit(5).toArray());
    assertThat(histories.list().stream().map(TrialHistory::trial).filter(SeedSet.FRESH::holds))
        .extracting(t -> "%s %s %d".formatted(t.network().key(), t.optimizer().key(), t.seed()))
        .hasSize(10 + 5 + 4 + 10 + 3)
        .contains(
            "small-cnn adam 4",
            "small-cnn adam 13",
            "small-cnn adagrad 8",
            "medium-cnn adam 2",
            "medium-cnn adam 5",
            "deep-mlp adam 13",
            "small-cnn momentum 3");
  }
}
