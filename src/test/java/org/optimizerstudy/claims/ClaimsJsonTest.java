package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.metrics.MadeHistories;

class ClaimsJsonTest {

  private static JsonNode judged(JsonNode json, String claim, String semantics) {
    return StreamSupport.stream(json.path("judgements").spliterator(), false)
        .filter(node -> node.path("claim").asText().equals(claim))
        .filter(node -> node.path("semantics").asText().equals(semantics))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void holdsEveryJudgementAndIsTheSameEveryTime() throws IOException {
    MadeHistories made = MadeHistories.under(Semantics.PAPER);
    for (int seed = 1; seed <= 3; seed++) {
      double slope = (100 + seed) * 1e-6;
      made.curve(OptimizerKind.ADAM, 0.0001, seed, e -> 0.97 + e * slope);
    }
    List<Judgement> judgements = ClaimJudge.judge(made.list());
    String first = ClaimsJson.text(judgements);
    JsonNode json = new ObjectMapper().readTree(first);

    assertThat(json.path("schema").asInt()).isEqualTo(2);
    assertThat(json.path("judgements")).hasSameSizeAs(judgements);
    JsonNode c9 = judged(json, "C9", "paper");
    assertThat(c9.path("reading").asText()).isEqualTo("strided");
    assertThat(c9.path("verdict").asText()).isEqualTo("reproduced");
    assertThat(c9.path("predicate").asText()).contains("slope");
    assertThat(c9.path("trials").get(0).asText())
        .isEqualTo("small-cnn.strided.adam.paper.lr0.0001.seed1");
    JsonNode effect = c9.path("effect");
    assertThat(effect.path("value").asDouble()).isCloseTo(49 * 0.0102, within(1e-6));
    assertThat(effect.path("low").asDouble()).isLessThan(effect.path("value").asDouble());
    assertThat(effect.path("unit").asText()).isEqualTo("points");
    assertThat(effect.path("margin").asDouble()).isEqualTo(0.1);
    assertThat(effect.path("outcome").asText()).isEqualTo("above");
    assertThat(effect.path("role").asText()).isEqualTo("effect");
    assertThat(effect.path("seeds")).hasSize(1);
    assertThat(effect.path("seeds").get(0).asInt()).isEqualTo(3);
    assertThat(effect.path("seeds_needed").isNull()).isTrue();
    assertThat(c9.path("comparisons").get(0).path("p_below_holm").asDouble()).isOne();
    assertThat(c9.path("plan").isNull()).isTrue();
    JsonNode fresh = c9.path("beside").get(0);
    assertThat(fresh.path("basis").asText()).isEqualTo("fresh seeds");
    assertThat(fresh.path("verdict").asText()).isEqualTo("not run");
    assertThat(fresh.path("differs").asBoolean()).isFalse();

    assertThat(ClaimsJson.text(judgements)).isEqualTo(first);
  }

  @Test
  void whatIsUnknownIsNullAndOpenClaimsHaveAPlan() throws IOException {
    MadeHistories made = MadeHistories.under(Semantics.DL4J);
    for (double rate : List.of(0.0001, 0.001, 0.01)) {
      made.accuracy(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, rate, 0.98 - rate);
    }
    JsonNode json = new ObjectMapper().readTree(ClaimsJson.text(ClaimJudge.judge(made.list())));

    JsonNode c6a = judged(json, "C6a", "dl4j");
    assertThat(c6a.path("verdict").asText()).isEqualTo("undecided");
    assertThat(c6a.path("effect").path("low").isNull()).isTrue();
    assertThat(c6a.path("effect").path("value").asDouble()).isNotZero();
    assertThat(c6a.path("shapes").path("adam").asText()).isEqualTo("undecided");
    assertThat(c6a.path("plan").path("seeds_per_cell").asInt()).isEqualTo(2);
    assertThat(c6a.path("plan").path("trials").asInt()).isEqualTo(3);
    assertThat(c6a.path("plan").path("seconds").asDouble()).isEqualTo(600);
    assertThat(c6a.path("plan").path("command").asText())
        .isEqualTo("./study run figure3 --semantics dl4j --seeds 1,2 --only 'small-cnn.*.adam.*'");
    JsonNode c1 = judged(json, "C1", "dl4j");
    assertThat(c1.path("verdict").asText()).isEqualTo("not run");
    assertThat(c1.path("effect").isNull()).isTrue();
    assertThat(c1.path("plan").path("command").asText())
        .isEqualTo("./study run figure2 --semantics dl4j");
  }
}
