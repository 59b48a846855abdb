package org.optimizerstudy.execution;

import java.nio.file.Path;
import java.util.Optional;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.training.TrialRunner;

/**
 * What an executor works with.
 *
 * @param experiment its name
 * @param runner trains trials in this process
 * @param data directory of the runner's data; empty for the embedded MNIST
 * @param results takes the records
 * @param stop is asked after every epoch and often between
 */
public record Run(
    String experiment,
    TrialRunner runner,
    Optional<Path> data,
    ResultsDirectory results,
    StopRequest stop) {}
