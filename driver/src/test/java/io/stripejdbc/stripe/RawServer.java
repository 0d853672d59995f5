package io.stripejdbc.stripe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on loopback that answers with scripted bytes and shows what it heard, byte by byte. */
final class RawServer implements AutoCloseable {
  /** Writes an answer; may also close, or do nothing for ever. */
  interface Script {
    void run(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  final List<List<String>> heard = new CopyOnWriteArrayList<>();
  final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  final java.util.concurrent.atomic.AtomicInteger connections =
      new java.util.concurrent.atomic.AtomicInteger();

  RawServer() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  RawServer then(Script script) {
    scripts.add(script);
    return this;
  }

  /** Forgets what it has not done yet. */
  void forget() {
    scripts.clear();
  }

  /** The next answer is this status with this body. */
  RawServer answer(int status, String body, String... headers) {
    return then((socket, out) -> write(out, status, body, headers));
  }

  static void write(OutputStream out, int status, String body, String... headers)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes);
    out.flush();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException closed) {
      events.add("closed");
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      while (true) {
        List<String> request = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          request.add(line);
        }
        if (request.isEmpty()) {
          events.add("end of connection");
          return;
        }
        heard.add(request);
        events.add("request");
        scripts.take().run(socket, socket.getOutputStream());
      }
    } catch (IOException | InterruptedException end) {
      events.add("end of connection");
    }
  }

  String header(int request, String name) {
    return heard.get(request).stream()
        .filter(
            line ->
                line.toLowerCase(java.util.Locale.ROOT)
                    .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":"))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
