package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.fetch.TransportResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent over HTTP, and what comes back. */
@Timeout(20)
class StripeTransportTest extends TransportFixture {
  @Test
  void aRequestIsWhatStripeWants() {
    server.answer(200, "{}", "Request-Id: req_7").answer(200, "{}").answer(200, "{}");
    TransportResponse<String> response =
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
    assertEquals("req_7", response.requestId());
    assertEquals(2, response.bytes());
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

  /**
   * A program reads rows in all of them: from JDK 25 on there may be one, as in a small container.
   */
  @Test
  void aCallEndsWhileEveryThreadOfTheCommonPoolWaits() throws InterruptedException {
    int threads = ForkJoinPool.getCommonPoolParallelism();
    CountDownLatch waiting = new CountDownLatch(threads);
    CountDownLatch called = new CountDownLatch(1);
    for (int i = 0; i < threads; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                waiting.countDown();
                try {
                  called.await();
                } catch (InterruptedException end) {
                  throw new IllegalStateException(end);
                }
              });
    }
    waiting.await();
    try {
      server.answer(200, "{}");
      assertEquals(2, transport.send(request(null, "/v1/charges"), TEXT, control).bytes());
    } finally {
      called.countDown();
    }
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
}
