package org.optimizerstudy.publishing;

import java.util.List;
import java.util.Optional;
import org.optimizerstudy.figures.FigureKind;

/** A section of a report: the claims that one figure is about. */
enum Topic {
  NETWORKS(FigureKind.SIZES, "C1", "C2", "C3", "C4", "C12"),
  LEARNING_RATES(
      FigureKind.LEARNING_RATES,
      "C5",
      "C5t",
      "C6a",
      "C6b",
      "C6c",
      "C7",
      "C13a",
      "C14",
      "C15",
      "C16",
      "C17",
      "C18",
      "C20",
      "C21"),
  FAST_ADAM(FigureKind.FAST_ADAM, "C8"),
  SLOW_ADAM(FigureKind.SLOW_ADAM, "C9"),
  DEEP_NETWORK(FigureKind.DEEP_LOSS, "C10a", "C10b", "C10c", "C10d", "C13b"),
  COMPUTED(null, "C11", "C19");

  private final FigureKind figure;
  private final List<String> claims;

  Topic(FigureKind figure, String... claims) {
    this.figure = figure;
    this.claims = List.of(claims);
  }

  /** The figure; empty for claims that are computed from the update rules. */
  Optional<FigureKind> figure() {
    return Optional.ofNullable(figure);
  }

  /** Ids of the claims, in the order of the report. */
  List<String> claims() {
    return claims;
  }

  /** The heading of the section in a list of sections. */
  String shortTitle() {
    return figure == null ? "Computed" : "Figure " + figure.number();
  }

  /** The heading of the section. */
  String title() {
    return figure == null
        ? "Computed from the update rules"
        : "Figure " + figure.number() + ". " + figure.title();
  }
}
