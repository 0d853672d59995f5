package io.stripejdbc.shell;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drivers of other databases, in a class loader of their own: {@code java -jar} takes no class
 * path. While it is open it is the thread's context loader, where connections look for them.
 */
final class DriverPath {
  private final @Nullable ClassLoader before;
  private final @Nullable URLClassLoader loader;

  private DriverPath(@Nullable ClassLoader before, @Nullable URLClassLoader loader) {
    this.before = before;
    this.loader = loader;
  }

  /**
   * Opens the jars of some folders, or jars.
   *
   * @throws ShellArguments.Wrong where there is none
   */
  static DriverPath open(List<String> folders) throws ShellArguments.Wrong, IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (folders.isEmpty()) {
      return new DriverPath(before, null);
    }
    List<URL> jars = new ArrayList<>();
    for (String folder : folders) {
      List<Path> found = jars(Path.of(folder));
      if (found.isEmpty()) {
        throw new ShellArguments.Wrong("No jar in the folder of --driver-path, '" + folder + "'");
      }
      for (Path jar : found) {
        jars.add(jar.toUri().toURL());
      }
    }
    URLClassLoader loader =
        new URLClassLoader("drivers", jars.toArray(URL[]::new), DriverPath.class.getClassLoader());
    thread.setContextClassLoader(loader);
    return new DriverPath(before, loader);
  }

  private static List<Path> jars(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  void close() throws IOException {
    if (loader != null) {
      Thread.currentThread().setContextClassLoader(before);
      loader.close();
    }
  }
}
