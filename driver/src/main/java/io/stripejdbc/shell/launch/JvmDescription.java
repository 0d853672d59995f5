package io.stripejdbc.shell.launch;

import java.io.File;
import java.security.CodeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the running JVM: enough to start another one like it.
 *
 * @param vm name and build, such as {@code OpenJDK 64-Bit Server VM 17.0.15+6}
 * @param home the folder of Java
 * @param arguments the words behind {@code java} on its command line; null where the system does
 *     not tell
 * @param jar the jar it runs; null where it runs classes of a folder
 */
record JvmDescription(
    String vm, String home, @Nullable List<String> arguments, @Nullable File jar) {

  /** The JVM that this runs in. */
  static JvmDescription current() {
    String vm = System.getProperty("java.vm.name", "");
    String version = System.getProperty("java.vm.version", "");
    return new JvmDescription(
        vm.concat(" ").concat(version),
        System.getProperty("java.home", ""),
        ProcessHandle.current().info().arguments().map(List::of).orElse(null),
        jarOf(JvmDescription.class));
  }

  private static @Nullable File jarOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      return null;
    }
    File file = new File(source.getLocation().getPath());
    return file.isFile() ? file.getAbsoluteFile() : null;
  }

  /** The program that starts such a JVM. */
  File program() {
    return new File(new File(home, "bin"), "java");
  }
}
