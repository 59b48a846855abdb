package org.optimizerstudy.execution.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.optimizerstudy.execution.ExecutorProvider;
import org.optimizerstudy.execution.Placement;
import org.optimizerstudy.execution.Run;
import org.optimizerstudy.execution.TrialExecutor;
import org.optimizerstudy.experiment.InvalidInputException;

/** Provides the executor on Spark. */
public final class SparkProvider implements ExecutorProvider {

  private static final String STANDALONE = "spark://";
  private static final Duration CONNECTION = Duration.ofSeconds(5);

  @Override
  public String key() {
    return "spark";
  }

  @Override
  public void check(Placement placement) throws IOException {
    if (placement.workers().isPresent()) {
      throw new InvalidInputException(
          "--workers: must be given with --executor local alone; Spark runs a trial a core, see --conf spark.cores.max=N");
    }
    placement
        .configuration()
        .forEach(
            (key, value) -> {
              if (!key.startsWith("spark.")) {
                throw new InvalidInputException(
                    "--conf: must be a setting of Spark, spark.KEY=VALUE, found " + key);
              }
            });
    String master = SparkSettings.master(placement);
    if (master.startsWith(STANDALONE)) {
      requireReachable(master);
    }
  }

  @Override
  public TrialExecutor executor(Placement placement, Run run) {
    return new SparkExecutor(placement, run);
  }

  /** Spark itself tries for minutes. */
  private static void requireReachable(String master) throws IOException {
    List<String> failures = new ArrayList<>();
    for (String address : master.substring(STANDALONE.length()).split(",")) {
      int colon = address.lastIndexOf(':');
      if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
        throw new InvalidInputException(
            "--master: must be spark://HOST:PORT, found \"" + master + "\"");
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
            (int) CONNECTION.toMillis());
        return;
      } catch (IOException | IllegalArgumentException e) {
        failures.add(address + ": " + e.getMessage());
      }
    }
    throw new IOException(
        "--master: must be the address of a running master, found " + String.join("; ", failures));
  }
}
