package org.optimizerstudy.training;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.optimizerstudy.backend.Devices;
import org.optimizerstudy.data.Examples;
import org.optimizerstudy.data.ShuffledBatches;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.network.FloatingPointOperations;
import org.optimizerstudy.network.Networks;

/**
 * Measures how many images a second are trained on: whole steps as in a trial, batches gathered in
 * seeded order, without evaluation.
 */
public final class Throughput {

  private static final double WARM_UP_SECONDS = 6;
  private static final int MOST_WARM_UPS = 10;

  /** The JVM is warm when it compiles for less than this part of the time. */
  private static final double WARM = 0.02;

  private final Examples examples;
  private final Devices devices;
  private final double seconds;

  /**
   * @param examples to train on
   * @param devices where; of several devices the first is measured
   * @param seconds that a case runs in each round; no less than two steps
   */
  public Throughput(Examples examples, Devices devices, double seconds) {
    this.examples = examples;
    this.devices = devices;
    this.seconds = seconds;
  }

  /**
   * What is measured.
   *
   * @param trial network, rule and batch
   * @param layers whose
   * @param workers networks that train at the same time, one thread each
   */
  public record Case(Trial trial, Layers layers, int workers) {}

  /**
   * Images a second of all workers together.
   *
   * @param what was measured
   * @param rounds one figure a round
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

    /** Billions of additions and multiplications a second at the median speed. */
    public double gigaflops() {
      Trial trial = what.trial();
      long operations =
          FloatingPointOperations.perTrainingExample(
              TrialNetwork.configuration(trial), Networks.inputType(trial.network()));
      return median() * operations / 1e9;
    }
  }

  /**
   * Measures all cases in alternating rounds, after a warm-up that does not count.
   *
   * <p>The warm-up of a case goes on until the JVM has compiled what runs often, a minute at most,
   * for up to then the compiler takes a good part of a core from the workers: after six seconds the
   * pooled CNN's two workers on two cores are 8 to 15 % slower than later. Trials take minutes to
   * hours.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public List<Result> measure(List<Case> cases, int rounds) throws InterruptedException {
    List<List<Worker>> teams = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (Case what : cases) {
        List<Worker> team = new ArrayList<>();
        teams.add(team);
        for (int i = 0; i < what.workers(); i++) {
          team.add(new Worker(what));
        }
      }
      for (List<Worker> team : teams) {
        warmUp(team, threads);
      }
      double[][] figures = new double[cases.size()][rounds];
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < cases.size(); i++) {
          figures[i][round] = run(teams.get(i), threads, seconds);
        }
      }
      List<Result> results = new ArrayList<>();
      for (int i = 0; i < cases.size(); i++) {
        results.add(new Result(cases.get(i), figures[i]));
      }
      return results;
    } finally {
      threads.shutdownNow();
      teams.forEach(team -> team.forEach(Worker::close));
    }
  }

  private static void warmUp(List<Worker> team, ExecutorService threads)
      throws InterruptedException {
    boolean warm = false;
    for (int i = 0; i < MOST_WARM_UPS && !warm; i++) {
      double before = compilationSeconds();
      run(team, threads, WARM_UP_SECONDS);
      warm = compilationSeconds() - before < WARM * WARM_UP_SECONDS;
    }
  }

  /** How long the JVM has compiled so far; 0 if it only interprets. */
  private static double compilationSeconds() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null ? 0 : compiler.getTotalCompilationTime() / 1e3;
  }

  private static double run(List<Worker> team, ExecutorService threads, double time)
      throws InterruptedException {
    List<Callable<Double>> tasks = new ArrayList<>();
    team.forEach(worker -> tasks.add(() -> worker.train(time)));
    double sum = 0;
    for (Future<Double> figure : threads.invokeAll(tasks)) {
      try {
        sum += figure.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("A step failed", e.getCause());
      }
    }
    return sum;
  }

  /** One network that trains for a while at each call and tells its images a second. */
  private final class Worker implements AutoCloseable {

    private final TrialNetwork network;
    private final TrainingStep step;
    private final ShuffledBatches batches;

    Worker(Case what) {
      network = TrialNetwork.create(what.trial(), what.layers());
      step = new TrainingStep(network.network());
      batches = new ShuffledBatches(examples, what.trial().batch(), what.trial().seed());
    }

    /** Trains for some seconds, two steps at least. */
    double train(double time) {
      devices.pin(0);
      long start = System.nanoTime();
      long images = 0;
      double elapsed = 0;
      for (int steps = 0; steps < 2 || elapsed < time; steps++) {
        if (!batches.hasNext()) {
          batches.reset();
        }
        images += step.fit(batches.next()).examples();
        elapsed = (System.nanoTime() - start) / 1e9;
      }
      return images / elapsed;
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
