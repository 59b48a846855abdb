package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialGlobTest {

  private static final TrialId ID = new TrialId("small-cnn.strided.adam.tensorflow.lr0.001.seed1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | true",
        "small-cnn.strided.adam.tensorflow.lr0.001.seed1 | true",
        "*.adam.* | true",
        "*.adam | false",
        "adam | false",
        "small-cnn.{strided,pooled}.*.seed1 | true",
        "small-cnn.{pooled}.*.seed1 | false",
        "*.{adagrad,ada{m,delta}}.* | true",
        "*.{rms*,a*}.tensorflow.* | true",
        "*.{,x}adam.* | true",
        "*.seed? | true",
        "*.seed?? | false",
        "*.seed[1-3] | true",
        "*.seed[23] | false",
        "*.seed[!2-9] | true",
        "*.seed[!1] | false",
        "*[a-z.]lr0.001* | true",
        "{} | false",
        "'' | false",
      })
  void matchesWholeIds(String glob, boolean matches) {
    assertThat(new TrialGlob(glob).matches(ID)).isEqualTo(matches);
  }

  /** What PathMatcher took hours for, or never ended. */
  @Test
  void anyPatternIsAnsweredSoon() {
    assertThat(new TrialGlob("*".repeat(60)).matches(ID)).isTrue();
    assertThat(new TrialGlob("*".repeat(999) + "z").matches(ID)).isFalse();
    assertThat(new TrialGlob("*a".repeat(500)).matches(ID)).isFalse();
    assertThat(new TrialGlob("{*,*}".repeat(200)).matches(ID)).isTrue();
    assertThat(new TrialGlob("{".repeat(400) + "*" + "}".repeat(400)).matches(ID)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[ | \"[\" at character 1 without \"]\" in \"[\"",
        "*.seed[ | \"[\" at character 7 without",
        "[] | \"[\" at character 1 with nothing in it",
        "[!] | \"[\" at character 1 with nothing in it",
        "[3-1] | the range \"3-1\", which is empty",
        "{a | \"{\" at character 1 without \"}\"",
        "{a,{b} | \"{\" at character 1 without \"}\"",
        "*\\ | \"\\\" in \"*\\\"",
        "a} | \"}\" in",
        "a,b | \",\" in",
        "a] | \"]\" in",
        "*.Adam.* | \"A\" in",
        "[A-Z] | \"A\" in",
        "../* | \"/\" in",
        "a b | \" \" in",
      })
  void refusesWhatIsNoPattern(String glob, String found) {
    assertThatThrownBy(() -> new TrialGlob(glob))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("must be written with small letters, digits, dots, hyphens, *")
        .hasMessageContaining("found " + found);
  }

  @Test
  void refusesAPatternOfAnyLength() {
    assertThatThrownBy(() -> new TrialGlob("{".repeat(1_000_000)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("must be at most 1000 characters, found 1000000");
  }

  @ParameterizedTest
  @CsvSource({
    "small-cnn.strided.adam, small-cnn.strided.adam.*",
    "adam, *.adam.*",
    "seed1, *.seed1",
    "small, small*",
    "tensor, *tensor*",
  })
  void hintsAtThePatternThatWasMeant(String glob, String meant) {
    assertThat(new TrialGlob(glob).matchesNone(List.of(ID)))
        .isEqualTo("no trial matches \"%s\"; did you mean \"%s\"?".formatted(glob, meant));
  }

  @Test
  void showsAnIdWhereNothingIsNear() {
    assertThat(new TrialGlob("*.sgd.*").matchesNone(List.of(ID)))
        .isEqualTo("no trial matches \"*.sgd.*\"; an id is " + ID);
    assertThat(new TrialGlob("x").matchesNone(List.of())).isEqualTo("no trial matches \"x\"");
  }
}
