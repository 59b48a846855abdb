package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Standard error during a run: permanent lines and, on a terminal, changing lines below them. New
 * permanent lines are printed above the changing lines, so that no line overwrites another.
 */
final class Screen implements AutoCloseable {

  private static final String ERASE_LINE_END = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final Supplier<Optional<TerminalSize>> ask;
  private final AtomicBoolean resized = new AtomicBoolean();
  private Optional<TerminalSize> size;
  private Optional<SignalAction> resize = Optional.empty();
  private List<String> shown = List.of();

  /**
   * @param out standard error
   * @param size size of the terminal; empty if there is none
   * @param ask reads the current size
   */
  Screen(PrintWriter out, Optional<TerminalSize> size, Supplier<Optional<TerminalSize>> ask) {
    this.out = out;
    this.size = size;
    this.ask = ask;
  }

  /**
   * A screen on standard error; on a terminal it follows the size until it is closed.
   *
   * @param err receives the lines if there is no terminal
   */
  static Screen of(PrintWriter err) {
    Optional<TerminalSize> size = TerminalSize.ofStandardError();
    if (size.isEmpty()) {
      return new Screen(err, size, Optional::empty);
    }
    Screen screen = new Screen(new PrintWriter(System.err), size, TerminalSize::ask);
    screen.resized(); // reads the number of rows
    screen.resize = Optional.of(new SignalAction("WINCH", screen::resized));
    return screen;
  }

  /** Called when the size of the terminal has changed. */
  void resized() {
    resized.set(true);
  }

  /** Whether there is a terminal, on which lines can change. */
  boolean isTerminal() {
    return size.isPresent();
  }

  /** The current number of columns. */
  synchronized int columns() {
    if (resized.getAndSet(false)) {
      size = ask.get().or(() -> size);
    }
    return size.orElseThrow().columns();
  }

  /** Prints a permanent line. */
  synchronized void say(String line) {
    if (isTerminal()) {
      out.print(up() + line + ERASE_LINE_END + "\n" + below(shown) + ERASE_BELOW);
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Replaces the changing lines; at most as many as fit on the terminal are shown. */
  synchronized void show(List<String> lines) {
    String up = up();
    int room = Math.max(1, size.orElseThrow().rows() - 1);
    shown = List.copyOf(lines.subList(0, Math.min(lines.size(), room)));
    out.print(up + below(shown) + ERASE_BELOW);
    out.flush();
  }

  /** Makes the changing lines permanent. */
  synchronized void keep() {
    shown = List.of();
  }

  @Override
  public synchronized void close() {
    keep();
    resize.ifPresent(SignalAction::close);
    resize = Optional.empty();
  }

  /**
   * Moves to the start of the first changing line; lines may have wrapped on a narrower terminal.
   */
  private String up() {
    int columns = columns();
    int rows =
        shown.stream().mapToInt(line -> Math.max(1, (line.length() + columns - 1) / columns)).sum();
    return rows == 0 ? "\r" : "\r\u001b[" + rows + "A";
  }

  private static String below(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append(ERASE_LINE_END).append('\n'));
    return text.toString();
  }
}
