package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Chart.Axis;
import org.optimizerstudy.figures.Chart.Form;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;

/**
 * The figures that finished trials allow: each kind in every variant that occurs. A figure that
 * compares learning rates needs two of them, and one that compares rules two rules.
 */
public final class Figures {

  private Figures() {}

  /** All figures, ordered by number and variant. */
  public static List<Figure> of(List<TrialHistory> histories) {
    List<Figure> figures = new ArrayList<>();
    for (FigureKind kind : FigureKind.values()) {
      figures.addAll(of(kind, histories));
    }
    return figures;
  }

  /** Those of one kind, in the order of variants. */
  public static List<Figure> of(FigureKind kind, List<TrialHistory> histories) {
    Map<Variant, List<TrialHistory>> variants =
        histories.stream()
            .filter(history -> kind.shows(history.trial()))
            .collect(
                Collectors.groupingBy(
                    history -> kind.variantOf(history.trial()), TreeMap::new, Collectors.toList()));
    List<Figure> figures = new ArrayList<>();
    variants.forEach(
        (variant, group) -> {
          Figure figure = figure(kind, variant, group);
          if (!figure.series().isEmpty()
              && (kind.form().axis() != Axis.LEARNING_RATE || rates(group).size() > 1)) {
            figures.add(figure);
          }
        });
    return figures;
  }

  /**
   * A chart by epoch with one line per optimizer, of trials that differ only in optimizer and seed.
   *
   * @param histories finished or not
   */
  public static Chart byEpoch(
      String title, String subtitle, Quantity quantity, List<TrialHistory> histories) {
    List<Series> series = new ArrayList<>();
    groups(histories).values().stream()
        .map(own -> own.along(Axis.EPOCH, quantity, new TreeSet<>()))
        .forEach(own -> own.ifPresent(series::add));
    Form form = new Form(Axis.EPOCH, Optional.empty(), Dimension.OPTIMIZER);
    return new Chart(title, subtitle, form, quantity, series);
  }

  /** What trials of a series share. */
  private record Member(NetworkKind network, OptimizerKind optimizer, Semantics semantics)
      implements Comparable<Member> {

    private static final Comparator<Member> ORDER =
        Comparator.comparing(Member::network)
            .thenComparing(Member::optimizer)
            .thenComparing(Member::semantics);

    static Member of(Trial trial) {
      return new Member(trial.network(), trial.optimizer(), trial.semantics());
    }

    @Override
    public int compareTo(Member other) {
      return ORDER.compare(this, other);
    }
  }

  private static Map<Member, Seeds> groups(List<TrialHistory> histories) {
    Map<Member, List<TrialHistory>> groups =
        histories.stream()
            .collect(
                Collectors.groupingBy(
                    history -> Member.of(history.trial()), TreeMap::new, Collectors.toList()));
    Map<Member, Seeds> seeds = new TreeMap<>();
    groups.forEach((member, own) -> seeds.put(member, new Seeds(own)));
    return seeds;
  }

  private static TreeSet<Double> rates(List<TrialHistory> histories) {
    TreeSet<Double> rates = new TreeSet<>();
    histories.forEach(history -> history.trial().learningRate().ifPresent(rates::add));
    return rates;
  }

  private static Figure figure(FigureKind kind, Variant variant, List<TrialHistory> group) {
    List<Series> series = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<Member, Seeds> found = groups(group);
    for (Member member : members(kind, variant, group)) {
      String name = name(kind, member);
      if (!found.containsKey(member)) {
        notes.add("Missing: " + name + ".");
        continue;
      }
      Seeds own = found.get(member);
      own.along(kind.form().axis(), kind.quantity(), rates(group)).ifPresent(series::add);
      notes.addAll(notes(kind, name, own));
    }
    return new Figure(kind, variant, compared(kind, series), notes);
  }

  /** All that the figure would show of the rules that were run. */
  private static List<Member> members(FigureKind kind, Variant variant, List<TrialHistory> group) {
    TreeSet<Semantics> rules =
        group.stream()
            .map(history -> history.trial().semantics())
            .collect(Collectors.toCollection(TreeSet::new));
    List<Member> members = new ArrayList<>();
    for (NetworkKind network : variant.network().map(List::of).orElse(kind.networks())) {
      for (OptimizerKind optimizer : kind.optimizers()) {
        rules.stream()
            .filter(optimizer::hasRule)
            .forEach(rule -> members.add(new Member(network, optimizer, rule)));
      }
    }
    return members;
  }

  /** Series for a comparison of rules: optimizers with a single rule are left out. */
  private static List<Series> compared(FigureKind kind, List<Series> series) {
    return !kind.comparesRules()
        ? series
        : series.stream()
            .filter(
                one ->
                    series.stream()
                        .anyMatch(other -> other != one && other.optimizer() == one.optimizer()))
            .toList();
  }

  private static String name(FigureKind kind, Member member) {
    String name = Names.of(member.optimizer()) + ", " + Names.of(member.network());
    return kind.comparesRules() ? name + ", " + member.semantics().phrase() : name;
  }

  private static List<String> notes(FigureKind kind, String name, Seeds own) {
    List<String> notes = new ArrayList<>();
    if (kind.form().axis() == Axis.LEARNING_RATE) {
      if (own.haveNoLearningRate()) {
        notes.add(name + ": the rule has no learning rate; the same value stands at each.");
      } else {
        kind.learningRates().stream()
            .filter(rate -> own.with(rate).histories().isEmpty())
            .forEach(
                rate ->
                    notes.add(
                        String.format(
                            Locale.ROOT,
                            "Missing: %s at learning rate %s.",
                            name,
                            TrialId.plain(rate))));
      }
    }
    for (TrialHistory history : own.histories()) {
      if (history.status() instanceof TrialStatus.Diverged diverged) {
        String rate =
            history.trial().learningRate().isPresent()
                ? " at " + TrialId.plain(history.trial().learningRate().getAsDouble())
                : "";
        notes.add(
            String.format(
                Locale.ROOT,
                "%s%s, seed %d: diverged in epoch %d.",
                name,
                rate,
                history.trial().seed(),
                diverged.epoch()));
      }
    }
    return notes;
  }
}
