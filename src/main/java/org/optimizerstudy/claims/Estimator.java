package org.optimizerstudy.claims;

/** An estimate whose interval can be had at any confidence level. */
sealed interface Estimator permits Contrast, EpochTrend, RankLead, RateTrend {

  /** The estimate with its interval at a confidence level between 0 and 1. */
  Interval at(double level);
}
