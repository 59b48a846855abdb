package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Prints a manual page in man's roff. Its words are those of {@code --help}: a section for each
 * command. Picocli's own generator writes AsciiDoc, which man does not read.
 */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the manual page of all commands.",
      "To read it: ./study man | man -l -",
      "To install it: ./study man > ~/.local/share/man/man1/study.1"
    })
final class ManCommand implements Callable<Integer> {

  /** As wide as man's text on a terminal of 80 columns. */
  private static final int COLUMNS = 72;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CommandLine study = Study.commandLine().setUsageHelpWidth(COLUMNS).setColorScheme(plain());
    page(study).forEach(line -> out.print(line + "\n"));
    out.flush();
    return 0;
  }

  private static Help.ColorScheme plain() {
    return Help.defaultColorScheme(Ansi.OFF);
  }

  /** The lines of the page. */
  static List<String> page(CommandLine study) {
    String purpose = String.join(" ", study.getCommandSpec().usageMessage().description());
    List<String> page = new ArrayList<>();
    page.add(".TH STUDY 1");
    page.add(".SH NAME");
    page.add("study \\- " + escaped(purpose));
    page.add(".SH SYNOPSIS");
    preformatted(page, study.getUsageMessage());
    study
        .getSubcommands()
        .forEach(
            (name, command) -> {
              page.add(".SH \"STUDY " + name.toUpperCase(Locale.ROOT) + "\"");
              preformatted(page, command.getUsageMessage());
            });
    return page;
  }

  /** Text in its own lines. */
  private static void preformatted(List<String> page, String text) {
    page.add(".nf");
    text.lines().map(ManCommand::escaped).forEach(page::add);
    page.add(".fi");
  }

  /** A line of text in roff, in which a hyphen is written as such and no line is a request. */
  private static String escaped(String line) {
    String text = line.replace("\\", "\\e").replace("-", "\\-");
    return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
  }
}
