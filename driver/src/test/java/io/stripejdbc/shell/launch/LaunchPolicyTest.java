package io.stripejdbc.shell.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchPolicyTest {
  private static final String[] STATEMENT = {"-u", "jdbc:stripe:demo", "-e", "SELECT 1"};
  private static final File JAR = new File("/somewhere/stripe-jdbc.jar");

  private static JvmDescription jvm(String vm, String... arguments) {
    return new JvmDescription(vm, "/java", List.of(arguments), JAR);
  }

  private static JvmDescription plain() {
    return jvm("OpenJDK 64-Bit Server VM 17.0.15+6", "-jar", JAR.getPath(), "-e", "SELECT 1");
  }

  private static boolean starts(JvmDescription jvm, Map<String, String> environment) {
    return LaunchPolicy.startsSecondJvm(jvm, STATEMENT, true, environment::get);
  }

  private static boolean starts(boolean terminal, String... words) {
    return LaunchPolicy.startsSecondJvm(plain(), words, terminal, Map.<String, String>of()::get);
  }

  @Test
  void statementsOfAPlainCommandLineRunInASecondJvm() {
    assertTrue(starts(plain(), Map.of()));
    assertTrue(starts(plain(), Map.of(LaunchPolicy.SWITCH, "on")));
    assertTrue(starts(jvm("Java HotSpot(TM) 64-Bit Server VM 21", "-jar", "x.jar"), Map.of()));
  }

  @Test
  void whoeverChoosesOptionsOfJavaKeepsThem() {
    assertFalse(starts(jvm("OpenJDK", "-Xmx64m", "-jar", JAR.getPath()), Map.of()));
    assertFalse(starts(jvm("OpenJDK", "-cp", JAR.getPath(), "Main"), Map.of()));
    for (String name : new String[] {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"}) {
      assertFalse(starts(plain(), Map.of(name, "-XX:+UseG1GC")), name);
    }
  }

  @Test
  void whatIsNotKnownRunsWhereItIs() {
    assertFalse(starts(jvm("Eclipse OpenJ9 VM", "-jar", JAR.getPath()), Map.of()));
    assertFalse(starts(new JvmDescription("OpenJDK", "/java", null, JAR), Map.of()));
    List<String> arguments = List.of("-jar", JAR.getPath());
    assertFalse(starts(new JvmDescription("OpenJDK", "/java", arguments, null), Map.of()));
  }

  @Test
  void itCanBeSwitchedOff() {
    assertFalse(starts(plain(), Map.of(LaunchPolicy.SWITCH, "off")));
    assertFalse(starts(plain(), Map.of(LaunchPolicy.SWITCH, "OFF")));
  }

  @Test
  void aPromptAndWhatNeedsNoStatementStayInTheFirst() {
    assertFalse(starts(true));
    assertFalse(starts(true, "-u", "jdbc:stripe:demo"));
    assertTrue(starts(false), "a script");
    assertTrue(starts(true, "-e", "SELECT 1"));
    assertFalse(starts(false, "-e", "SELECT 1", "--help"));
    assertFalse(starts(false, "--version"));
  }

  @Test
  void theWordsAndTheArchiveReachTheSecondJvm() {
    String command =
        String.join(" ", JvmCommand.shell(plain(), new File("/cache/a.jsa"), 77, STATEMENT));
    assertEquals(
        "/java/bin/java -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
            + " -XX:SharedArchiveFile=/cache/a.jsa -Dstripejdbc.startedBy=77"
            + " -cp /somewhere/stripe-jdbc.jar io.stripejdbc.shell.Main"
            + " -u jdbc:stripe:demo -e SELECT 1",
        command);
    assertFalse(
        String.join(" ", JvmCommand.shell(plain(), null, 77, STATEMENT)).contains("Archive"));
  }
}
