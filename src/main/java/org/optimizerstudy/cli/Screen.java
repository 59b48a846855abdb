package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Standard error during a run: lines that stay and, on a terminal, below them some that change.
 * Whatever is said in between is printed above these, so that no line overwrites another one.
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
   * @param size the terminal's; empty if it is none
   * @param ask the size anew
   */
  Screen(PrintWriter out, Optional<TerminalSize> size, Supplier<Optional<TerminalSize>> ask) {
    this.out = out;
    this.size = size;
    this.ask = ask;
  }

  /**
   * Standard error; on a terminal, with its size followed until this is closed.
   *
   * @param err takes the lines where there is no terminal
   */
  static Screen of(PrintWriter err) {
    Optional<TerminalSize> size = TerminalSize.ofStandardError();
    if (size.isEmpty()) {
      return new Screen(err, size, Optional::empty);
    }
    Screen screen = new Screen(new PrintWriter(System.err), size, TerminalSize::ask);
    screen.resized(); // asks for the rows
    screen.resize = Optional.of(new SignalAction("WINCH", screen::resized));
    return screen;
  }

  /** The terminal has another size than before. */
  void resized() {
    resized.set(true);
  }

  /** Whether lines can change. */
  boolean isTerminal() {
    return size.isPresent();
  }

  /** The terminal's columns now. */
  synchronized int columns() {
    if (resized.getAndSet(false)) {
      size = ask.get().or(() -> size);
    }
    return size.orElseThrow().columns();
  }

  /** Prints a line that stays. */
  synchronized void say(String line) {
    if (isTerminal()) {
      out.print(up() + line + ERASE_LINE_END + "\n" + below(shown) + ERASE_BELOW);
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Shows these lines in place of those that were shown; at most what the terminal holds. */
  synchronized void show(List<String> lines) {
    String up = up();
    int room = Math.max(1, size.orElseThrow().rows() - 1);
    shown = List.copyOf(lines.subList(0, Math.min(lines.size(), room)));
    out.print(up + below(shown) + ERASE_BELOW);
    out.flush();
  }

  /** Leaves the lines that are shown as they are, for good. */
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
   * To the start of the first line that is shown. A terminal that was made narrower broke lines.
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
