package io.stripejdbc.attach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of PostgreSQL on a port of this machine, where PostgreSQL is installed. */
final class PostgresServer implements AutoCloseable {
  private static final long SECONDS = 120;

  private final Path folder;
  private final int port;
  private final List<String> user;
  private final String programs;

  private PostgresServer(Path folder, int port, List<String> user, String programs) {
    this.folder = folder;
    this.port = port;
    this.user = user;
    this.programs = programs;
  }

  /** Starts one; empty where there is none to start. */
  static Optional<PostgresServer> start() throws IOException, InterruptedException {
    Optional<String> programs = programs();
    boolean root = System.getProperty("user.name").equals("root");
    List<String> user = root ? List.of("runuser", "-u", "postgres", "--") : List.of();
    if (programs.isEmpty() || (root && run(List.of("id", "postgres")) != 0)) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("stripe-jdbc-postgres");
    if (root) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    PostgresServer server = new PostgresServer(folder, freePort(), user, programs.get());
    return server.started() ? Optional.of(server) : Optional.empty();
  }

  private static Optional<String> programs() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> all = Files.list(versions)) {
        Optional<Path> newest =
            all.map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .max(Comparator.naturalOrder());
        if (newest.isPresent()) {
          return newest.map(bin -> bin + "/");
        }
      }
    }
    boolean onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(dir -> Files.isExecutable(Path.of(dir, "initdb")));
    return onPath ? Optional.of("") : Optional.empty();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean started() throws IOException, InterruptedException {
    String data = folder.resolve("data").toString();
    boolean made =
        as("initdb", "-D", data, "-A", "trust", "-U", "shop", "--no-sync", "-E", "UTF8") == 0;
    return made
        && as(
                "pg_ctl",
                "-D",
                data,
                "-o",
                "-c listen_addresses=127.0.0.1 -c port="
                    + port
                    + " -c unix_socket_directories= -c fsync=off -c log_statement=all",
                "-l",
                folder.resolve("log").toString(),
                "-w",
                "start")
            == 0;
  }

  private int as(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(user);
    command.add(programs + program);
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** What statements it was asked to run, as it has logged them. */
  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public void close() throws IOException {
    try {
      as("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "-w", "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
