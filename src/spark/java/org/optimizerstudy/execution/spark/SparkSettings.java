package org.optimizerstudy.execution.spark;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.optimizerstudy.execution.Placement;
import org.optimizerstudy.execution.Run;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.natives.NativeSetting;

/**
 * The settings of the application on Spark. What the user gives, by --conf or spark-submit, goes
 * before what is set here.
 */
final class SparkSettings {

  private static final String MASTER = "spark.master";
  private static final String JARS = "spark.jars";
  private static final String PLUGINS = "spark.plugins";
  private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";

  /** JavaCPP's own limit would count the heap twice. */
  private static final String EXECUTOR_JAVA =
      "-XX:+UseSerialGC -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0";

  private SparkSettings() {}

  /**
   * The master's URL.
   *
   * @throws InvalidInputException if there is none
   */
  static String master(Placement placement) {
    return placement
        .master()
        .or(() -> Optional.ofNullable(given(placement).get(MASTER, null)))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--master: must be given with --executor spark: spark://HOST:PORT, yarn, k8s://URL or local[N]; found none"));
  }

  static SparkConf of(Placement placement, Run run) throws IOException {
    SparkConf conf = given(placement);
    conf.setMaster(master(placement));
    conf.setIfMissing("spark.app.name", "optimizer-study " + run.experiment());
    conf.set(PLUGINS, with(conf, PLUGINS, ",", TrialPlugin.class.getName()));
    conf.set(JAVA_OPTIONS, with(conf, JAVA_OPTIONS, " ", EXECUTOR_JAVA));
    // Native memory: the data, and networks and kernels a core.
    conf.setIfMissing("spark.executor.memory", "1g");
    conf.setIfMissing("spark.executor.memoryOverhead", "1536m");
    conf.setIfMissing("spark.ui.enabled", "false");
    // A trial has one course; a second one beside it would only wait.
    conf.set("spark.speculation", "false");
    for (String name : NativeSetting.recorded()) {
      Optional.ofNullable(System.getenv(name))
          .ifPresent(value -> conf.setIfMissing("spark.executorEnv." + name, value));
    }
    conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
    if (!conf.contains(JARS)) {
      conf.set(JARS, String.join(",", applicationJars()));
    }
    return conf;
  }

  /** From spark-submit, as system properties, and from --conf. */
  private static SparkConf given(Placement placement) {
    SparkConf conf = new SparkConf(true);
    placement.configuration().forEach(conf::set);
    return conf;
  }

  private static String with(SparkConf conf, String key, String delimiter, String value) {
    return conf.contains(key) ? conf.get(key) + delimiter + value : value;
  }

  /**
   * The program's jar and those beside it that no cluster has; a cluster has a logger. None where
   * the program runs from a directory of classes: then the executors must have it.
   */
  private static List<String> applicationJars() throws IOException {
    Path program = program();
    if (!Files.isRegularFile(program)) {
      return List.of();
    }
    List<String> jars = new ArrayList<>(List.of(program.toUri().toString()));
    Path libraries = program.resolveSibling("lib");
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> files = Files.list(libraries)) {
        jars.addAll(
            files
                .filter(file -> !file.getFileName().toString().startsWith("logback-"))
                .map(file -> file.toUri().toString())
                .sorted()
                .collect(Collectors.toList()));
      }
    }
    return jars;
  }

  private static Path program() throws IOException {
    try {
      return Path.of(
          SparkSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("The program's jar has no path", e);
    }
  }
}
