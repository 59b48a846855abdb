package org.optimizerstudy.training;

import java.util.Optional;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.TrainingState;

/**
 * A trial to be trained.
 *
 * @param trial the values of the trial
 * @param start the state to resume from; the initial parameters if empty
 * @param listener receives the events of the trial
 */
public record TrialRun(Trial trial, Optional<TrainingState> start, TrialListener listener) {}
