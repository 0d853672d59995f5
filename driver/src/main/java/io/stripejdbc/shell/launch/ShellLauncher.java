package io.stripejdbc.shell.launch;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the shell in a second JVM with the terminal, the input and the output of this one, and waits
 * for its status. Uses few classes itself: they are loaded without an archive.
 */
public final class ShellLauncher {
  /** The status where the shell is to run in this JVM. */
  public static final int NOT_STARTED = -1;

  /** How long a shell that is told to end may write what it has. */
  private static final long END_SECONDS = 5;

  /** The status of a shell whose parent was killed, which nobody sees. */
  private static final int ENDED = 1;

  private static final File NOTHING = new File("/dev/null");

  private ShellLauncher() {}

  /**
   * Runs the shell in a JVM of its own where that is quicker.
   *
   * @param terminal whether input and output are a terminal
   * @return its status, or {@link #NOT_STARTED}
   */
  public static int run(
      String[] words, boolean terminal, UnaryOperator<@Nullable String> environment) {
    String parent = System.getProperty(JvmCommand.STARTED_BY);
    if (parent != null) {
      endWithParent(Long.parseLong(parent));
      return NOT_STARTED;
    }
    JvmDescription jvm = JvmDescription.current();
    return LaunchPolicy.startsSecondJvm(jvm, words, terminal, environment)
        ? run(jvm, ClassArchive.of(jvm), words)
        : NOT_STARTED;
  }

  private static int run(JvmDescription jvm, ClassArchive archive, String[] words) {
    File file = archive.isUsable() ? archive.file() : null;
    Process shell;
    try {
      shell =
          new ProcessBuilder(JvmCommand.shell(jvm, file, ProcessHandle.current().pid(), words))
              .inheritIO()
              .start();
    } catch (IOException noSuchProgram) {
      return NOT_STARTED;
    }
    Thread end = new ProcessEnd(shell);
    Runtime.getRuntime().addShutdownHook(end);
    int status = waitFor(shell);
    if (status == 0) {
      makeArchive(jvm, archive);
    }
    return status;
  }

  private static int waitFor(Process shell) {
    while (true) {
      try {
        return shell.waitFor();
      } catch (InterruptedException nobodyAsksForIt) {
        shell.destroy();
      }
    }
  }

  private static void makeArchive(JvmDescription jvm, ClassArchive archive) {
    try {
      if (archive.claim(System.currentTimeMillis())) {
        silent(JvmCommand.writer(jvm, archive.file())).start();
      }
    } catch (IOException withoutOne) {
      // The next run is as this one was.
    }
  }

  /** A process that neither reads nor writes what this one does. */
  static ProcessBuilder silent(List<String> command) {
    return new ProcessBuilder(command)
        .redirectInput(NOTHING)
        .redirectOutput(NOTHING)
        .redirectError(NOTHING);
  }

  /** A parent that is killed cannot end its child. */
  private static void endWithParent(long pid) {
    ProcessHandle parent = ProcessHandle.of(pid).orElse(null);
    if (parent == null) {
      System.exit(ENDED);
      return;
    }
    CompletableFuture<?> unused = parent.onExit().thenRun(() -> System.exit(ENDED));
  }

  /** Ends the shell where this process is told to end first. */
  private static final class ProcessEnd extends Thread {
    private final Process shell;

    ProcessEnd(Process shell) {
      this.shell = shell;
    }

    @Override
    public void run() {
      shell.destroy();
      try {
        boolean ended = shell.waitFor(END_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          shell.destroyForcibly();
        }
      } catch (InterruptedException e) {
        shell.destroyForcibly();
      }
    }
  }
}
