package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * A record that {@code study seal} sealed a finished trial: an entry of {@code sealed} in its
 * trial.json. The seal by the run that finished the trial has no entry.
 *
 * @param at time as an ISO 8601 instant
 * @param reason reason that the user stated
 * @param previousRecordsSha256 checksum of the records in the previous seal; empty if there was
 *     none
 */
public record Sealing(String at, String reason, Optional<String> previousRecordsSha256) {

  private static final String MEMBER = "sealed";
  private static final String AT = "at";
  private static final String REASON = "reason";
  private static final String PREVIOUS = "previous_records_sha256";

  /**
   * Reads the entries of a trial.json, in order.
   *
   * @throws InvalidInputException if an entry is invalid
   */
  static List<Sealing> read(JsonFields trial) {
    return trial.objects(MEMBER).stream()
        .map(
            entry ->
                new Sealing(
                    entry.instant(AT),
                    entry.text(REASON),
                    entry.isNull(PREVIOUS)
                        ? Optional.empty()
                        : Optional.of(entry.sha256(PREVIOUS))))
        .toList();
  }

  void addTo(ObjectNode trial) {
    trial
        .withArray(MEMBER)
        .addObject()
        .put(AT, at)
        .put(REASON, reason)
        .put(PREVIOUS, previousRecordsSha256.orElse(null));
  }
}
