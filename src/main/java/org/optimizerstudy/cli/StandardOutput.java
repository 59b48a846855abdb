package org.optimizerstudy.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output that keeps the reason why it could not be written. Java's own does not report it,
 * so that a full disk would look like success.
 */
final class StandardOutput extends FilterOutputStream {

  private IOException failure;

  StandardOutput() {
    super(new FileOutputStream(FileDescriptor.out));
  }

  /** A writer with the encoding of the terminal. */
  PrintWriter writer() {
    String encoding =
        System.getProperty(
            "stdout.encoding",
            System.getProperty("sun.stdout.encoding", Charset.defaultCharset().name()));
    return new PrintWriter(new OutputStreamWriter(this, Charset.forName(encoding)), true);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    remember(out -> out.write(bytes, from, count));
  }

  @Override
  public void write(int b) throws IOException {
    remember(out -> out.write(b));
  }

  /** The reason why output was lost; empty if there was none, or if the reader closed the pipe. */
  Optional<String> failure() {
    return Optional.ofNullable(failure)
        .map(IOException::getMessage)
        .filter(reason -> !reason.toLowerCase(Locale.ROOT).contains("pipe"));
  }

  private interface Action {
    void on(OutputStream out) throws IOException;
  }

  private void remember(Action action) throws IOException {
    try {
      action.on(out);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
