package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.claims.ClaimDefinition;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.JudgementFormat;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.figures.Names;

/**
 * A claim in the page's table of verdicts: by every set of rules, in one reading.
 *
 * @param cells in the order of {@link Semantics}
 */
record VerdictRow(Scope scope, ClaimDefinition definition, List<Cell> cells) {

  VerdictRow {
    cells = List.copyOf(cells);
  }

  /**
   * A verdict with its effect.
   *
   * @param semantics key of the rules
   * @param rules name of the rules
   * @param verdict with its class in the stylesheet
   * @param plot the effect as SVG; empty if it has no margin
   * @param effect in words; empty if it was not run
   */
  record Cell(
      String semantics, String rules, ClaimView.VerdictView verdict, String plot, String effect) {}

  /** All rows, in the order of the claims; a claim about convolutions has one per reading. */
  static List<VerdictRow> of(List<Judgement> judgements) {
    List<VerdictRow> rows = new ArrayList<>();
    VerdictMatrix.of(judgements)
        .claims()
        .values()
        .forEach(
            claim ->
                claim.stream()
                    .map(Judgement::reading)
                    .distinct()
                    .forEach(reading -> rows.add(row(claim, reading))));
    return rows;
  }

  private static VerdictRow row(List<Judgement> claim, Optional<Reading> reading) {
    List<Cell> cells = new ArrayList<>();
    for (Semantics semantics : PaperGrid.SEMANTICS) {
      claim.stream()
          .filter(j -> j.semantics() == semantics && j.reading().equals(reading))
          .forEach(j -> cells.add(cell(j)));
    }
    return new VerdictRow(
        new Scope("", reading.map(Reading::key).orElse(""), ""), claim.get(0).definition(), cells);
  }

  private static Cell cell(Judgement judgement) {
    return new Cell(
        judgement.semantics().key(),
        Names.of(judgement.semantics()),
        ClaimView.VerdictView.of(judgement.verdict()),
        ClaimView.plot(judgement.finding()),
        JudgementFormat.effect(judgement.finding()));
  }
}
