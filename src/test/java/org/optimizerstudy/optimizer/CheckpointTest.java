package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.optimizer.dl4j.FastUpdaters;

/** An interrupted training resumes with the same bits, for every rule. */
class CheckpointTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.optimizerstudy.optimizer.Rules#all")
  void aSavedNetworkTrainsOnWithTheSameBits(String name, IUpdater rule) throws IOException {
    MultiLayerNetwork uninterrupted = TinyNetwork.create(rule);
    TinyNetwork.train(uninterrupted, 0, 40);
    MultiLayerNetwork restored = restore(save(uninterrupted));
    assertThat(TinyNetwork.state(restored)).isEqualTo(TinyNetwork.state(uninterrupted));

    TinyNetwork.train(uninterrupted, 40, 40);
    TinyNetwork.train(restored, 40, 40);

    assertThat(restored.params().toFloatVector()).isEqualTo(uninterrupted.params().toFloatVector());
    assertThat(TinyNetwork.state(restored)).isEqualTo(TinyNetwork.state(uninterrupted));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.optimizerstudy.optimizer.Rules#all")
  void aSavedNetworkTrainsOnWithTheSameBitsThroughVectorizedRules(String name, IUpdater rule)
      throws IOException {
    MultiLayerNetwork uninterrupted = TinyNetwork.create(rule);
    TinyNetwork.train(uninterrupted, 0, 40);
    MultiLayerNetwork restored = restore(save(uninterrupted));
    FastUpdaters.install(restored);

    TinyNetwork.train(uninterrupted, 40, 40);
    TinyNetwork.train(restored, 40, 40);

    assertThat(restored.params().toFloatVector()).isEqualTo(uninterrupted.params().toFloatVector());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.optimizerstudy.optimizer.Rules#all")
  void aStateThatWasKeptByItselfGoesOnWithTheSameBits(String name, IUpdater rule) {
    int parameters = 50;
    INDArray state = rule.stateSize(1) == 0 ? null : Nd4j.create(rule.stateSize(parameters));
    GradientUpdater<?> updater = Rules.updater(rule, state, state != null, parameters);
    for (float[] gradient : Gradients.mixed(100, parameters, 1)) {
      updater.applyUpdater(Nd4j.createFromArray(gradient), 0, 0);
    }
    INDArray copy = state == null ? null : state.dup();
    GradientUpdater<?> successor = Rules.updater(rule, copy, false, parameters);
    int iteration = 100;
    for (float[] gradient : Gradients.mixed(100, parameters, 2)) {
      INDArray update = Nd4j.createFromArray(gradient);
      INDArray updateOfSuccessor = update.dup();
      updater.applyUpdater(update, iteration, 0);
      successor.applyUpdater(updateOfSuccessor, iteration, 0);
      assertThat(updateOfSuccessor.toFloatVector()).isEqualTo(update.toFloatVector());
      iteration++;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.optimizerstudy.optimizer.Rules#all")
  void aRuleSurvivesJson(String name, IUpdater rule) {
    MultiLayerConfiguration configuration = TinyNetwork.create(rule).getLayerWiseConfigurations();
    String json = configuration.toJson();

    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(json);

    assertThat(read).isEqualTo(configuration);
    assertThat(read.toJson()).isEqualTo(json).contains(rule.getClass().getName());
    assertThat(read.getConf(0).getLayer().getUpdaterByParam("W")).isEqualTo(rule);
    assertThat(Arrays.stream(rule.getClass().getDeclaredFields()))
        .filteredOn(field -> field.getType() == double.class && !field.isSynthetic())
        .filteredOn(field -> !java.lang.reflect.Modifier.isStatic(field.getModifiers()))
        .allSatisfy(field -> assertThat(json).contains("\"" + field.getName() + "\""));
  }

  private static byte[] save(MultiLayerNetwork network) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, file, true);
    return file.toByteArray();
  }

  private static MultiLayerNetwork restore(byte[] file) throws IOException {
    return TinyNetwork.ready(
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file), true));
  }
}
