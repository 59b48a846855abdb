package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.optimizerstudy.engine.MachineException;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Printable;
import org.optimizerstudy.natives.NativeLibraries;

/**
 * The failure of a command, reported in one line. If a user or a machine can cause it, the message
 * contains the remedy. Anything else is a bug, and its stack trace is saved to a file.
 *
 * @param exitCode 1, or 2 for invalid input
 * @param message message without the program's name
 */
record Failure(int exitCode, String message) {

  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  /** The operating system's message, which several kinds of errors contain. */
  private static final String TOO_MANY_FILES = "Too many open files";

  private static final int MEBIBYTE = 1 << 20;

  /** The failure for a thrown exception or error. */
  static Failure of(Throwable thrown) {
    if (thrown instanceof InvalidInputException) {
      return new Failure(BAD_INPUT, thrown.getMessage());
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains(TOO_MANY_FILES)) {
        return new Failure(FAILED, cause.getMessage() + "; allow more open files: ulimit -n 1024");
      }
      if (cause instanceof VirtualMachineError || cause instanceof MachineException) {
        return new Failure(FAILED, explain(cause));
      }
    }
    return new Failure(FAILED, explain(thrown));
  }

  /** Prints the line. */
  void print(PrintWriter err) {
    String line = message.lines().map(String::strip).collect(Collectors.joining(" "));
    err.println("study: " + Printable.line(line));
    err.flush();
  }

  private static String explain(Throwable thrown) {
    if (thrown instanceof IOException io) {
      return reason(io);
    }
    if (thrown instanceof UncheckedIOException unchecked) {
      return unchecked.getMessage() + ": " + reason(unchecked.getCause());
    }
    if (thrown instanceof MachineException) {
      return thrown.getMessage();
    }
    if (thrown instanceof OutOfMemoryError) {
      return memory(String.valueOf(thrown.getMessage()));
    }
    if (thrown instanceof StackOverflowError) {
      return "the stack of a thread is full; give it more: STUDY_JAVA_OPTS=-Xss4m";
    }
    if (thrown instanceof LinkageError) {
      return "a library cannot be loaded: %s; study doctor shows what is missing"
          .formatted(NativeLibraries.reason(thrown));
    }
    return "internal error: %s; %s".formatted(NativeLibraries.reason(thrown), saved(thrown));
  }

  /** Java throws the same error for its heap, threads that do not start, and native memory. */
  private static String memory(String message) {
    if (message.contains("native thread")) {
      return "no more threads can be started; allow more processes (ulimit -u) or fewer --workers";
    }
    return message.contains("heap") || message.contains("GC overhead")
        ? "the heap of %d MiB is full; give it more: STUDY_JAVA_OPTS=-Xmx2g"
            .formatted(Runtime.getRuntime().maxMemory() / MEBIBYTE)
        : "memory is full (%s); run fewer --workers or give the machine more".formatted(message);
  }

  /** Saves the trace to a new file, or prints it if no file can be written. */
  private static String saved(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    try {
      Path file = Files.createTempFile("study-error-", ".txt");
      Files.writeString(file, trace.toString(), StandardCharsets.UTF_8);
      return "the trace is in " + file;
    } catch (IOException e) {
      System.err.print(trace);
      return "the trace is above because it cannot be saved: " + reason(e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException file) {
      return file.getFile() + ": " + reason(file);
    }
    return String.valueOf(e.getMessage());
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "cannot be read or written: permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "not found";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "must be a directory, found a file";
    }
    return e.getReason() == null ? "cannot be read or written" : e.getReason();
  }
}
