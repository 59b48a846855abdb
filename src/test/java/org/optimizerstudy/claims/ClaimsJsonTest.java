package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

class ClaimsJsonTest {

  @Test
  void holdsEveryJudgementAndIsTheSameEveryTime() throws IOException {
    List<Judgement> judgements =
        Claims.judge(
            MadeCourses.under(Semantics.PAPER)
                .curve(OptimizerKind.ADAM, 0.0001, 1, e -> 0.97 + e * 0.0001)
                .list());
    String first = ClaimsJson.text(judgements);

    JsonNode array = new ObjectMapper().readTree(first).path("judgements");
    assertThat(array).hasSameSizeAs(judgements);
    JsonNode c9 = array.get(judgements.indexOf(judged(judgements)));
    assertThat(c9.path("claim").asText()).isEqualTo("C9");
    assertThat(c9.path("semantics").asText()).isEqualTo("paper");
    assertThat(c9.path("reading").asText()).isEqualTo("strided");
    assertThat(c9.path("verdict").asText()).isEqualTo("reproduced");
    assertThat(c9.path("margin").asText()).contains("Kendall");
    assertThat(c9.path("trials").get(0).asText())
        .isEqualTo("small-cnn.strided.adam.paper.lr0.0001.seed1");
    assertThat(c9.path("measures").get(2).path("unit").asText()).isEqualTo("tau");
    assertThat(c9.path("measures").get(2).path("value").asDouble()).isEqualTo(1);

    assertThat(ClaimsJson.text(judgements)).isEqualTo(first);
  }

  private static Judgement judged(List<Judgement> judgements) {
    return judgements.stream()
        .filter(judgement -> judgement.verdict() == Verdict.REPRODUCED)
        .findFirst()
        .orElseThrow();
  }
}
