package io.stripejdbc.shell;

import io.stripejdbc.shell.launch.ShellLauncher;
import io.stripejdbc.shell.output.FailureKeepingStream;
import io.stripejdbc.shell.progress.TerminalDetector;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TimeZone;

/** The program in the jar: {@code java -jar stripe-jdbc.jar [-u URL] [-e SQL]…}. */
public final class Main {
  /** Output is written in blocks of this size: fewer system calls than the default of 8 kB. */
  private static final int OUTPUT_BYTES = 1 << 16;

  private Main() {}

  /** Runs the shell and ends the process with its status. */
  public static void main(String[] args) {
    boolean terminal = TerminalDetector.present();
    int launched = ShellLauncher.run(args, terminal, System::getenv);
    System.exit(launched == ShellLauncher.NOT_STARTED ? run(args, terminal) : launched);
  }

  private static int run(String[] args, boolean terminal) {
    // Times are UTC wall clocks; in a zone with summer time some of them would not exist.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    FailureKeepingStream results =
        new FailureKeepingStream(new FileOutputStream(FileDescriptor.out));
    PrintStream out = stream(results, false);
    ShellStreams streams =
        new ShellStreams(
            new InputStreamReader(System.in, StandardCharsets.UTF_8),
            out,
            stream(new FileOutputStream(FileDescriptor.err), true),
            terminal,
            TerminalDetector.progress(terminal));
    int status = new Shell(streams, System::getenv).run(List.of(args));
    out.flush();
    IOException failure = results.failureButAClosedPipe();
    if (failure != null) {
      streams.err().println(ErrorLine.of(failure));
      status = Shell.FAILED;
    }
    return status;
  }

  /** UTF-8 whatever the locale: names of customers must survive a container's POSIX locale. */
  private static PrintStream stream(OutputStream descriptor, boolean flushing) {
    return new PrintStream(
        new BufferedOutputStream(descriptor, OUTPUT_BYTES), flushing, StandardCharsets.UTF_8);
  }
}
