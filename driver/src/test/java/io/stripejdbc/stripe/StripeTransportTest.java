package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Answer;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.CallFailure.Trouble;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageRequest.Parameter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StripeTransportTest {
  private static final String KEY = "sk_test_demo";
  private static final BodyReader<String> TEXT =
      body -> new String(body.readAllBytes(), StandardCharsets.UTF_8);

  private final RawServer server = new RawServer();
  private final Control control = new Control();
  private StripeTransport transport = transport(5000);

  private StripeTransport transport(int readTimeoutMillis) {
    return new StripeTransport(
        new TransportSettings(
            KEY, server.base(), "2026-07-29.dahlia", 2000, readTimeoutMillis, true, null));
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private static PageRequest request(String account, String path, Parameter... parameters) {
    ApiGeneration api = path.startsWith("/v2") ? ApiGeneration.V2 : ApiGeneration.V1;
    return new PageRequest("charges", account, api, path, path, List.of(parameters));
  }

  private CallFailure failure(PageRequest request) {
    return assertThrows(CallFailure.class, () -> transport.send(request, TEXT, control));
  }

  @Test
  void aRequestIsWhatStripeWants() {
    server.answer(200, "{}", "Request-Id: req_7").answer(200, "{}").answer(200, "{}");
    Answer<String> answer =
        transport.send(
            request(
                "acct_1",
                "/v1/charges",
                new Parameter("limit", "100"),
                new Parameter("created[gte]", "5"),
                new Parameter("expand[0]", "data.customer"),
                new Parameter("email", "a+b &c=ä@x.de")),
            TEXT,
            control);
    transport.send(request(null, "/v1/charges"), TEXT, control);
    transport.send(request("acct_1", "/v2/core/events?page=x%3D&limit=2"), TEXT, control);
    assertEquals("req_7", answer.requestId());
    assertEquals(2, answer.bytes());
    assertEquals(
        "GET /v1/charges?limit=100&created[gte]=5&expand[0]=data.customer"
            + "&email=a%2Bb+%26c%3D%C3%A4%40x.de HTTP/1.1",
        server.heard.get(0).get(0));
    assertEquals("Bearer " + KEY, server.header(0, "Authorization"));
    assertEquals("2026-07-29.dahlia", server.header(0, "Stripe-Version"));
    assertEquals("acct_1", server.header(0, "Stripe-Account"));
    assertNull(server.header(0, "Stripe-Context"));
    assertEquals("gzip", server.header(0, "Accept-Encoding"));
    assertNull(server.header(1, "Stripe-Account"));
    assertEquals("GET /v2/core/events?page=x%3D&limit=2 HTTP/1.1", server.heard.get(2).get(0));
    assertEquals("acct_1", server.header(2, "Stripe-Context"));
    assertNull(server.header(2, "Stripe-Account"));
  }

  @Test
  void thePreviewOfAnInvoiceIsTheOnePostAndSendsAForm() {
    server.answer(200, "{}").answer(200, "{}");
    transport.send(request(null, PageRequest.PREVIEW + "/"), TEXT, control);
    transport.send(
        request("acct_1", PageRequest.PREVIEW, new Parameter("subscription", "sub_1 &x=y")),
        TEXT,
        control);
    assertEquals("GET /v1/invoices/create_preview/ HTTP/1.1", server.heard.get(0).get(0));
    assertEquals("POST /v1/invoices/create_preview HTTP/1.1", server.heard.get(1).get(0));
    assertEquals("acct_1", server.header(1, "Stripe-Account"));
    assertTrue(
        server.header(1, "Content-Type").startsWith("application/x-www-form-urlencoded"),
        server.header(1, "Content-Type"));
    assertEquals("subscription=sub_1+%26x%3Dy".length() + "", server.header(1, "Content-Length"));
  }

  @Test
  void aPermissionToWriteIsNotRecommendedWithoutAWord() {
    server.answer(
        403,
        "{\"error\":{\"message\":\"Having the 'rak_invoice_write' permission would allow this request"
            + " to continue.\"}}");
    String message = failure(request(null, PageRequest.PREVIEW)).getMessage();
    assertTrue(message.contains("invoice_write, if you want it to be able to write"), message);
  }

  @Test
  void withoutThePropertyNothingIsPosted() {
    StripeTransport reader =
        new StripeTransport(
            new TransportSettings(
                KEY, server.base(), "2026-07-29.dahlia", 2000, 5000, false, null));
    DriverFailure off =
        assertThrows(
            DriverFailure.class,
            () -> reader.send(request(null, PageRequest.PREVIEW), TEXT, control));
    assertEquals(DriverError.SWITCHED_OFF, off.error());
    assertEquals(List.of(), server.heard);
    reader.close();
  }

  @Test
  void nothingIsSentAboutEarlierRequestsOrThisMachine() {
    server.answer(200, "{}", "Request-Id: req_1").answer(200, "{}");
    transport.send(request(null, "/v1/charges"), TEXT, control);
    transport.send(request(null, "/v1/charges"), TEXT, control);
    assertNull(server.header(1, "X-Stripe-Client-Telemetry"));
    assertNull(server.header(1, "X-Stripe-Client-User-Agent"));
    assertNull(server.header(1, "Upgrade"));
  }

  @Test
  void aConnectionIsUsedAgain() {
    for (int i = 0; i < 5; i++) {
      server.answer(200, "{\"a\":1}\n");
      transport.send(request(null, "/v1/charges"), TEXT, control);
    }
    assertEquals(1, server.connections.get());
  }

  @Test
  void packedBodiesAreUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("{\"a\":\"äöü\"}".getBytes(StandardCharsets.UTF_8));
    }
    server.then(
        (socket, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + packed.size()
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
          out.write(packed.toByteArray());
          out.flush();
        });
    assertEquals(
        "{\"a\":\"äöü\"}", transport.send(request(null, "/v1/charges"), TEXT, control).value());
  }

  @Test
  void aRefusalTellsWhatDecides() {
    server.answer(
        429,
        "{\"error\":{\"type\":\"rate_limit_error\",\"code\":\"rate_limit\",\"message\":\"slow\"}}",
        "Request-Id: req_9",
        "Stripe-Should-Retry: true",
        "Stripe-Rate-Limited-Reason: endpoint-rate",
        "Retry-After: 2");
    CallFailure.Facts facts = failure(request(null, "/v1/charges")).facts();
    assertEquals(429, facts.status());
    assertEquals("rate_limit", facts.error().code());
    assertEquals("req_9", facts.requestId());
    assertEquals(true, facts.shouldRetry());
    assertEquals("endpoint-rate", facts.limitedReason());
    assertEquals(TimeUnit.SECONDS.toNanos(2), facts.retryAfterNanos());
  }

  @Test
  void eachStatusIsItsError() {
    assertEquals(DriverError.KEY_REJECTED, refusal(401, "{}"));
    assertEquals(DriverError.PERMISSION_DENIED, refusal(403, "{}"));
    assertEquals(
        DriverError.ACCOUNT_REFUSED, refusal(403, "{\"error\":{\"code\":\"account_invalid\"}}"));
    assertEquals(DriverError.NOT_AVAILABLE, refusal(400, "{\"error\":{\"message\":\"x\"}}"));
    assertEquals(
        DriverError.REQUEST_REFUSED, refusal(400, "{\"error\":{\"code\":\"parameter_unknown\"}}"));
    assertEquals(DriverError.API_UNAVAILABLE, refusal(500, ""));
    assertEquals(DriverError.API_UNAVAILABLE, refusal(502, "<html>bad gateway</html>"));
    assertEquals(DriverError.API_UNAVAILABLE, refusal(503, "[1]"));
    assertEquals(DriverError.BAD_ANSWER, refusal(302, ""));
  }

  private DriverError refusal(int status, String body) {
    server.answer(status, body, "Location: /elsewhere");
    return failure(request("acct_1", "/v1/charges")).failure().error();
  }

  @Test
  void aMessageNamesWhatWasAskedAndNeverAKey() {
    server.answer(
        403,
        "{\"error\":{\"message\":\"The provided key 'rk_test_*****9Xy' (sk_test_demo) lacks"
            + " 'rak_charge_read'. See sk_live_51abc.\"}}",
        "Request-Id: req_3");
    String message = failure(request("acct_1", "/v1/charges")).getMessage();
    for (String part : List.of("charges", "acct_1", "403", "charge_read", "req_3")) {
      assertTrue(message.contains(part), part + " in " + message);
    }
    assertFalse(message.contains("sk_"), message);
    assertFalse(message.contains("rk_"), message);
  }

  @Test
  void anUnreachableHostIsTold() {
    server.close();
    CallFailure failure = failure(request(null, "/v1/charges"));
    // A listening socket that is being closed may let one more connection in, and drop it.
    assertTrue(Set.of(Trouble.CONNECT, Trouble.LINK).contains(failure.facts().trouble()));
    assertEquals(DriverError.API_UNAVAILABLE, failure.failure().error());
    assertTrue(failure.getMessage().contains(server.base()), failure.getMessage());
  }

  @Test
  void aCutBodyIsAFailureAndNoShortAnswer() {
    server.then(
        (socket, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\""
                  .getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
          socket.shutdownOutput();
        });
    CallFailure failure = failure(request(null, "/v1/charges"));
    assertEquals(Trouble.BODY, failure.facts().trouble());
    assertEquals(DriverError.BAD_ANSWER, failure.failure().error());
  }

  private static final RawServer.Script RESET =
      (socket, out) -> {
        socket.setSoLinger(true, 0);
        socket.close();
      };
  private static final RawServer.Script END = (socket, out) -> socket.close();

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
  void anEmptyPurseKeepsTheJdksClientFromSendingOnceMore() {
    control.purseOfRepeats = 0;
    server.answer(200, "{}").then(END).answer(200, "{}");
    transport.send(request(null, "/v1/charges"), TEXT, control);
    DriverFailure failure =
        assertThrows(
            DriverFailure.class, () -> transport.send(request(null, "/v1/charges"), TEXT, control));
    assertEquals(DriverError.REQUEST_BUDGET, failure.error());
    assertEquals(2, server.heard.size());
    control.purseOfRepeats = 1;
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
            () ->
                transport.send(
                    request(null, "/v1/charges"),
                    body -> {
                      body.read();
                      reading.countDown();
                      return TEXT.read(body);
                    },
                    control));
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
  private static final class RawServerScripts {
    static void halfABody(java.net.Socket socket, OutputStream out)
        throws IOException, InterruptedException {
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\""
              .getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      Thread.sleep(60_000);
    }
  }

  private static final class Control implements CallControl {
    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    volatile int repeats;
    volatile int purseOfRepeats = Integer.MAX_VALUE;

    void stop() {
      stopped = true;
      actions.forEach(Runnable::run);
    }

    @Override
    public void check() {
      if (stopped) {
        throw new DriverFailure(DriverError.CANCELLED, "cancelled");
      }
    }

    @Override
    public void beforeCall(PageRequest request) {}

    @Override
    public synchronized void beforeRepeat(PageRequest request) {
      if (repeats >= purseOfRepeats) {
        throw new DriverFailure(DriverError.REQUEST_BUDGET, "budget");
      }
      repeats++;
    }

    @Override
    public void afterCall(CallRecord call) {}

    @Override
    public long nanosLeft() {
      return Long.MAX_VALUE;
    }

    @Override
    public Registration onStop(Runnable abort) {
      actions.add(abort);
      return () -> actions.remove(abort);
    }
  }
}
