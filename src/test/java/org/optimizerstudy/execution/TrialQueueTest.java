package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Device;

class TrialQueueTest {

  /** A device that only says how many trials it takes. */
  private record Limited(int most) implements ComputeDevice {

    @Override
    public Optional<Device> description() {
      return Optional.empty();
    }

    @Override
    public int sessions() {
      return 1;
    }

    @Override
    public int lockstep(Trial trial) {
      return most;
    }

    @Override
    public void test() {}

    @Override
    public Session open(List<Trial> trials, Dataset dataset) {
      throw new IllegalStateException("only asked");
    }
  }

  private static List<Integer> sizes(List<Trial> trials, int workers, int most) {
    TrialQueue queue = new TrialQueue(trials, workers);
    List<Integer> sizes = new ArrayList<>();
    List<Trial> taken = new ArrayList<>();
    List<Trial> next = queue.next(new Limited(most));
    while (!next.isEmpty()) {
      sizes.add(next.size());
      taken.addAll(next);
      next = queue.next(new Limited(most));
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(trials);
    return sizes;
  }

  @Test
  void workersShareTheTrials() {
    List<Trial> trials = SmallStudy.trials(NetworkKind.DEEP_MLP, 1).subList(0, 5);

    assertThat(sizes(trials, 1, 100)).containsExactly(5);
    assertThat(sizes(trials, 2, 100)).containsExactly(3, 2);
    assertThat(sizes(trials, 2, 2)).containsExactly(2, 2, 1);
    assertThat(sizes(trials, 8, 100)).containsExactly(1, 1, 1, 1, 1);
    assertThat(sizes(trials, 2, 1)).hasSize(5);
  }

  @Test
  void networksAreSharedEachByItself() {
    List<Trial> trials = new ArrayList<>(SmallStudy.trials(NetworkKind.DEEP_MLP, 1).subList(0, 4));
    trials.addAll(SmallStudy.trials(NetworkKind.SMALL_CNN, 1).subList(0, 2));

    assertThat(sizes(trials, 2, 100)).containsExactly(2, 2, 1, 1);
  }
}
