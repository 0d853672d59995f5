package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** What is in the jar, and what is not. */
class SelfContainedJarIT {
  private static final Path JAR = PackagedJar.PATH;

  /** What nobody reaches from here and what others have been attacked through, or that is large. */
  private static final List<String> LEFT_OUT =
      List.of(
          // Avatica's remote protocol, its driver and its servers' addresses.
          "org/apache/calcite/avatica/remote/",
          "org/apache/calcite/avatica/proto/",
          // Model files that name classes and URLs to load.
          "org/apache/calcite/model/ModelHandler",
          "org/apache/calcite/model/JsonCustom",
          "org/apache/calcite/model/JsonJdbcSchema",
          // Scripts, look-ups of URLs and properties in texts.
          "org/apache/commons/text/lookup/",
          "org/apache/commons/text/StringSubstitutor",
          "org/apache/commons/codec/net/",
          "org/apache/commons/codec/cli/",
          "javax/script/",
          "groovy/",
          // Shells over the net, native code.
          "org/jline/builtins/ssh/",
          "org/jline/builtins/telnet/",
          "org/jline/builtins/Nano",
          "com/sun/jna/",
          "org/fusesource/",
          // HTTP clients beside the JDK's, other formats.
          "org/apache/hc/",
          "okhttp3/",
          "com/google/protobuf/",
          "com/fasterxml/jackson/dataformat/",
          "org/yaml/",
          "org/apache/commons/dbcp2/",
          // Databases and servers.
          "org/hsqldb/",
          "org/eclipse/jetty/",
          // Typed parameters and services of stripe-java.
          "com/stripe/param/",
          "com/stripe/service/");

  private static final long MOST_MEGABYTES = 31;

  @Test
  void everyClassIsOurOwnOrRelocatedUnderUs() throws IOException {
    assertEquals(
        List.of(), entries(name -> name.endsWith(".class") && !name.startsWith("io/stripejdbc/")));
  }

  @Test
  void everyResourceIsUnderUsOrInMetaInf() throws IOException {
    assertEquals(
        List.of(),
        entries(
            name ->
                !name.endsWith("/")
                    && !name.startsWith("io/stripejdbc/")
                    && !name.startsWith("META-INF/")));
  }

  @Test
  void onlyOurDriverIsRegistered() throws IOException {
    assertEquals("io.stripejdbc.StripeDriver", text("META-INF/services/java.sql.Driver").strip());
  }

  @Test
  void everyRegisteredServiceIsAClassOfTheJar() throws IOException {
    for (String service : entries(name -> name.matches("META-INF/services/.+"))) {
      for (String provider : text(service).strip().lines().toList()) {
        String file = provider.replace('.', '/') + ".class";
        assertEquals(List.of(file), entries(file::equals), service);
      }
    }
  }

  @Test
  void nothingIsSignedAndNothingDependsOnTheJavaVersion() throws IOException {
    assertEquals(
        List.of(),
        entries(
            name ->
                name.matches("META-INF/.*\\.(SF|DSA|RSA|EC)")
                    || name.startsWith("META-INF/versions/")
                    || name.endsWith("module-info.class")));
  }

  @Test
  void whatNobodyReachesIsLeftOut() throws IOException {
    assertEquals(
        List.of(),
        entries(
            name ->
                LEFT_OUT.stream()
                    .anyMatch(
                        part ->
                            name.startsWith(part)
                                || name.startsWith("io/stripejdbc/shaded/" + part))));
  }

  /** A library more, or one that has grown, is a decision. */
  @Test
  void theJarIsNoLargerThanItWas() throws IOException {
    long bytes = Files.size(JAR);
    assertTrue(bytes <= MOST_MEGABYTES * 1_000_000, bytes + " bytes");
  }

  @Test
  void theManifestNamesTheShellTheModuleAndTheVersion() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Manifest manifest = jar.getManifest();
      assertEquals("io.stripejdbc.shell.Main", manifest.getMainAttributes().getValue("Main-Class"));
      assertEquals("io.stripejdbc", manifest.getMainAttributes().getValue("Automatic-Module-Name"));
      assertTrue(
          manifest.getMainAttributes().getValue("Implementation-Version").matches("\\d+\\.\\d+.*"));
    }
  }

  @Test
  void theLicencesOfEverythingContainedAreThere() throws IOException {
    assertTrue(text("META-INF/LICENSE").contains("Apache License"));
    assertTrue(text("META-INF/NOTICE").contains("Apache Calcite"));
    String list = text("META-INF/THIRD-PARTY");
    for (String part :
        List.of("calcite-core", "guava", "janino", "jline-reader", "sqlline", "stripe-java")) {
      assertTrue(list.contains("\n" + part + " "), part);
    }
    assertTrue(text("META-INF/licenses/BSD-3-Clause.txt").contains("Janino"));
    assertTrue(text("META-INF/licenses/MIT.txt").contains("stripe-java"));
  }

  private static List<String> entries(Predicate<String> wanted) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(JarEntry::getName).filter(wanted).sorted().toList();
    }
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      JarEntry found = jar.getJarEntry(entry);
      assertTrue(found != null, entry + " is missing");
      return new String(jar.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
