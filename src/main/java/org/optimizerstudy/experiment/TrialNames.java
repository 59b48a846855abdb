package org.optimizerstudy.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Short names that tell some trials apart: the parts of their ids without those that all of them
 * share, for example {@code adam lr0.01}. The optimizer is always a part.
 */
public final class TrialNames {

  /** A part of an id. A trial may lack it, which its other parts then tell. */
  private record Part(Function<Trial, Optional<String>> of, Predicate<Trial> isInIds) {

    Part(Function<Trial, Optional<String>> of) {
      this(of, trial -> true);
    }

    List<String> among(Collection<Trial> trials) {
      return trials.stream().flatMap(trial -> of.apply(trial).stream()).distinct().toList();
    }
  }

  private static final Part OPTIMIZER = new Part(trial -> Optional.of(trial.optimizer().key()));

  /** In the order of ids. */
  private static final List<Part> PARTS =
      List.of(
          new Part(trial -> Optional.of(trial.network().key())),
          new Part(trial -> trial.reading().map(Keyed::key)),
          OPTIMIZER,
          new Part(trial -> Optional.of(trial.semantics().key())),
          new Part(
              trial ->
                  trial.learningRate().isPresent()
                      ? Optional.of("lr" + TrialId.plain(trial.learningRate().getAsDouble()))
                      : Optional.empty()),
          new Part(trial -> Optional.of("seed" + trial.seed())),
          new Part(
              trial -> Optional.of("batch" + trial.batch()),
              trial -> trial.batch() != Trial.DEFAULT_BATCH),
          new Part(
              trial -> Optional.of("epochs" + trial.epochs()),
              trial -> trial.epochs() != Trial.DEFAULT_EPOCHS),
          new Part(
              trial -> Optional.of(trial.initialisation().key()),
              trial -> trial.initialisation() != Trial.DEFAULT_INITIALISATION),
          new Part(
              trial -> Optional.of(trial.dataset()),
              trial -> !trial.dataset().equals(Trial.MNIST)));

  private final String shared;
  private final List<Part> distinguishing;

  private TrialNames(String shared, List<Part> distinguishing) {
    this.shared = shared;
    this.distinguishing = distinguishing;
  }

  /** Names for these trials. */
  public static TrialNames of(Collection<Trial> trials) {
    List<String> shared = new ArrayList<>();
    List<Part> distinguishing = new ArrayList<>();
    for (Part part : PARTS) {
      List<String> values = part.among(trials);
      if (part == OPTIMIZER || values.size() > 1) {
        distinguishing.add(part);
      } else if (trials.stream().anyMatch(part.isInIds())) {
        shared.addAll(values);
      }
    }
    return new TrialNames(String.join(" ", shared), distinguishing);
  }

  /** What the names leave out, for example {@code small-cnn strided dl4j seed1}. */
  public String shared() {
    return shared;
  }

  /** The short name of one of the trials; no other has it. */
  public String of(Trial trial) {
    return String.join(
        " ", distinguishing.stream().flatMap(part -> part.of().apply(trial).stream()).toList());
  }
}
