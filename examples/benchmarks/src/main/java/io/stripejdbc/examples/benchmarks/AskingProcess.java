package io.stripejdbc.examples.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Properties;

/**
 * A JVM of its own that asks one statement after the other: with libraries that this one cannot
 * have beside its own. A line of SQL in, a line of milliseconds and the answer's hash out.
 */
final class AskingProcess implements AutoCloseable {
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  private AskingProcess(Process process) {
    this.process = process;
    this.in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts one that connects to this URL. */
  static AskingProcess start(String classPath, String url) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new AskingProcess(
        new ProcessBuilder(java, "-cp", classPath, AskingProcess.class.getName(), url)
            .redirectErrorStream(true)
            .start());
  }

  /**
   * An answer.
   *
   * @param millis from the statement to its last row
   * @param hash of the rows, in no order
   */
  record Answer(double millis, String hash) {}

  /** Asks, and waits for the answer. */
  Answer ask(String sql) throws IOException {
    boolean sent = send(sql);
    String line = out.readLine();
    if (!sent || line == null || !line.startsWith("took ")) {
      StringBuilder said = new StringBuilder(String.valueOf(line));
      process.destroy();
      out.lines().forEach(more -> said.append('\n').append(more));
      throw new IOException(said.toString());
    }
    String[] words = line.split(" ", -1);
    return new Answer(Double.parseDouble(words[1]), words[2]);
  }

  /** False when the process has ended; what it said tells why. */
  private boolean send(String sql) {
    try {
      in.write(sql);
      in.newLine();
      in.flush();
      return true;
    } catch (IOException ended) {
      return false;
    }
  }

  /** The process. */
  public static void main(String[] words) throws Exception {
    PrintStream said = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader asked =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Connection connection = DriverManager.getConnection(words[0], new Properties())) {
      for (String sql = asked.readLine(); sql != null; sql = asked.readLine()) {
        long start = System.nanoTime();
        String answer = Stand.answer(connection, sql);
        said.println("took " + (System.nanoTime() - start) / 1e6 + " " + answer.hashCode());
      }
    }
    System.exit(0);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
