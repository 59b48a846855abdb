package org.optimizerstudy.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Stack;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.optimizerstudy.data.DataFiles;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.engine.ModelZip;
import org.optimizerstudy.execution.ExecutorProvider;
import org.optimizerstudy.execution.LocalProvider;
import org.optimizerstudy.execution.Placement;
import org.optimizerstudy.execution.Plan;
import org.optimizerstudy.execution.PreparedRun;
import org.optimizerstudy.execution.RunSession;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.experiment.TrialNames;
import org.optimizerstudy.live.LivePort;
import org.optimizerstudy.live.LiveView;
import org.optimizerstudy.metrics.Estimate;
import org.optimizerstudy.publishing.Report;
import org.optimizerstudy.publishing.ReportFormat;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.Marker;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsFiles;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.training.TrialRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an experiment's trials that are not done yet, and prints the results. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs the trials of an experiment. Finished trials are skipped.")
final class RunCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "EXPERIMENT|FILE.yaml",
      description = "An experiment (study list shows them), or a YAML file.")
  private String experiment;

  @Mixin private ExperimentOptions options;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results directory (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--save-model",
      description =
          "Save the trained network of each trial as model.zip in its directory, which DL4J opens.")
  private boolean saveModel;

  @Option(
      names = "--no-report",
      description =
          "Train only. study report DIR writes the report later, on any machine with the results"
              + " directory.")
  private boolean noReport;

  @Mixin private ExecutorOptions executors;

  @Mixin private TrainingOptions training;

  @Option(
      names = "--ui",
      arity = "0..1",
      paramLabel = "PORT",
      preprocessor = OptionalPort.class,
      description =
          "Show the run in a browser on this machine, at http://127.0.0.1:PORT/ (default: a free port,"
              + " which is printed).")
  private Optional<Integer> ui = Optional.empty();

  @Option(
      names = "--dry-run",
      description = "Show the trials that would run, with estimated times.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ExecutorProvider provider = executors.provider();
    Placement placement = executors.placement();
    provider.check(placement);
    if (!provider.key().equals(LocalProvider.KEY)) {
      training.engine().requireSingleTrials("with --executor " + provider.key());
    }
    ui.ifPresent(LivePort::require);
    Marker.require(output);
    Experiment asked = options.read(experiment);
    Optional<DataFiles> given = training.files(asked.dataset());
    String dataset = given.map(DataFiles::name).orElse(Trial.MNIST);
    RunSession.Request request =
        new RunSession.Request(
            asked,
            Plan.matching(asked, dataset, training.only()),
            given.flatMap(DataFiles::directory),
            saveModel ? Optional.of(new ModelZip()) : Optional.empty(),
            output,
            provider,
            placement);
    if (dryRun) {
      dryRun(request);
      return 0;
    }
    ResultsDirectory.requireWritable(output);
    try (LivePort port = ui.isPresent() ? LivePort.take(ui.get()) : null) {
      Engines.Choice engine = training.engine().choose();
      // the request is valid and the engine can run here; now files are written
      try (RunSession session = RunSession.open(request)) {
        PrintWriter err = spec.commandLine().getErr();
        session
            .deadHolder()
            .ifPresent(dead -> err.println("note: took over the lock of " + dead + ", which died"));
        printDamage(session.plan());
        session.requireUndamaged();
        // nothing is damaged; now the native libraries are loaded, which takes seconds
        Engines.Started started = training.engine().start(engine);
        Dataset data = given.isPresent() ? given.get().load() : Dataset.mnist();
        return run(request, session, started, data, Optional.ofNullable(port));
      }
    }
  }

  private void dryRun(RunSession.Request request) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ResultsDirectory results = ResultsDirectory.at(output);
    StoredResults stored = results.read();
    Plan plan = Plan.of(request.trials(), results, stored);
    printDamage(plan);
    plan.requireUndamaged();
    Engine engine = Engines.choose(training.engine().asked()).engine();
    int count = Engines.sessions(engine, engine.devices(), request.placement().workers());
    ResultsInput.nameDamaged(stored, err);
    TrialTables.on(spec.commandLine().getOut())
        .plan(plan, Estimate.from(stored.measured(engine.key(), Environment.current())), count);
    request.experiment().notes().forEach(note -> err.println("note: " + note));
    if (!engine.key().equals(Estimate.REFERENCE_ENGINE)) {
      err.println(
          "note: without measured speeds, times are those of engine " + Estimate.REFERENCE_ENGINE);
    }
  }

  private int run(
      RunSession.Request request,
      RunSession session,
      Engines.Started engine,
      Dataset data,
      Optional<LivePort> port)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    int examples = data.training().size();
    Plan plan = session.plan();
    Experiment asked = request.experiment();
    PreparedRun run = session.prepare(new TrialRunner(engine, data));
    try (Screen screen = Screen.of(err);
        StopSignals signals = new StopSignals(session.stop(), screen::say)) {
      run.notes().forEach(note -> err.println("note: " + note));
      new RunHeader(
              asked,
              plan,
              engine.engine(),
              run.parallelism(),
              session.estimate(engine.engine().key()),
              Engines.sessions(engine.engine(), engine.devices(), request.placement().workers()),
              output)
          .print(err);
      asked.notes().forEach(note -> err.println("note: " + note));
      engine.note().ifPresent(note -> err.println("note: " + note));
      err.flush();
      StoredResults stored;
      try (Closeable view = view(port, asked, plan, examples, session.results());
          Progress progress = Progress.of(screen, TrialNames.of(plan.all()), examples)) {
        stored = run.train(progress);
      }
      if (signals.exitCode().isPresent()) {
        err.println("study: stopped; progress is saved, run the same command to resume");
        return signals.exitCode().getAsInt();
      }
      signals.reporting();
      print(plan, session.results(), stored);
      return signals.exitCode().orElse(0);
    }
  }

  /** Lets {@code --ui} without {@code =PORT} stand for any port, whatever word follows. */
  static final class OptionalPort implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (!"=".equals(info.get("separator"))) {
        words.push("0");
      }
      return false;
    }
  }

  private void printDamage(Plan plan) {
    PrintWriter err = spec.commandLine().getErr();
    plan.damaged().forEach(trial -> err.println("study: damaged: " + trial.message()));
    err.flush();
  }

  /** Opens the live view if a port was requested; it is shown until it is closed. */
  private Closeable view(
      Optional<LivePort> port,
      Experiment asked,
      Plan plan,
      int examples,
      ResultsDirectory results) {
    if (port.isEmpty()) {
      return () -> {};
    }
    LiveView view = LiveView.open(port.get(), asked.name(), plan.all(), examples, results);
    PrintWriter err = spec.commandLine().getErr();
    err.println("live view: " + view.address());
    err.flush();
    return view;
  }

  private void print(Plan plan, ResultsDirectory results, StoredResults stored) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ResultsInput.nameIgnored(stored, err);
    ResultsInput.nameDamaged(stored, err);
    Set<TrialId> asked = plan.all().stream().map(Trial::id).collect(Collectors.toSet());
    TrialTables.on(out)
        .outcome(stored.trials().stream().filter(trial -> asked.contains(trial.id())).toList());
    out.printf("%nRecords of every epoch: %s%n", results.recordsFile());
    out.printf(
        "Settings and provenance: %s%n",
        results.root().resolve(ResultsFiles.TRIALS + "/*/" + ResultsFiles.TRIAL));
    out.flush();
    if (noReport) {
      return;
    }
    Report report = Report.of(stored, EnumSet.allOf(ReportFormat.class));
    report.write(output);
    report.note().ifPresent(note -> err.println("note: " + note));
    out.printf(
        "Verdicts and figures: %s (open it in a browser; ./study list shows more experiments)%n",
        output.resolve(Report.PAGE));
    out.flush();
  }
}
