package org.optimizerstudy.execution;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where trials are to run.
 *
 * @param workers trials at a time of local workers; as many as is best if empty
 * @param master URL of a cluster's master
 * @param configuration settings of a cluster's software, by name
 * @param patience how long to wait for a cluster in which no trial runs
 */
public record Placement(
    Optional<Integer> workers,
    Optional<String> master,
    Map<String, String> configuration,
    Duration patience) {

  public Placement {
    configuration = Map.copyOf(configuration);
  }
}
