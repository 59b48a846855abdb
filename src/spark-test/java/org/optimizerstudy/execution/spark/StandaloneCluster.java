package org.optimizerstudy.execution.spark;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real standalone cluster on loopback: a master and two workers of one core, each a JVM. Its
 * Spark holds what a distribution of Spark does and nothing of the study, which comes with the
 * application.
 */
final class StandaloneCluster implements Closeable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int WORKERS = 2;
  private static final Duration START = Duration.ofSeconds(60);

  /** Where the build of this profile puts its files. */
  private static final Path BUILD = Path.of("target", "spark").toAbsolutePath();

  private final Path home;
  private final Path application;
  private final int port;
  private final List<Process> daemons = new ArrayList<>();

  StandaloneCluster() throws IOException, InterruptedException {
    home = BUILD.resolve("spark-home");
    application = home.resolve("study/optimizer-study.jar");
    makeHome();
    makeApplication();
    port = freePort();
    daemon(
        "org.apache.spark.deploy.master.Master",
        "--host",
        LOOPBACK,
        "--port",
        "" + port,
        "--webui-port",
        "" + freePort());
    awaitMaster();
    for (int i = 0; i < WORKERS; i++) {
      daemon(
          "org.apache.spark.deploy.worker.Worker",
          "--host",
          LOOPBACK,
          "--cores",
          "1",
          "--memory",
          "2g",
          "--work-dir",
          home.resolve("work" + i).toString(),
          "--webui-port",
          "" + freePort(),
          master());
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  String master() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  /** Starts the program as the launcher does. */
  Process study(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "@" + BUILD.resolve("java.options"),
                "-cp",
                application + ":" + BUILD.resolve("lib/*") + ":" + BUILD.resolve("spark-lib/*"),
                "org.optimizerstudy.cli.Study"));
    command.addAll(arguments);
    return start(command);
  }

  /** Starts the program by spark-submit, with the thin jar and what it needs besides. */
  Process submit(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "@" + BUILD.resolve("java.options"),
                "-cp",
                home.resolve("conf") + ":" + home.resolve("jars/*"),
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master(),
                "--conf",
                "spark.driver.host=" + LOOPBACK,
                "--jars",
                jars(BUILD.resolve("lib"), name -> !name.startsWith("logback-")).stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(",")),
                "--class",
                "org.optimizerstudy.cli.Study",
                application.toString()));
    command.addAll(arguments);
    return start(command);
  }

  /** The JVMs of the cluster's executors at this moment. */
  List<ProcessHandle> executors() {
    return daemons.stream()
        .flatMap(daemon -> daemon.toHandle().descendants())
        .filter(
            process ->
                process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  @Override
  public void close() {
    for (Process daemon : daemons) {
      List<ProcessHandle> children = daemon.toHandle().descendants().toList();
      daemon.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void daemon(String... mainClassAndArguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "@" + BUILD.resolve("java.options"),
                "-cp",
                home.resolve("conf") + ":" + home.resolve("jars/*")));
    command.addAll(List.of(mainClassAndArguments));
    ProcessBuilder builder = builder(command);
    Path log = home.resolve("daemon" + daemons.size() + ".log");
    daemons.add(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  private Process start(List<String> command) throws IOException {
    return builder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    return builder;
  }

  private void awaitMaster() throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(LOOPBACK, port), 1_000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw new UncheckedIOException("No master after " + START, e);
        }
        Thread.sleep(100);
      }
    }
  }

  /** jars/ and conf/ of a distribution: Spark, and what both it and the study use. */
  private void makeHome() throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    List<Path> all = new ArrayList<>(jars(BUILD.resolve("spark-lib"), name -> true));
    all.addAll(
        jars(
            BUILD.resolve("lib"),
            name -> name.matches("(jackson-(core|databind|annot)|commons-|slf4j|gson|logback).*")));
    for (Path jar : all) {
      link(jars.resolve(jar.getFileName()), jar);
    }
    Path conf = Files.createDirectories(home.resolve("conf"));
    link(conf.resolve("logback.xml"), Path.of("src/main/resources/logback.xml").toAbsolutePath());
  }

  /** The jar and lib/ beside it, as the build makes them after its tests. */
  private void makeApplication() throws IOException {
    Files.createDirectories(application.getParent());
    int exit =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--create",
                "--file",
                application.toString(),
                "-C",
                BUILD.resolve("classes").toString(),
                ".");
    if (exit != 0) {
      throw new IOException(application + ": jar ended with " + exit);
    }
    link(application.resolveSibling("lib"), BUILD.resolve("lib"));
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  private static List<Path> jars(Path directory, Predicate<String> names) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> names.test(file.getFileName().toString())).sorted().toList();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
