package io.stripejdbc.house;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server on loopback that answers as Stripe does until it is given a misbehaviour. It
 * writes to the socket itself, so that what no HTTP library would send can be sent.
 */
final class MisbehavingServer implements AutoCloseable {
  private final ServerSocket listener;
  private final ServedLists lists;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
  private final List<String> strays = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Misbehaviour.Trick trick = (call, rightly) -> rightly.answer(call);

  MisbehavingServer(ServedLists lists) {
    this.lists = lists;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread accepting = new Thread(this::accept, "misbehaving-server");
    accepting.setDaemon(true);
    accepting.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  int calls() {
    return calls.get();
  }

  /**
   * What came that should never have been sent: to another host, another path, or by another
   * method.
   */
  List<String> strays() {
    return strays;
  }

  private boolean isHere(String host) {
    return host.equals("127.0.0.1:" + port());
  }

  /** From now on; what was counted per path begins anew. */
  void misbehave(Misbehaviour.Trick other) {
    numbers.clear();
    trick = other;
  }

  void behave() {
    misbehave((call, rightly) -> rightly.answer(call));
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        Thread serving = new Thread(() -> serve(socket), "misbehaving-connection");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String first = line(in); first != null; first = line(in)) {
        Map<String, String> headers = headers(in);
        calls.incrementAndGet();
        if (!first.startsWith("GET /v") || !isHere(headers.getOrDefault("host", ""))) {
          strays.add(first);
          return;
        }
        String target = first.split(" ", -1)[1];
        String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
        int number = numbers.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
        ServedAnswer answer = trick.answer(ServedCall.of(target, headers, number), lists::answer);
        if (!write(socket.getOutputStream(), answer)) {
          return;
        }
      }
    } catch (IOException e) {
      // the client went away
    } catch (RuntimeException e) {
      strays.add("the server itself failed: " + e + " at " + e.getStackTrace()[0]);
    } finally {
      open.remove(socket);
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      if (read != '\r') {
        line.write(read);
      }
    }
    return null;
  }

  /** Whether the connection can be used again. */
  private static boolean write(OutputStream out, ServedAnswer answer) throws IOException {
    byte[] body = answer.body();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 500);
    boolean reusable = false;
    switch (answer.framing()) {
      case LENGTH -> {
        head(bytes, answer, "Content-Length: " + body.length);
        bytes.writeBytes(body);
        reusable = true;
      }
      case CHUNKED -> {
        head(bytes, answer, "Transfer-Encoding: chunked");
        chunk(bytes, body, 0, body.length / 2);
        chunk(bytes, body, body.length / 2, body.length);
        text(bytes, "0\r\n\r\n");
        reusable = true;
      }
      case UNTIL_CLOSED -> {
        head(bytes, answer, "Connection: close");
        bytes.writeBytes(body);
      }
      case LENGTH_TOO_LONG -> {
        head(bytes, answer, "Content-Length: " + (body.length + 50));
        bytes.writeBytes(body);
      }
      case LENGTH_TOO_SHORT -> {
        head(bytes, answer, "Content-Length: " + body.length * 2 / 3);
        bytes.writeBytes(body);
      }
      case CHUNKS_CUT -> {
        head(bytes, answer, "Transfer-Encoding: chunked");
        chunk(bytes, body, 0, body.length);
      }
      case CHUNK_SIZE_CORRUPT -> {
        head(bytes, answer, "Transfer-Encoding: chunked");
        chunk(bytes, body, 0, body.length / 2);
        text(bytes, "zz\r\n");
        bytes.writeBytes(body);
      }
      case CLOSED_UNANSWERED -> {}
      case HEADERS_CUT -> text(bytes, "HTTP/1.1 200 OK\r\nContent-Ty");
      case STATUS_LINE_CORRUPT -> text(bytes, "STRIPE OK\r\nContent-Length: 2\r\n\r\n{}");
      case AFTER_100 -> {
        text(bytes, "HTTP/1.1 100 Continue\r\n\r\n");
        head(bytes, answer, "Content-Length: " + body.length);
        bytes.writeBytes(body);
        reusable = true;
      }
      case AFTER_103 -> {
        text(bytes, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        head(bytes, answer, "Content-Length: " + body.length);
        bytes.writeBytes(body);
        reusable = true;
      }
    }
    out.write(bytes.toByteArray());
    out.flush();
    return reusable;
  }

  private static void head(ByteArrayOutputStream bytes, ServedAnswer answer, String framing) {
    text(bytes, "HTTP/1.1 " + answer.status() + " Status\r\n");
    answer.headers().forEach((name, value) -> text(bytes, name + ": " + value + "\r\n"));
    boolean bodiless = answer.status() == 204 || answer.status() == 304;
    text(bytes, (bodiless ? "X-No-Body: 1" : framing) + "\r\n\r\n");
  }

  private static void chunk(ByteArrayOutputStream bytes, byte[] body, int from, int to) {
    text(bytes, Integer.toHexString(to - from) + "\r\n");
    bytes.write(body, from, to - from);
    text(bytes, "\r\n");
  }

  private static void text(ByteArrayOutputStream bytes, String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
