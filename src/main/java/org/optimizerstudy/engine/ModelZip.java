package org.optimizerstudy.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.network.Networks;
import org.optimizerstudy.optimizer.Scheduled;
import org.optimizerstudy.results.ModelFormat;
import org.optimizerstudy.results.TrainingState;

/**
 * The zip of DL4J's {@link ModelSerializer}. DL4J opens it without this program, whatever engine
 * trained the network: it contains DL4J's stock layers and, of a rule of DL4J with a constant
 * learning rate, the updater with its state, so that training can go on. Other rules are not known
 * to DL4J. With them the zip contains {@link NoOp} instead of the updater, and no state.
 */
public final class ModelZip implements ModelFormat {

  private static final String DL4JS_UPDATERS = NoOp.class.getPackageName();

  @Override
  public byte[] bytes(Trial trial, TrainingState state) throws IOException {
    IUpdater updater = Scheduled.rule(trial).updater();
    boolean isDl4js = updater.getClass().getPackageName().equals(DL4JS_UPDATERS);
    MultiLayerConfiguration configuration =
        Networks.configuration(
            trial.network(),
            trial.reading(),
            trial.filters(),
            trial.initialisation(),
            isDl4js ? updater : new NoOp(),
            trial.seed());
    configuration.setIterationCount(Math.toIntExact(state.iterations()));
    configuration.setEpochCount(state.epoch());
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    try {
      network.init();
      network.setParams(Nd4j.createFromArray(state.parameters()));
      if (isDl4js && state.updaterState().length > 0) {
        network
            .getUpdater()
            .setStateViewArray(network, Nd4j.createFromArray(state.updaterState()), false);
      }
      ByteArrayOutputStream zip = new ByteArrayOutputStream();
      ModelSerializer.writeModel(network, zip, isDl4js);
      return zip.toByteArray();
    } finally {
      network.close();
    }
  }
}
