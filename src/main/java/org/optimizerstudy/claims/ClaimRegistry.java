package org.optimizerstudy.claims;

import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.metrics.TrialMeasure;

/**
 * The paper's claims C1 to C21 in order, as registered before the fresh seeds were trained ({@link
 * SeedSet#FRESH}). Each claim has a method of its name, which states its text, its registered
 * predicate and the class that judges it. Predicates follow the registration, not the data.
 *
 * <p>The claims are about the paper's protocol. They use only trials on MNIST of {@value
 * org.optimizerstudy.experiment.Trial#DEFAULT_EPOCHS} epochs with the study's default batch size
 * and initialisation. Other trials belong to the sensitivity analysis. Only C11, about memory, uses
 * any trial. A trial that diverged counts as a random guess among ten classes.
 */
final class ClaimRegistry {

  private static final List<OptimizerKind> ADAM_AND_RMSPROP =
      List.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP);

  private static final List<OptimizerKind> OTHER_FOUR =
      List.of(
          OptimizerKind.GRADIENT_DESCENT,
          OptimizerKind.MOMENTUM,
          OptimizerKind.ADAGRAD,
          OptimizerKind.ADADELTA);

  private static final List<Double> FIGURE_2_RATE = List.of(PaperGrid.FIGURE_2_RATE);

  private ClaimRegistry() {}

  /** All claims, in order. */
  static List<Claim> all() {
    return List.of(
        c1(), c2(), c3(), c4(), c5(), c5t(), c6a(), c6b(), c6c(), c7(), c8(), c9(), c10a(), c10b(),
        c10c(), c10d(), c11(), c12(), c13a(), c13b(), c14(), c15(), c16(), c17(), c18(), c19(),
        c20(), c21());
  }

  private static Claim c1() {
    return new MoreAccurate(
        new ClaimDefinition(
            "C1",
            "Adam and RMSProp reach the highest test accuracy of the six optimizers, on the"
                + " small and on the medium network.",
            "figure 2",
            "Adam and RMSProp each above the other four, on both networks, at 0.001"),
        ADAM_AND_RMSPROP,
        OTHER_FOUR);
  }

  private static Claim c2() {
    return new MoreAccurate(
        new ClaimDefinition(
            "C2",
            "RMSProp, momentum and Adam are accurate; gradient descent, Adagrad and Adadelta"
                + " are less so, on both networks.",
            "figure 2",
            "each of RMSProp, momentum and Adam above each of gradient descent, Adagrad and"
                + " Adadelta, on both networks, at 0.001"),
        List.of(OptimizerKind.RMSPROP, OptimizerKind.MOMENTUM, OptimizerKind.ADAM),
        List.of(OptimizerKind.GRADIENT_DESCENT, OptimizerKind.ADAGRAD, OptimizerKind.ADADELTA));
  }

  private static Claim c3() {
    return new SmallAboveMedium(
        new ClaimDefinition(
            "C3",
            "The small network tends to be more accurate than the medium one.",
            "figure 2",
            "small above medium for at least 4 of 6 optimizers at 0.001; contradicted if 3 or"
                + " more are below"));
  }

  private static Claim c4() {
    return new MediumOverfits(
        new ClaimDefinition(
            "C4",
            "The medium network is less accurate because it overfits: its training accuracy"
                + " exceeds its test accuracy by more.",
            "section 4.1",
            "the medium network's gap above the small one's for at least 4 of 6, and C3"
                + " reproduced; contradicted if C3 is"));
  }

  private static Claim c5() {
    return new UntunedOrder(
        new ClaimDefinition(
            "C5",
            "At untuned rates, over all learning rates, Adam and RMSProp are the most accurate"
                + " and Adadelta the least.",
            "figure 3",
            "mean over the five rates: Adam and RMSProp each above the others, all above"
                + " Adadelta"));
  }

  private static Claim c5t() {
    return new TunedOrder(
        new ClaimDefinition(
            "C5t",
            "At each optimizer's best learning rate by validation, Adam and RMSProp are the"
                + " most accurate and Adadelta the least.",
            "figure 3, ours",
            "C5 with each optimizer at its best rate by validation accuracy"));
  }

  private static Claim c6a() {
    return new MovesWithRate(
        new ClaimDefinition(
            "C6a",
            "Adam's accuracy falls as the learning rate grows.",
            "figure 3",
            "below from 0.0001 to 0.01, and neither half above"),
        List.of(OptimizerKind.ADAM),
        -1,
        TrainingExperiment.ADAM_BY_RATE);
  }

  private static Claim c6b() {
    return new MovesWithRate(
        new ClaimDefinition(
            "C6b",
            "RMSProp's accuracy falls as the learning rate grows.",
            "figure 3",
            "below from 0.0001 to 0.01, and neither half above"),
        List.of(OptimizerKind.RMSPROP),
        -1,
        TrainingExperiment.FIGURE_3);
  }

  private static Claim c6c() {
    return new MovesWithRate(
        new ClaimDefinition(
            "C6c",
            "RMSProp's accuracy rises as the learning rate grows: the paper's other statement,"
                + " which contradicts C6b.",
            "section 4.2",
            "above from 0.0001 to 0.01, and neither half below"),
        List.of(OptimizerKind.RMSPROP),
        1,
        TrainingExperiment.FIGURE_3);
  }

  private static Claim c7() {
    return new MovesWithRate(
        new ClaimDefinition(
            "C7",
            "The accuracy of gradient descent, momentum, Adagrad and Adadelta rises with the"
                + " learning rate.",
            "section 4.2",
            "each above from 0.0001 to 0.01, and neither half below; a rise that saturates"
                + " counts"),
        OTHER_FOUR,
        1,
        TrainingExperiment.FIGURE_3);
  }

  private static Claim c8() {
    return new AdamByEpoch(
        new ClaimDefinition(
            "C8",
            "Adam at learning rate 0.01 is most accurate early and drops afterwards.",
            "figure 4",
            "mean of epochs 91-100 below mean of epochs 11-30, per seed"),
        0.01,
        AdamByEpoch.Trend.LATE_DROP,
        Optional.of(TrialMeasure.TEST_LOSS_GROWTH));
  }

  private static Claim c9() {
    return new AdamByEpoch(
        new ClaimDefinition(
            "C9",
            "Adam at learning rate 0.0001 keeps rising to the last epoch.",
            "figure 5",
            "rise over epochs 51-100 (least squares slope per seed, times 49) above 0; margin "
                + Basis.RISE_MARGIN
                + " points"),
        0.0001,
        AdamByEpoch.Trend.SECOND_HALF_RISE,
        Optional.empty());
  }

  private static Claim c10a() {
    return new LowestLoss(
        new ClaimDefinition(
            "C10a",
            "Adagrad trains the simple deep network better than Adam.",
            "conclusion",
            "Adagrad's log training loss after 100 epochs below Adam's, at 0.001"),
        List.of(OptimizerKind.ADAM),
        FIGURE_2_RATE,
        TrialMeasure.LOG_LOSS,
        TrainingExperiment.DEEP_MLP);
  }

  private static Claim c10b() {
    return new LowestLoss(
        new ClaimDefinition(
            "C10b",
            "Adagrad trains the simple deep network best: its training loss is the lowest.",
            "conclusion, section 1",
            "Adagrad's log training loss after 100 epochs below each of the other five, at"
                + " 0.001"),
        allBut(OptimizerKind.ADAGRAD),
        FIGURE_2_RATE,
        TrialMeasure.LOG_LOSS,
        TrainingExperiment.DEEP_MLP);
  }

  private static Claim c10c() {
    return new LowestLoss(
        new ClaimDefinition(
            "C10c",
            "Adagrad trains the simple deep network fastest: its training loss is the lowest"
                + " over all epochs.",
            "conclusion, section 1",
            "Adagrad's mean log training loss over the epochs below each of the other five, at"
                + " 0.001"),
        allBut(OptimizerKind.ADAGRAD),
        FIGURE_2_RATE,
        TrialMeasure.MEAN_LOG_LOSS,
        TrainingExperiment.DEEP_MLP);
  }

  private static Claim c10d() {
    return new LowestLoss(
        new ClaimDefinition(
            "C10d",
            "Adagrad trains the simple deep network best at every learning rate.",
            "conclusion, section 1",
            "Adagrad's log training loss after 100 epochs below each of the other five, at each"
                + " rate of figure 3"),
        allBut(OptimizerKind.ADAGRAD),
        PaperGrid.RATES,
        TrialMeasure.LOG_LOSS,
        TrainingExperiment.DEEP_MLP_RATES);
  }

  private static Claim c11() {
    return new DoubledMemory(
        new ClaimDefinition(
            "C11",
            "Momentum needs twice the memory of the parameters.",
            "section 2.2",
            "parameters and updater state take twice the parameters' memory: a count"));
  }

  private static Claim c12() {
    return new MoreAccurate(
        new ClaimDefinition(
            "C12",
            "Adam is the best optimizer of the CNN overall.",
            "conclusion",
            "Adam above each other optimizer, on both networks, at 0.001"),
        List.of(OptimizerKind.ADAM),
        allBut(OptimizerKind.ADAM));
  }

  private static Claim c13a() {
    return new SlowerToThreshold(
        new ClaimDefinition(
            "C13a",
            "Gradient descent, momentum, Adagrad and Adadelta need more epochs than Adam and"
                + " RMSProp on the small network.",
            "section 4.2",
            "each more epochs to 98 % than each of the two, at every rate of figure 3; never"
                + " counts as 101"),
        NetworkKind.SMALL_CNN,
        TrialMeasure.EPOCHS_TO_98,
        TrainingExperiment.FIGURE_3);
  }

  private static Claim c13b() {
    return new SlowerToThreshold(
        new ClaimDefinition(
            "C13b",
            "Gradient descent, momentum, Adagrad and Adadelta need more epochs than Adam and"
                + " RMSProp on the deep network.",
            "section 4.2",
            "each more epochs to 97 % than each of the two, at every rate of figure 3; never"
                + " counts as 101"),
        NetworkKind.DEEP_MLP,
        TrialMeasure.EPOCHS_TO_97,
        TrainingExperiment.DEEP_MLP_RATES);
  }

  private static Claim c14() {
    return new PairOverRates(
        new ClaimDefinition(
            "C14",
            "Adadelta can be less accurate than Adagrad.",
            "section 2.4",
            "Adadelta below Adagrad, mean over the rates of figure 3"),
        OptimizerKind.ADAGRAD,
        List.of(new PairOverRates.Competitor(OptimizerKind.ADADELTA, false)));
  }

  private static Claim c15() {
    return new PairOverRates(
        new ClaimDefinition(
            "C15",
            "RMSProp is more accurate than Adagrad and Adadelta.",
            "section 2.5",
            "RMSProp above Adagrad and above Adadelta, mean over the rates of figure 3"),
        OptimizerKind.RMSPROP,
        List.of(
            new PairOverRates.Competitor(OptimizerKind.ADAGRAD, false),
            new PairOverRates.Competitor(OptimizerKind.ADADELTA, false)));
  }

  private static Claim c16() {
    return new PairOverRates(
        new ClaimDefinition(
            "C16",
            "Momentum is more accurate than gradient descent.",
            "section 2.2",
            "momentum above gradient descent, mean over the rates of figure 3"),
        OptimizerKind.MOMENTUM,
        List.of(new PairOverRates.Competitor(OptimizerKind.GRADIENT_DESCENT, false)));
  }

  private static Claim c17() {
    return new GapByRate(
        new ClaimDefinition(
            "C17",
            "Adam overfits at large learning rates and not at small ones.",
            "section 4.2",
            "gap at 0.01 above gap at 0.0001, and the latter less than the margin"),
        OptimizerKind.ADAM,
        0.01,
        0.0001,
        true);
  }

  private static Claim c18() {
    return new GapByRate(
        new ClaimDefinition(
            "C18",
            "RMSProp overfits more at small learning rates.",
            "section 4.2",
            "gap at 0.0001 above gap at 0.01"),
        OptimizerKind.RMSPROP,
        0.0001,
        0.01,
        false);
  }

  private static Claim c19() {
    return new HalvingRate(
        new ClaimDefinition(
            "C19",
            "Adam's effective learning rate halves from step to step.",
            "section 2.6",
            "computed from the rule; nothing is trained"));
  }

  private static Claim c20() {
    return new PairOverRates(
        new ClaimDefinition(
            "C20",
            "Gradient descent on all training data at once is less accurate than gradient"
                + " descent on batches.",
            "section 2.1",
            "below after 100 epochs, mean over the rates of figure 3"),
        OptimizerKind.GRADIENT_DESCENT,
        List.of(new PairOverRates.Competitor(OptimizerKind.GRADIENT_DESCENT, true)));
  }

  private static Claim c21() {
    return new DivergesEarlier(
        new ClaimDefinition(
            "C21",
            "Momentum diverges at a learning rate at which gradient descent does not.",
            "section 2.2",
            "at a rate of 0.03, 0.1, 0.3 or 1, all of momentum's seeds diverge or end at chance,"
                + " and none of gradient descent's"));
  }

  private static List<OptimizerKind> allBut(OptimizerKind excluded) {
    return PaperGrid.OPTIMIZERS.stream().filter(optimizer -> optimizer != excluded).toList();
  }
}
