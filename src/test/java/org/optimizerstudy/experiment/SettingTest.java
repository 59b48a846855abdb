package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SettingTest {

  private static final Setting STUDY = new Setting("mnist", 100, 100, Initialisation.XAVIER);

  @Test
  void nothingIsSaidOfTheStudysOwn() {
    assertThat(STUDY.isDefault()).isTrue();
    assertThat(STUDY.key()).isEmpty();
    assertThat(STUDY.label()).isEmpty();
  }

  @Test
  void everyValueThatIsNotDefaultIsNamedInKeyAndWords() {
    Setting setting = new Setting("fashion", 50, 1, Initialisation.TRUNCATED_NORMAL);

    assertThat(setting.key()).isEqualTo("batch50.epochs1.truncated-normal.fashion");
    assertThat(setting.label()).isEqualTo("batch 50, 1 epoch, truncated-normal, fashion");
    assertThat(new Setting("mnist", 100, 3, Initialisation.XAVIER).label()).isEqualTo("3 epochs");
  }

  @Test
  void onlyTheEpochsMayDiffer() {
    assertThat(new Setting("mnist", 100, 3, Initialisation.XAVIER).isDefaultButForEpochs())
        .isTrue();
    assertThat(new Setting("mnist", 50, 3, Initialisation.XAVIER).isDefaultButForEpochs())
        .isFalse();
    assertThat(new Setting("fashion", 100, 100, Initialisation.XAVIER).isDefaultButForEpochs())
        .isFalse();
    assertThat(
            new Setting("mnist", 100, 100, Initialisation.TRUNCATED_NORMAL).isDefaultButForEpochs())
        .isFalse();
  }

  @Test
  void theStudysOwnComesFirstThenBatchesByTheirSize() {
    Setting small = new Setting("mnist", 50, 100, Initialisation.XAVIER);
    Setting large = new Setting("mnist", 1000, 100, Initialisation.XAVIER);

    TreeSet<Setting> sorted = new TreeSet<>();
    sorted.add(large);
    sorted.add(small);
    sorted.add(STUDY);

    assertThat(sorted).containsExactly(STUDY, small, large);
  }
}
