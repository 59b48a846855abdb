package org.optimizerstudy.optimizer.rule;

/**
 * The publication that introduced an update rule.
 *
 * @param authors surnames of the authors
 * @param year of the publication
 * @param title of the publication
 * @param venue journal, conference or other place of publication
 */
public record Citation(String authors, int year, String title, String venue) {

  public static final Citation ROBBINS_AND_MONRO =
      new Citation(
          "Robbins and Monro",
          1951,
          "A Stochastic Approximation Method",
          "Annals of Mathematical Statistics 22(3)");

  public static final Citation POLYAK =
      new Citation(
          "Polyak",
          1964,
          "Some Methods of Speeding up the Convergence of Iteration Methods",
          "USSR Computational Mathematics and Mathematical Physics 4(5)");

  public static final Citation NESTEROV =
      new Citation(
          "Nesterov",
          1983,
          "A Method for Solving the Convex Programming Problem with Convergence Rate O(1/k^2)",
          "Soviet Mathematics Doklady 27(2)");

  public static final Citation DUCHI =
      new Citation(
          "Duchi, Hazan and Singer",
          2011,
          "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
          "Journal of Machine Learning Research 12");

  public static final Citation ZEILER =
      new Citation("Zeiler", 2012, "ADADELTA: An Adaptive Learning Rate Method", "arXiv:1212.5701");

  public static final Citation TIELEMAN_AND_HINTON =
      new Citation(
          "Tieleman and Hinton",
          2012,
          "Lecture 6.5, RMSProp: Divide the Gradient by a Running Average of Its Recent Magnitude",
          "Coursera, Neural Networks for Machine Learning");

  public static final Citation KINGMA_AND_BA =
      new Citation(
          "Kingma and Ba",
          2015,
          "Adam: A Method for Stochastic Optimization",
          "ICLR, arXiv:1412.6980");

  public static final Citation DOZAT =
      new Citation("Dozat", 2016, "Incorporating Nesterov Momentum into Adam", "ICLR Workshop");

  public static final Citation REDDI =
      new Citation(
          "Reddi, Kale and Kumar",
          2018,
          "On the Convergence of Adam and Beyond",
          "ICLR, arXiv:1904.09237");

  public static final Citation ZHUANG =
      new Citation(
          "Zhuang and others",
          2020,
          "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients",
          "NeurIPS, arXiv:2010.07468");

  public static final Citation MCMAHAN =
      new Citation(
          "McMahan and others", 2013, "Ad Click Prediction: a View from the Trenches", "KDD");

  public static final Citation DUCHI_AND_SINGER =
      new Citation(
          "Duchi and Singer",
          2009,
          "Efficient Online and Batch Learning Using Forward Backward Splitting",
          "Journal of Machine Learning Research 10");

  public static final Citation LOSHCHILOV_AND_HUTTER =
      new Citation(
          "Loshchilov and Hutter",
          2019,
          "Decoupled Weight Decay Regularization",
          "ICLR, arXiv:1711.05101");

  /** Authors and year, for example {@code Kingma and Ba 2015}. */
  public String key() {
    return authors + " " + year;
  }
}
