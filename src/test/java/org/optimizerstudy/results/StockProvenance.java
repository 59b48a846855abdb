package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.optimizerstudy.experiment.Trial;

/** The provenance of a trial that nobody trains, on this machine by the engine nd4j. */
public final class StockProvenance {

  private StockProvenance() {}

  public static Provenance of(Trial trial) {
    return new Provenance(
        trial, JsonNodeFactory.instance.objectNode(), 8, Map.of(), "nd4j", Environment.current());
  }
}
