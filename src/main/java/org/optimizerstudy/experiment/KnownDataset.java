package org.optimizerstudy.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The data sets that have a name. All have MNIST's form: 60,000 and 10,000 images of 28x28. */
public enum KnownDataset implements Keyed {
  /** LeCun and others 1998: digits. It is embedded in the program. */
  MNIST(Trial.MNIST, "http://yann.lecun.com/exdb/mnist/", ""),
  /** Xiao, Rasul and Vollgraf 2017, arXiv:1708.07747: clothes. */
  FASHION_MNIST(
      "fashion-mnist",
      "https://github.com/zalandoresearch/fashion-mnist/tree/master/data/fashion",
      "dataset-fashion-mnist"),
  /** Clanuwat and others 2018, arXiv:1812.01718: cursive Japanese letters. */
  KMNIST("kmnist", "http://codh.rois.ac.jp/kmnist/dataset/kmnist/", "");

  private final String key;
  private final String address;
  private final String debianPackage;

  KnownDataset(String key, String address, String debianPackage) {
    this.key = key;
    this.address = address;
    this.debianPackage = debianPackage;
  }

  /** The data set of a name; empty if the name is of other data. */
  public static Optional<KnownDataset> named(String name) {
    return Arrays.stream(values()).filter(known -> known.key.equals(name)).findFirst();
  }

  @Override
  public String key() {
    return key;
  }

  /** The place on the web where its authors publish the four files. */
  public String address() {
    return address;
  }

  /** The package of Debian that installs the files; empty if there is none. */
  public Optional<String> debianPackage() {
    return Optional.of(debianPackage).filter(name -> !name.isEmpty());
  }

  /** The directory in which Debian's package installs the files. */
  public Optional<Path> installed() {
    return debianPackage().map(name -> Path.of("/usr/share/datasets").resolve(key));
  }
}
