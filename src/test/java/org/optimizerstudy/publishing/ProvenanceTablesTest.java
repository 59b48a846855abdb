package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.StoredTrial;

class ProvenanceTablesTest {

  @Test
  void trialsOfOlderSchemasAreMarked(@TempDir Path directory) throws IOException {
    List<StoredTrial> written =
        new MadeUpResults(3, List.of(1L), List.of(Semantics.TENSORFLOW), List.of(Reading.STRIDED))
            .write(directory)
            .read()
            .trials();
    StoredTrial current = written.get(0);
    StoredTrial older = ofSchema1(written.get(1));

    assertThat(texts(ProvenanceTables.environments(List.of(current, older)), "schema"))
        .containsExactly(
            List.of("schema", "1, without measures after the last epoch", "1"),
            List.of("schema", "2", "1"));
    assertThat(
            texts(ProvenanceTables.runs(List.of(current, older)), older.id().value()).get(0).get(7))
        .isEqualTo("1");
  }

  private static StoredTrial ofSchema1(StoredTrial trial) {
    ObjectNode json = trial.json().deepCopy();
    json.remove(List.of("schema", "record_columns", "final"));
    return new StoredTrial(
        trial.history(),
        Optional.empty(),
        json,
        trial.recordsSha256(),
        Optional.empty(),
        List.of());
  }

  private static List<List<String>> texts(HtmlTable table, String first) {
    return table.rows().stream()
        .map(row -> row.cells().stream().map(HtmlTable.Cell::text).toList())
        .filter(cells -> cells.get(0).equals(first))
        .toList();
  }
}
