package org.optimizerstudy.training;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.EpochResult;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.network.FloatingPointOperations;
import org.optimizerstudy.network.Networks;

/**
 * Measures training throughput in images per second: whole training steps as in a trial, with
 * batches in seeded order and without evaluation.
 */
public final class Throughput {

  private static final double WARM_UP_SECONDS = 6;
  private static final int MAX_WARM_UPS = 10;

  /** The JVM is warm if it compiles for less than this fraction of the time. */
  private static final double WARM = 0.02;

  private final Dataset dataset;
  private final double seconds;

  /**
   * @param dataset data set to train on
   * @param seconds time per case and round; at least two steps are run
   */
  public Throughput(Dataset dataset, double seconds) {
    this.dataset = dataset;
    this.seconds = seconds;
  }

  /**
   * A measured configuration.
   *
   * @param trials trials of a session: network, rule and batch size
   * @param engine engine that trains
   * @param device device of the engine
   * @param workers number of concurrent sessions, with one thread each
   */
  public record Case(List<Trial> trials, Engine engine, ComputeDevice device, int workers) {

    public Case {
      trials = List.copyOf(trials);
    }

    /** The first; the others differ from it by their seeds. */
    public Trial trial() {
      return trials.get(0);
    }
  }

  /**
   * Images per second of all workers together.
   *
   * @param what the measured configuration
   * @param rounds images per second of each round
   */
  public record Result(Case what, double[] rounds) {

    public Result {
      rounds = rounds.clone();
      Arrays.sort(rounds);
    }

    public double median() {
      int middle = rounds.length / 2;
      return rounds.length % 2 == 1 ? rounds[middle] : (rounds[middle - 1] + rounds[middle]) / 2;
    }

    public double min() {
      return rounds[0];
    }

    public double max() {
      return rounds[rounds.length - 1];
    }

    /** Billions of additions and multiplications per second at the median speed. */
    public double gigaflops() {
      Trial trial = what.trial();
      long operations =
          FloatingPointOperations.perTrainingExample(
              Networks.configuration(trial), Networks.inputType(trial.network()));
      return median() * operations / 1e9;
    }
  }

  /**
   * Measures all cases in alternating rounds, after a warm-up that is not measured.
   *
   * <p>The warm-up of a case lasts until the JVM has compiled the hot code, at most one minute.
   * Until then the compiler takes a large part of a core from the workers: after six seconds, two
   * workers of the pooled CNN on two cores are 8 to 15 % slower than later. Trials take minutes to
   * hours.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public List<Result> measure(List<Case> cases, int rounds) throws InterruptedException {
    List<List<Worker>> teams = new ArrayList<>();
    try {
      for (Case what : cases) {
        List<Worker> team = new ArrayList<>();
        teams.add(team);
        for (int i = 0; i < what.workers(); i++) {
          team.add(new Worker(what));
        }
      }
      for (List<Worker> team : teams) {
        warmUp(team);
      }
      double[][] figures = new double[cases.size()][rounds];
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < cases.size(); i++) {
          figures[i][round] = run(teams.get(i), seconds);
        }
      }
      List<Result> results = new ArrayList<>();
      for (int i = 0; i < cases.size(); i++) {
        results.add(new Result(cases.get(i), figures[i]));
      }
      return results;
    } finally {
      teams.forEach(team -> team.forEach(Worker::close));
    }
  }

  private static void warmUp(List<Worker> team) throws InterruptedException {
    boolean warm = false;
    for (int i = 0; i < MAX_WARM_UPS && !warm; i++) {
      double before = compilationSeconds();
      run(team, WARM_UP_SECONDS);
      warm = compilationSeconds() - before < WARM * WARM_UP_SECONDS;
    }
  }

  /** Total compilation time of the JVM; 0 if it only interprets. */
  private static double compilationSeconds() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null ? 0 : compiler.getTotalCompilationTime() / 1e3;
  }

  private static double run(List<Worker> team, double time) throws InterruptedException {
    List<Future<Double>> figures = team.stream().map(worker -> worker.train(time)).toList();
    double sum = 0;
    for (Future<Double> figure : figures) {
      try {
        sum += figure.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a training step failed", e.getCause());
      }
    }
    return sum;
  }

  /** A session in a separate thread that trains for a given time per call. */
  private final class Worker implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Session> session;

    Worker(Case what) {
      session = thread.submit(() -> what.device().open(what.trials(), dataset));
    }

    /** Trains for some seconds, at least two steps, and returns the images per second. */
    Future<Double> train(double time) {
      return thread.submit(() -> imagesPerSecond(session.get(), time));
    }

    private static double imagesPerSecond(Session session, double time) {
      long start = System.nanoTime();
      AtomicInteger steps = new AtomicInteger();
      Session.Progress progress = examples -> steps.incrementAndGet() < 2 || since(start) < time;
      long images = 0;
      while (steps.get() < 2 || since(start) < time) {
        for (EpochResult result : session.train(progress).values()) {
          images += result.training().examples();
        }
      }
      return images / since(start);
    }

    private static double since(long start) {
      return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
      thread.submit(
          () -> {
            session.get().close();
            return null;
          });
      thread.shutdown();
    }
  }
}
