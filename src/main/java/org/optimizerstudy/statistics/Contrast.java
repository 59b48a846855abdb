package org.optimizerstudy.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A linear combination d = a + sum c_i m_i of the means of independent samples with unequal
 * variances; with the coefficients 1 and -1, Welch's difference of two means.
 *
 * <p>The standard error is e = sqrt(sum c_i^2 s_i^2 / n_i). d / e is approximated by Student's t
 * with e^4 / sum ((c_i^2 s_i^2 / n_i)^2 / f_i) degrees of freedom, where f_i are those of s_i^2.
 * Means that share a variance estimate count as one term of that sum.
 *
 * <p>B. L. Welch, The generalization of "Student's" problem when several different population
 * variances are involved, Biometrika 34 (1947) 28-35; F. E. Satterthwaite, An approximate
 * distribution of estimates of variance components, Biometrics Bulletin 2 (1946) 110-114.
 *
 * @param constant a, a number without uncertainty
 * @param terms coefficients and means of different samples
 */
public record Contrast(double constant, List<Term> terms) {

  /** A coefficient and its mean. */
  public record Term(double coefficient, Mean mean) {

    private double varianceOfMean() {
      return coefficient * coefficient * mean.spread().variance() / mean.size();
    }

    private Term times(double factor) {
      return new Term(coefficient * factor, mean);
    }
  }

  public Contrast {
    Map<String, Term> merged = new LinkedHashMap<>();
    for (Term term : terms) {
      merged.merge(
          term.mean().name(),
          term,
          (a, b) -> new Term(a.coefficient() + b.coefficient(), a.mean()));
    }
    terms = merged.values().stream().filter(term -> term.coefficient() != 0).toList();
  }

  /** One mean. */
  public static Contrast of(Mean mean) {
    return new Contrast(0, List.of(new Term(1, mean)));
  }

  /** A number without uncertainty. */
  public static Contrast exact(double constant) {
    return new Contrast(constant, List.of());
  }

  /** The unweighted average of means. */
  public static Contrast average(List<Mean> means) {
    double share = 1.0 / means.size();
    return new Contrast(0, means.stream().map(mean -> new Term(share, mean)).toList());
  }

  /** The sum with another contrast; coefficients of the same mean are added. */
  public Contrast plus(Contrast other) {
    List<Term> all = new ArrayList<>(terms);
    all.addAll(other.terms);
    return new Contrast(constant + other.constant, all);
  }

  /** The difference from another contrast. */
  public Contrast minus(Contrast other) {
    return plus(other.negated());
  }

  /** The contrast with the opposite sign. */
  public Contrast negated() {
    return times(-1);
  }

  /** The contrast multiplied by a factor. */
  public Contrast times(double factor) {
    return new Contrast(factor * constant, terms.stream().map(term -> term.times(factor)).toList());
  }

  /** Whether the variance of a mean comes from other samples. */
  public boolean isPooled() {
    return terms.stream().anyMatch(term -> term.mean().isPooled());
  }

  /** The value d. */
  public double value() {
    return constant
        + terms.stream().mapToDouble(term -> term.coefficient() * term.mean().value()).sum();
  }

  /** The standard error e; infinite if the variance of a term is unknown. */
  public double standardError() {
    return Math.sqrt(terms.stream().mapToDouble(Term::varianceOfMean).sum());
  }

  /** Degrees of freedom of Welch and Satterthwaite; infinite if no term has a variance. */
  public double degreesOfFreedom() {
    Map<Spread, Double> bySpread = new LinkedHashMap<>();
    terms.forEach(term -> bySpread.merge(term.mean().spread(), term.varianceOfMean(), Double::sum));
    double sum = 0;
    double squares = 0;
    for (Map.Entry<Spread, Double> one : bySpread.entrySet()) {
      sum += one.getValue();
      squares += one.getValue() * one.getValue() / one.getKey().degreesOfFreedom();
    }
    return sum == 0 ? Double.POSITIVE_INFINITY : sum * sum / squares;
  }

  /** The interval at a level between 0 and 1: infinite if the variance of a term is unknown. */
  public Interval interval(double level) {
    double error = standardError();
    double half = error;
    if (error > 0 && Double.isFinite(error)) {
      half = error * student().inverseCumulativeProbability((1 + level) / 2);
    }
    return new Interval(value(), value() - half, value() + half);
  }

  /** Two-sided p value of the hypothesis that the true value is zero. */
  public double pValue() {
    double error = standardError();
    if (Double.isInfinite(error) || value() == 0) {
      return 1;
    }
    return error == 0 ? 0 : 2 * student().cumulativeProbability(-Math.abs(value()) / error);
  }

  /** One-sided p value of the hypothesis that the true value is at least a limit. */
  public double pBelow(double limit) {
    double error = standardError();
    double distance = value() - limit;
    if (Double.isInfinite(error)) {
      return 1;
    }
    if (error == 0) {
      return distance < 0 ? 0 : 1;
    }
    return student().cumulativeProbability(distance / error);
  }

  /** The contrast with at least n observations per term, assuming unchanged means and variances. */
  public Contrast extendedTo(int n) {
    return new Contrast(
        constant,
        terms.stream().map(t -> new Term(t.coefficient(), t.mean().extendedTo(n))).toList());
  }

  private TDistribution student() {
    return new TDistribution(degreesOfFreedom());
  }
}
