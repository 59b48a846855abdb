package org.optimizerstudy.experiment;

import java.util.List;

/** The origin of the update rule that an optimizer's name denotes. */
public enum Semantics implements Keyed {
  /** DL4J's reference updater of that name. The default. */
  DL4J("dl4j", "deeplearning4j"),
  /** The kernel that TensorFlow 1.x applied, with its default constants. */
  TENSORFLOW("tensorflow", "tf"),
  /** The equation as the paper prints it. */
  PAPER("paper"),
  /** The update that PyTorch's optimizer computes, with its default constants. */
  PYTORCH("pytorch", "torch");

  private final String key;
  private final List<String> otherNames;

  Semantics(String key, String... otherNames) {
    this.key = key;
    this.otherNames = List.of(otherNames);
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public List<String> otherNames() {
    return otherNames;
  }

  /** The name inside a sentence, for example {@code TensorFlow's rules}. */
  public String phrase() {
    return switch (this) {
      case DL4J -> "DL4J's rules";
      case TENSORFLOW -> "TensorFlow's rules";
      case PAPER -> "the paper's rules";
      case PYTORCH -> "PyTorch's rules";
    };
  }
}
