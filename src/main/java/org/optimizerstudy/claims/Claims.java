package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.TrialObservations;
import org.optimizerstudy.results.TrialHistory;

/**
 * The paper's claims, as registered before the fresh seeds were trained ({@link SeedSet#FRESH}).
 * Predicates follow the registration, not the data.
 *
 * <p>The claims are about the paper's protocol. They use only trials on MNIST of {@value
 * org.optimizerstudy.experiment.Trial#DEFAULT_EPOCHS} epochs with the study's default batch size
 * and initialisation. Other trials belong to the sensitivity analysis. Only the memory claim uses
 * any trial. A trial that diverged counts as a random guess among ten classes.
 */
public final class Claims {

  private static final List<OptimizerKind> ADAM_AND_RMSPROP =
      List.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP);

  private static final List<OptimizerKind> OTHER_FOUR =
      List.of(
          OptimizerKind.GRADIENT_DESCENT,
          OptimizerKind.MOMENTUM,
          OptimizerKind.ADAGRAD,
          OptimizerKind.ADADELTA);

  private static final List<Double> FIGURE_2_RATE = List.of(PaperGrid.FIGURE_2_RATE);

  private Claims() {}

  /**
   * Judges every claim in every scope.
   *
   * @param histories the finished trials, in any order
   * @return ordered by claim, semantics and reading
   */
  public static List<Judgement> judge(List<TrialHistory> histories) {
    Judge judge =
        new Judge(
            new TrialObservations(histories),
            new TrialObservations(
                histories.stream()
                    .filter(history -> SeedSet.FRESH.holds(history.trial()))
                    .toList()));
    return all().stream()
        .flatMap(claim -> claim.scopes().stream().map(scope -> judge.judge(claim, scope)))
        .toList();
  }

  /** All claims, in order. */
  static List<Claim> all() {
    List<Claim> claims = new ArrayList<>();
    claims.addAll(ofFigure2());
    claims.addAll(ofFigure3());
    claims.addAll(ofEpochs());
    claims.addAll(ofTheDeepNetwork());
    claims.addAll(ofTheText());
    return List.copyOf(claims);
  }

  private static List<Claim> ofFigure2() {
    return List.of(
        new MoreAccurate(
            new Heading(
                "C1",
                "Adam and RMSProp reach the highest test accuracy of the six optimizers, on the"
                    + " small and on the medium network.",
                "figure 2",
                "Adam and RMSProp each above the other four, on both networks, at 0.001"),
            ADAM_AND_RMSPROP,
            OTHER_FOUR),
        new MoreAccurate(
            new Heading(
                "C2",
                "RMSProp, momentum and Adam are accurate; gradient descent, Adagrad and Adadelta"
                    + " are less so, on both networks.",
                "figure 2",
                "each of RMSProp, momentum and Adam above each of gradient descent, Adagrad and"
                    + " Adadelta, on both networks, at 0.001"),
            List.of(OptimizerKind.RMSPROP, OptimizerKind.MOMENTUM, OptimizerKind.ADAM),
            List.of(OptimizerKind.GRADIENT_DESCENT, OptimizerKind.ADAGRAD, OptimizerKind.ADADELTA)),
        new SmallAboveMedium(
            new Heading(
                "C3",
                "The small network tends to be more accurate than the medium one.",
                "figure 2",
                "small above medium for at least 4 of 6 optimizers at 0.001; contradicted if 3 or"
                    + " more are below")),
        new MediumOverfits(
            new Heading(
                "C4",
                "The medium network is less accurate because it overfits: its training accuracy"
                    + " exceeds its test accuracy by more.",
                "section 4.1",
                "the medium network's gap above the small one's for at least 4 of 6, and C3"
                    + " reproduced; contradicted if C3 is")));
  }

  private static List<Claim> ofFigure3() {
    return List.of(
        new UntunedOrder(
            new Heading(
                "C5",
                "At untuned rates, over all learning rates, Adam and RMSProp are the most accurate"
                    + " and Adadelta the least.",
                "figure 3",
                "mean over the five rates: Adam and RMSProp each above the others, all above"
                    + " Adadelta")),
        new TunedOrder(
            new Heading(
                "C5t",
                "At each optimizer's best learning rate by validation, Adam and RMSProp are the"
                    + " most accurate and Adadelta the least.",
                "figure 3, ours",
                "C5 with each optimizer at its best rate by validation accuracy")),
        new MovesWithRate(
            new Heading(
                "C6a",
                "Adam's accuracy falls as the learning rate grows.",
                "figure 3",
                "below from 0.0001 to 0.01, and neither half above"),
            List.of(OptimizerKind.ADAM),
            -1,
            Source.ADAM_BY_RATE),
        new MovesWithRate(
            new Heading(
                "C6b",
                "RMSProp's accuracy falls as the learning rate grows.",
                "figure 3",
                "below from 0.0001 to 0.01, and neither half above"),
            List.of(OptimizerKind.RMSPROP),
            -1,
            Source.FIGURE_3),
        new MovesWithRate(
            new Heading(
                "C6c",
                "RMSProp's accuracy rises as the learning rate grows: the paper's other statement,"
                    + " which contradicts C6b.",
                "section 4.2",
                "above from 0.0001 to 0.01, and neither half below"),
            List.of(OptimizerKind.RMSPROP),
            1,
            Source.FIGURE_3),
        new MovesWithRate(
            new Heading(
                "C7",
                "The accuracy of gradient descent, momentum, Adagrad and Adadelta rises with the"
                    + " learning rate.",
                "section 4.2",
                "each above from 0.0001 to 0.01, and neither half below; a rise that saturates"
                    + " counts"),
            OTHER_FOUR,
            1,
            Source.FIGURE_3));
  }

  private static List<Claim> ofEpochs() {
    return List.of(
        new AdamByEpoch(
            new Heading(
                "C8",
                "Adam at learning rate 0.01 is most accurate early and drops afterwards.",
                "figure 4",
                "mean of epochs 91-100 below mean of epochs 11-30, per seed"),
            0.01,
            AdamByEpoch.Trend.LATE_DROP,
            Optional.of(TrialMeasure.TEST_LOSS_GROWTH)),
        new AdamByEpoch(
            new Heading(
                "C9",
                "Adam at learning rate 0.0001 keeps rising to the last epoch.",
                "figure 5",
                "rise over epochs 51-100 (least squares slope per seed, times 49) above 0; margin"
                    + " 0.1 points"),
            0.0001,
            AdamByEpoch.Trend.SECOND_HALF_RISE,
            Optional.empty()));
  }

  private static List<Claim> ofTheDeepNetwork() {
    List<OptimizerKind> others =
        PaperGrid.OPTIMIZERS.stream().filter(o -> o != OptimizerKind.ADAGRAD).toList();
    return List.of(
        new LowestLoss(
            new Heading(
                "C10a",
                "Adagrad trains the simple deep network better than Adam.",
                "conclusion",
                "Adagrad's log training loss after 100 epochs below Adam's, at 0.001"),
            List.of(OptimizerKind.ADAM),
            FIGURE_2_RATE,
            TrialMeasure.LOG_LOSS,
            Source.DEEP_MLP),
        new LowestLoss(
            new Heading(
                "C10b",
                "Adagrad trains the simple deep network best: its training loss is the lowest.",
                "conclusion, section 1",
                "Adagrad's log training loss after 100 epochs below each of the other five, at"
                    + " 0.001"),
            others,
            FIGURE_2_RATE,
            TrialMeasure.LOG_LOSS,
            Source.DEEP_MLP),
        new LowestLoss(
            new Heading(
                "C10c",
                "Adagrad trains the simple deep network fastest: its training loss is the lowest"
                    + " over all epochs.",
                "conclusion, section 1",
                "Adagrad's mean log training loss over the epochs below each of the other five, at"
                    + " 0.001"),
            others,
            FIGURE_2_RATE,
            TrialMeasure.MEAN_LOG_LOSS,
            Source.DEEP_MLP),
        new LowestLoss(
            new Heading(
                "C10d",
                "Adagrad trains the simple deep network best at every learning rate.",
                "conclusion, section 1",
                "Adagrad's log training loss after 100 epochs below each of the other five, at each"
                    + " rate of figure 3"),
            others,
            PaperGrid.RATES,
            TrialMeasure.LOG_LOSS,
            Source.DEEP_MLP_RATES));
  }

  private static List<Claim> ofTheText() {
    return List.of(
        new DoubledMemory(
            new Heading(
                "C11",
                "Momentum needs twice the memory of the parameters.",
                "section 2.2",
                "parameters and updater state take twice the parameters' memory: a count")),
        new MoreAccurate(
            new Heading(
                "C12",
                "Adam is the best optimizer of the CNN overall.",
                "conclusion",
                "Adam above each other optimizer, on both networks, at 0.001"),
            List.of(OptimizerKind.ADAM),
            PaperGrid.OPTIMIZERS.stream().filter(o -> o != OptimizerKind.ADAM).toList()),
        new SlowerToThreshold(
            new Heading(
                "C13a",
                "Gradient descent, momentum, Adagrad and Adadelta need more epochs than Adam and"
                    + " RMSProp on the small network.",
                "section 4.2",
                "each more epochs to 98 % than each of the two, at every rate of figure 3; never"
                    + " counts as 101"),
            NetworkKind.SMALL_CNN,
            TrialMeasure.EPOCHS_TO_98,
            Source.FIGURE_3),
        new SlowerToThreshold(
            new Heading(
                "C13b",
                "Gradient descent, momentum, Adagrad and Adadelta need more epochs than Adam and"
                    + " RMSProp on the deep network.",
                "section 4.2",
                "each more epochs to 97 % than each of the two, at every rate of figure 3; never"
                    + " counts as 101"),
            NetworkKind.DEEP_MLP,
            TrialMeasure.EPOCHS_TO_97,
            Source.DEEP_MLP_RATES),
        new PairOverRates(
            new Heading(
                "C14",
                "Adadelta can be less accurate than Adagrad.",
                "section 2.4",
                "Adadelta below Adagrad, mean over the rates of figure 3"),
            OptimizerKind.ADAGRAD,
            List.of(new PairOverRates.Competitor(OptimizerKind.ADADELTA, false))),
        new PairOverRates(
            new Heading(
                "C15",
                "RMSProp is more accurate than Adagrad and Adadelta.",
                "section 2.5",
                "RMSProp above Adagrad and above Adadelta, mean over the rates of figure 3"),
            OptimizerKind.RMSPROP,
            List.of(
                new PairOverRates.Competitor(OptimizerKind.ADAGRAD, false),
                new PairOverRates.Competitor(OptimizerKind.ADADELTA, false))),
        new PairOverRates(
            new Heading(
                "C16",
                "Momentum is more accurate than gradient descent.",
                "section 2.2",
                "momentum above gradient descent, mean over the rates of figure 3"),
            OptimizerKind.MOMENTUM,
            List.of(new PairOverRates.Competitor(OptimizerKind.GRADIENT_DESCENT, false))),
        new GapByRate(
            new Heading(
                "C17",
                "Adam overfits at large learning rates and not at small ones.",
                "section 4.2",
                "gap at 0.01 above gap at 0.0001, and the latter less than the margin"),
            OptimizerKind.ADAM,
            0.01,
            0.0001,
            true),
        new GapByRate(
            new Heading(
                "C18",
                "RMSProp overfits more at small learning rates.",
                "section 4.2",
                "gap at 0.0001 above gap at 0.01"),
            OptimizerKind.RMSPROP,
            0.0001,
            0.01,
            false),
        new HalvingRate(
            new Heading(
                "C19",
                "Adam's effective learning rate halves from step to step.",
                "section 2.6",
                "computed from the rule; nothing is trained")),
        new PairOverRates(
            new Heading(
                "C20",
                "Gradient descent on all training data at once is less accurate than gradient"
                    + " descent on batches.",
                "section 2.1",
                "below after 100 epochs, mean over the rates of figure 3"),
            OptimizerKind.GRADIENT_DESCENT,
            List.of(new PairOverRates.Competitor(OptimizerKind.GRADIENT_DESCENT, true))),
        new DivergesEarlier(
            new Heading(
                "C21",
                "Momentum diverges at a learning rate at which gradient descent does not.",
                "section 2.2",
                "at a rate of 0.03, 0.1, 0.3 or 1, all of momentum's seeds diverge or end at chance,"
                    + " and none of gradient descent's")));
  }
}
