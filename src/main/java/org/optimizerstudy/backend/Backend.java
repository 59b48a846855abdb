package org.optimizerstudy.backend;

import org.optimizerstudy.experiment.Keyed;

/** What computes. */
public enum Backend implements Keyed {
  /** The processor. */
  CPU("cpu"),
  /** NVIDIA's GPUs. */
  CUDA("cuda");

  private final String key;

  Backend(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}
