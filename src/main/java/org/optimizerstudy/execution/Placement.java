package org.optimizerstudy.execution;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where trials run.
 *
 * @param workers number of local workers; if empty, the number that is fastest
 * @param master URL of a cluster's master
 * @param configuration settings of the cluster's software, by name
 * @param patience time to wait for a cluster in which no trial is running
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
