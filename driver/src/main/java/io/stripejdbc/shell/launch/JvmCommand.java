package io.stripejdbc.shell.launch;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Command lines of the JVMs that the shell starts. */
final class JvmCommand {
  /** Process id of the JVM that started this one, a system property. */
  static final String STARTED_BY = "stripejdbc.startedBy";

  /** The shell's main class; by name, as its package is above this one. */
  static final String SHELL = "io.stripejdbc.shell.Main";

  /** What an archive is made of: the ways that most statements go, in the demo. */
  private static final String[] TYPICAL = {
    "SELECT id, created, amount FROM charges ORDER BY created DESC LIMIT 10",
    "SELECT id, created, amount, currency FROM charges WHERE connected_account = 'platform'"
        + " ORDER BY created DESC LIMIT 10",
    "SELECT currency, COUNT(*), SUM(amount) FROM charges WHERE connected_account = 'platform'"
        + " AND created >= CURRENT_TIMESTAMP - INTERVAL '2' DAY AND amount > 100 GROUP BY currency"
        + " ORDER BY 2 DESC",
    "SELECT c.id, u.email FROM charges c JOIN customers u USING (connected_account)"
        + " WHERE c.customer = u.id AND c.connected_account = 'platform' LIMIT 3",
  };

  private JvmCommand() {}

  /**
   * The shell in a JVM for a short run. The second compiler and several threads of a garbage
   * collector cost a run of seconds more processor time than they save: measured up to 200,000
   * exported rows.
   *
   * @param archive of classes, null for none; one that does not fit is passed over
   * @param pid of this process
   */
  static List<String> shell(JvmDescription jvm, @Nullable File archive, long pid, String[] words) {
    List<String> command = forShortRuns(jvm);
    if (archive != null) {
      command.add("-XX:SharedArchiveFile=".concat(archive.getPath()));
    }
    command.add("-D".concat(STARTED_BY).concat("=").concat(Long.toString(pid)));
    addMain(command, jvm, SHELL);
    Collections.addAll(command, words);
    return command;
  }

  /** A process that makes an archive and ends. */
  static List<String> writer(JvmDescription jvm, File archive) {
    List<String> command = forShortRuns(jvm);
    addMain(command, jvm, ClassArchiveWriter.class.getName());
    command.add(archive.getPath());
    return command;
  }

  /** The shell on the demo, which writes an archive of its classes as it ends. */
  static List<String> recording(JvmDescription jvm, File archive) {
    List<String> command = forShortRuns(jvm);
    command.add("-XX:ArchiveClassesAtExit=".concat(archive.getPath()));
    addMain(command, jvm, SHELL);
    Collections.addAll(command, "-u", "jdbc:stripe:demo");
    for (String sql : TYPICAL) {
      Collections.addAll(command, "-e", sql);
    }
    return command;
  }

  private static List<String> forShortRuns(JvmDescription jvm) {
    List<String> command = new ArrayList<>();
    command.add(jvm.program().getPath());
    // A warning about an archive that does not fit would land between the results.
    Collections.addAll(command, "-Xlog:disable", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    return command;
  }

  private static void addMain(List<String> command, JvmDescription jvm, String main) {
    Collections.addAll(command, "-cp", Objects.requireNonNull(jvm.jar(), "no jar").getPath(), main);
  }
}
