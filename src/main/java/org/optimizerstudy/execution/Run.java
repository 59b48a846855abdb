package org.optimizerstudy.execution;

import java.nio.file.Path;
import java.util.Optional;
import org.optimizerstudy.results.ModelFormat;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.training.TrialRunner;

/**
 * The input of an executor.
 *
 * @param experiment name of the experiment
 * @param runner trains trials in this process
 * @param data directory of the runner's data; empty for the embedded MNIST
 * @param results receives the records
 * @param model format in which trained networks are saved; empty if they are not
 * @param stop checked after every epoch and often between epochs
 */
public record Run(
    String experiment,
    TrialRunner runner,
    Optional<Path> data,
    ResultsDirectory results,
    Optional<ModelFormat> model,
    StopRequest stop) {}
