package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar at work: alone, beside other versions of what it contains, in any class loader. */
class JarIsolationIT {
  private static final Path JAR = PackagedJar.PATH;
  private static final Path STRANGERS = Path.of(System.getProperty("strangers"));

  /**
   * Generated code, JSON paths, regular expressions and an aggregate: much of what is contained.
   */
  private static final String QUERY =
      "SELECT COUNT(*) AS n, MAX(JSON_VALUE(j, '$.a')) AS j, LISTAGG(UPPER(s), ',') AS s"
          + " FROM (VALUES ('{\"a\":\"x\"}', 'p'), ('{}', 'q')) AS t (j, s)"
          + " WHERE s SIMILAR TO '[a-z]' AND s <> 'z'";

  private static final String ANSWER = "2 | x | P,Q";
  private static final String CHARGES = "SELECT COUNT(*) > 0 FROM charges";

  @TempDir Path scratch;

  @Test
  void aChildLoaderFindsOurDriverAndNoOther() throws Exception {
    try (URLClassLoader loader = PackagedJar.loader()) {
      List<String> drivers =
          ServiceLoader.load(Driver.class, loader).stream()
              .map(provider -> provider.type().getName())
              .toList();
      assertEquals(List.of("io.stripejdbc.StripeDriver"), drivers);
    }
  }

  @Test
  void aQueryRunsInAChildLoader() throws Exception {
    assertEquals(List.of(ANSWER), rowsUnder(Thread.currentThread().getContextClassLoader()));
  }

  @Test
  void aQueryRunsWithoutAContextLoader() throws Exception {
    assertEquals(List.of(ANSWER), rowsUnder(null));
  }

  @Test
  void aQueryRunsUnderAForeignContextLoader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String stranger : strangers()) {
      urls.add(url(Path.of(stranger)));
    }
    try (URLClassLoader foreign =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertEquals(List.of(ANSWER), rowsUnder(foreign));
    }
  }

  @Test
  void aProgramRunsWithTheJarAloneAndSeesNoOtherDriver() throws Exception {
    Run run = java("-cp", classPath(JAR.toString()), program(), QUERY, CHARGES);
    assertEquals(ANSWER + "\ntrue\nio.stripejdbc.StripeDriver\n", run.out());
    assertEquals("", run.err());
  }

  @Test
  void aProgramRunsBehindOtherVersionsOfWhatTheJarContains() throws Exception {
    List<String> path = new ArrayList<>(strangers());
    path.add(JAR.toString());
    Run run =
        java("-cp", classPath(String.join(File.pathSeparator, path)), program(), QUERY, CHARGES);
    assertTrue(run.out().startsWith(ANSWER + "\ntrue\n"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void theShellAnswersAndSaysNothingOnStandardError() throws Exception {
    Run run = java("-jar", JAR.toString(), "-e", QUERY);
    assertTrue(run.out().contains("P,Q"), run.out());
    assertEquals("", run.err());
  }

  private static List<String> rowsUnder(ClassLoader context) throws IOException, SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context);
    try (URLClassLoader loader = PackagedJar.loader();
        Connection connection = PackagedJar.connect(loader)) {
      return SmallProgram.rows(connection, QUERY);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  private static List<String> strangers() throws IOException {
    try (Stream<Path> files = Files.list(STRANGERS)) {
      List<String> jars = files.map(Path::toString).sorted().toList();
      assertFalse(jars.isEmpty());
      return jars;
    }
  }

  /** The program is copied out of the test classes: nothing else of them shall be on its path. */
  private String classPath(String jars) throws IOException {
    String file = program().replace('.', '/') + ".class";
    Path copy = scratch.resolve(file);
    Files.createDirectories(copy.getParent());
    Files.write(
        copy, JarIsolationIT.class.getResourceAsStream("SmallProgram.class").readAllBytes());
    return jars + File.pathSeparator + scratch;
  }

  private static String program() {
    return SmallProgram.class.getName();
  }

  private Run java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeAll(Set.of("STRIPE_API_KEY", "JAVA_TOOL_OPTIONS"));
    builder.environment().put("STRIPE_JDBC_FAST_START", "off");
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertTrue(ended, "still running");
    Run run = new Run(Files.readString(out), Files.readString(err, StandardCharsets.UTF_8));
    assertEquals(0, process.exitValue(), run.toString());
    return run;
  }

  private record Run(String out, String err) {}
}
