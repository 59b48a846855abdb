package org.optimizerstudy.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.optimizerstudy.experiment.Printable;

/**
 * Writes the output of commands. Control characters except line breaks and tabs are escaped, so
 * that no text of a file or an argument can control the terminal.
 */
final class PlainWriter extends Writer {

  private final PrintWriter out;

  private PlainWriter(PrintWriter out) {
    this.out = out;
  }

  /** A writer to another one. */
  static PrintWriter to(PrintWriter out) {
    return new PrintWriter(new BufferedWriter(new PlainWriter(out)), true);
  }

  @Override
  public void write(char[] chars, int from, int length) throws IOException {
    out.write(Printable.lines(new String(chars, from, length)));
  }

  @Override
  public void flush() throws IOException {
    if (out.checkError()) {
      throw new IOException("Cannot write what a command prints");
    }
  }

  @Override
  public void close() {
    out.close();
  }
}
