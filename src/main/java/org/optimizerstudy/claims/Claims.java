package org.optimizerstudy.claims;

import java.util.List;
import java.util.Set;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.results.Course;

/**
 * The paper's claims.
 *
 * <p>They are about the paper's protocol. Only trials on MNIST of {@value
 * org.optimizerstudy.experiment.Trial#DEFAULT_EPOCHS} epochs with the study's default batch and
 * initialisation judge them; other trials belong to the sensitivity analysis and are left out,
 * shorter ones are named in the reason. The memory claim alone takes any trial. A trial that
 * diverged counts as a guess among ten classes: accuracy 0.1, loss ln 10.
 */
public final class Claims {

  /** Level of the intervals that decide, where the claim does not state another. */
  public static final double CONFIDENCE = 0.95;

  private static final String ACCURACY_MARGIN =
      "the difference's 95 % interval: Newcombe's for one seed (n = 10,000 test images), Student's t"
          + " over paired seeds for several; contrary at 0.05 shared among the comparisons";

  private static final String TREND_MARGIN =
      "the 95 % interval of Kendall's tau over five learning rates, propagated from the accuracies'"
          + " intervals; contrary at 0.05 shared among the optimizers";

  private Claims() {}

  /** All claims, in their order. */
  public static List<Claim> all() {
    return List.of(
        new OnTopOnBothSizes(
            new Heading(
                "C1",
                "Adam and RMSProp reach the highest test accuracy of the six optimizers, on the"
                    + " small and on the medium network.",
                "figure 2",
                ACCURACY_MARGIN),
            Set.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP)),
        new OnTopOnBothSizes(
            new Heading(
                "C2",
                "RMSProp, momentum and Adam are accurate; gradient descent, Adagrad and Adadelta"
                    + " are less so, on both networks.",
                "figure 2",
                ACCURACY_MARGIN),
            Set.of(OptimizerKind.RMSPROP, OptimizerKind.MOMENTUM, OptimizerKind.ADAM)),
        new SmallAboveMedium(
            new Heading(
                "C3",
                "The small network is more accurate than the medium one with most optimizers.",
                "figure 2",
                "each difference's 95 % interval (as in C1), in more than half of the six")),
        new MediumOverfits(
            new Heading(
                "C4",
                "The medium network is less accurate because it overfits: its training accuracy"
                    + " exceeds its test accuracy by more.",
                "section 4.1",
                "each difference's 95 % interval, in more than half of the optimizers for which the"
                    + " small network is more accurate")),
        new BestOverRates(
            new Heading(
                "C5",
                "Over all learning rates Adam and RMSProp are the most accurate and Adadelta the"
                    + " least.",
                "figure 3",
                ACCURACY_MARGIN)),
        falls(
            "C6a",
            OptimizerKind.ADAM,
            "Adam's accuracy falls as the learning rate grows.",
            PublishedGrid.ADAM_BY_RATE),
        falls(
            "C6b",
            OptimizerKind.RMSPROP,
            "RMSProp's accuracy falls as the learning rate grows.",
            PublishedGrid.FIGURE_3),
        new MovesWithRate(
            new Heading(
                "C6c",
                "RMSProp's accuracy rises as the learning rate grows: the paper's other statement,"
                    + " which contradicts C6b.",
                "section 4.2",
                TREND_MARGIN),
            List.of(OptimizerKind.RMSPROP),
            1,
            PublishedGrid.FIGURE_3),
        new MovesWithRate(
            new Heading(
                "C7",
                "The accuracy of gradient descent, momentum, Adagrad and Adadelta rises with the"
                    + " learning rate.",
                "section 4.2",
                TREND_MARGIN),
            List.of(
                OptimizerKind.GRADIENT_DESCENT,
                OptimizerKind.MOMENTUM,
                OptimizerKind.ADAGRAD,
                OptimizerKind.ADADELTA),
            1,
            PublishedGrid.FIGURE_3),
        new EarlyBest(
            new Heading(
                "C8",
                "Adam at learning rate 0.01 is at its best early and drops afterwards.",
                "figure 4",
                "the 99.5 % interval (0.05 shared among ten parts of the course) of the difference"
                    + " between the best part and the last")),
        new RisesToTheEnd(
            new Heading(
                "C9",
                "Adam at learning rate 0.0001 keeps rising to the last epoch.",
                "figure 5",
                "the 95 % interval of Kendall's tau between time and accuracy over the second half"
                    + " of the epochs")),
        new LowestLoss(
            new Heading(
                "C10",
                "Adagrad trains the simple deep network best: its training loss is the lowest.",
                "conclusion",
                "the difference's interval: the ranges over the last ten epochs for one seed,"
                    + " Student's t over paired seeds for several")),
        new DoubledMemory(
            new Heading(
                "C11",
                "Momentum needs twice the memory of the parameters.",
                "section 2.2",
                "none: a count of bytes")),
        new BestOverall(
            new Heading(
                "C12",
                "Adam is the best optimizer of the CNN overall.",
                "conclusion",
                "the 95 % interval of the difference in mean rank, propagated from the accuracies'"
                    + " intervals")));
  }

  /**
   * Judges every claim under every semantics and reading.
   *
   * @param courses the finished trials, in any order
   * @return in the order of the claims, semantics and readings
   */
  public static List<Judgement> judge(List<Course> courses) {
    return all().stream().flatMap(claim -> claim.judge(courses).stream()).toList();
  }

  private static Claim falls(
      String id, OptimizerKind optimizer, String sentence, PublishedGrid grid) {
    return new MovesWithRate(
        new Heading(id, sentence, "figure 3", TREND_MARGIN), List.of(optimizer), -1, grid);
  }
}
