package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.CallFailure.Trouble;
import io.stripejdbc.fetch.PageRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that break, bring nothing more or are stopped, and what is counted of them. */
@Timeout(20)
class BrokenConnectionsTest extends TransportFixture {
  private static final RawServer.Script RESET =
      (socket, out) -> {
        socket.setSoLinger(true, 0);
        socket.close();
      };
  private static final RawServer.Script END = (socket, out) -> socket.close();

  @Test
  void aCutBodyIsAFailureAndNoShortAnswer() {
    // An end that is heard together with the head counts as a broken link: so not before the body.
    CountDownLatch reading = new CountDownLatch(1);
    server.then(
        (socket, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\""
                  .getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
          reading.await();
          socket.shutdownOutput();
        });
    CallFailure failure =
        assertThrows(
            CallFailure.class,
            () -> transport.send(request(null, "/v1/charges"), telling(reading), control));
    assertEquals(Trouble.BODY, failure.facts().trouble());
    assertEquals(DriverError.BAD_ANSWER, failure.failure().error());
  }

  /** The JDK's client asks once more by itself where a connection died before the first byte. */
  @Test
  void whatTheJdksClientSendsOnceMoreIsCounted() {
    for (RawServer.Script death : List.of(RESET, END)) {
      int heard = server.heard.size();
      control.repeats = 0;
      server.then(death).then(death).then(death);
      assertEquals(Trouble.LINK, failure(request(null, "/v1/charges")).facts().trouble());
      assertEquals(1 + control.repeats, server.heard.size() - heard);
      server.forget();
    }
  }

  @Test
  void aKeptConnectionThatDiesIsCountedToo() {
    server.answer(200, "{}").then(END).answer(200, "{\"a\":1}");
    transport.send(request(null, "/v1/charges"), TEXT, control);
    assertEquals("{\"a\":1}", transport.send(request(null, "/v1/charges"), TEXT, control).value());
    assertEquals(1, control.repeats);
    assertEquals(3, server.heard.size());
  }

  @Test
  void anEmptyBudgetKeepsTheJdksClientFromSendingOnceMore() {
    control.budgetOfRepeats = 0;
    server.answer(200, "{}").then(END).answer(200, "{}");
    transport.send(request(null, "/v1/charges"), TEXT, control);
    DriverFailure failure =
        assertThrows(
            DriverFailure.class, () -> transport.send(request(null, "/v1/charges"), TEXT, control));
    assertEquals(DriverError.REQUEST_BUDGET, failure.error());
    assertEquals(2, server.heard.size());
    control.budgetOfRepeats = 1;
    assertEquals("{}", transport.send(request(null, "/v1/charges"), TEXT, control).value());
  }

  @Test
  void nothingIsSentOnceMoreAfterTheFirstByteOfAnAnswer() {
    server.then(
        (socket, out) -> {
          out.write("HTTP/1.1 2".getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
          socket.close();
        });
    assertEquals(Trouble.LINK, failure(request(null, "/v1/charges")).facts().trouble());
    assertEquals(0, control.repeats);
    assertEquals(1, server.heard.size());
  }

  @Test
  void thePostIsNeverSentOnceMore() {
    server.then(END).answer(200, "{}");
    assertEquals(Trouble.LINK, failure(request(null, PageRequest.PREVIEW)).facts().trouble());
    assertEquals(1, server.heard.size());
  }

  @Test
  void silenceBeforeTheAnswerAndWithinItEnds() {
    transport.close();
    transport = transport(200);
    server.then((socket, out) -> Thread.sleep(60_000));
    assertEquals(Trouble.LINK, failure(request(null, "/v1/charges")).facts().trouble());
    server.then(RawServerScripts::halfABody);
    assertEquals(Trouble.BODY, failure(request(null, "/v1/charges")).facts().trouble());
  }

  /** Tells when the first byte of the body has come. */
  private static BodyReader<String> telling(CountDownLatch reading) {
    return body -> {
      body.read();
      reading.countDown();
      return TEXT.read(body);
    };
  }

  @Test
  void aStopEndsACallWithinItsBodyAtOnce() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    server.then(RawServerScripts::halfABody);
    Thread stopper =
        new Thread(
            () -> {
              try {
                reading.await();
                control.stop();
              } catch (InterruptedException end) {
                throw new IllegalStateException(end);
              }
            });
    stopper.start();
    long began = System.nanoTime();
    DriverFailure failure =
        assertThrows(
            DriverFailure.class,
            () -> transport.send(request(null, "/v1/charges"), telling(reading), control));
    assertEquals(DriverError.CANCELLED, failure.error());
    assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(3));
    assertEquals("request", server.events.poll(2, TimeUnit.SECONDS));
    stopper.join();
  }

  @Test
  void aStopEndsACallThatWaitsForItsAnswerAtOnce() throws InterruptedException {
    server.then((socket, out) -> Thread.sleep(60_000));
    Thread stopper =
        new Thread(
            () -> {
              try {
                server.events.take();
                control.stop();
              } catch (InterruptedException end) {
                throw new IllegalStateException(end);
              }
            });
    stopper.start();
    DriverFailure failure =
        assertThrows(
            DriverFailure.class, () -> transport.send(request(null, "/v1/charges"), TEXT, control));
    assertEquals(DriverError.CANCELLED, failure.error());
    assertFalse(Thread.interrupted(), "what the thread does next is ended too");
    stopper.join();
  }

  @Test
  void noThreadOutlivesTheTransport() throws InterruptedException {
    List<Thread> before = threads();
    server.answer(200, "{}");
    transport.send(request(null, "/v1/charges"), TEXT, control);
    List<Thread> own = threads();
    own.removeAll(before);
    assertFalse(own.isEmpty());
    transport.close();
    // The JDK's client ends its selector once it is collected.
    for (int i = 0; i < 1000 && own.stream().anyMatch(Thread::isAlive); i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertEquals(List.of(), own.stream().filter(Thread::isAlive).toList());
  }

  private static List<Thread> threads() {
    return new ArrayList<>(
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getThreadGroup() != null)
            .filter(t -> t.getThreadGroup().getName().equals("stripe-jdbc-http"))
            .toList());
  }

  /** What a server may do within an answer. */
  static final class RawServerScripts {
    static void halfABody(java.net.Socket socket, OutputStream out)
        throws IOException, InterruptedException {
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\""
              .getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      Thread.sleep(60_000);
    }
  }
}
