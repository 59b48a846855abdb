package org.optimizerstudy.data;

/** A split of a data set. */
public enum Split {
  TRAINING,
  VALIDATION,
  TEST
}
