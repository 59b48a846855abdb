package org.optimizerstudy.data;

/** A part of a data set. */
public enum Split {
  TRAINING,
  VALIDATION,
  TEST
}
