package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that are too large, too slow or without end. */
@Timeout(60)
class BodyLimitTest extends TransportFixture {
  private static final long MEGABYTE = 1 << 20;

  /** What a heap of 256 MB allows: 16 MB. */
  private final StripeTransport small =
      new StripeTransport(
          new TransportSettings(KEY, server.base(), "2026-07-29.dahlia", 2000, 5000, true, null),
          BodyLimit.of(256 * MEGABYTE));

  @Test
  void aBodyThatUnpacksToAGigabyteIsNotReadToItsEnd() {
    byte[] packed = packed(1 << 30);
    assertTrue(packed.length < 2 * MEGABYTE);
    server.then(
        (socket, out) -> {
          head(out, "Content-Encoding: gzip\r\nContent-Length: " + packed.length);
          out.write(packed);
          out.flush();
        });
    tooLarge();
  }

  @Test
  void aBodyWithoutEndIsNotReadForEver() {
    AtomicLong written = new AtomicLong();
    server.then(
        (socket, out) -> {
          head(out, "Connection: close");
          out.write("{\"a\":\"".getBytes(StandardCharsets.US_ASCII));
          byte[] more = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
          while (true) {
            out.write(more);
            written.addAndGet(more.length);
          }
        });
    tooLarge();
    assertTrue(written.get() < 64 * MEGABYTE, () -> "written: " + written);
  }

  @Test
  void theRefusalOfACallMayBeWithoutEndToo() {
    server.then(
        (socket, out) -> {
          out.write(
              "HTTP/1.1 400 X\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(new byte[1 << 16]);
          }
        });
    assertEquals(400, failure(request(null, "/v1/charges")).facts().status());
  }

  private void tooLarge() {
    DriverFailure failure =
        assertThrows(
            DriverFailure.class, () -> small.send(request(null, "/v1/charges"), TEXT, control));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
    assertTrue(
        failure
            .getMessage()
            .startsWith(
                "Stripe's answer for table 'charges' of account 'platform' has more than 16 MB"),
        failure.getMessage());
    assertEquals(1, server.heard.size());
  }

  private static void head(OutputStream out, String headers) throws IOException {
    out.write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] packed(int zeros) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      byte[] some = new byte[1 << 16];
      for (int left = zeros; left > 0; left -= some.length) {
        out.write(some);
      }
    } catch (IOException memoryOnly) {
      throw new AssertionError(memoryOnly);
    }
    return packed.toByteArray();
  }

  @Test
  void bytesThatKeepComingTooSlowlyEndTheCall() throws IOException {
    AtomicLong nanos = new AtomicLong();
    ResponseBodyStream body = new ResponseBodyStream(2000, CallDeadline.of(2000, nanos::get));
    body.onSubscribe(new Requests());
    int read = 0;
    try (body) {
      while (read < 100) {
        nanos.addAndGet(500_000_000L);
        body.onNext(List.of(ByteBuffer.wrap(new byte[1])));
        read += body.read(new byte[1], 0, 1);
      }
    } catch (CallDeadline.PassedException late) {
      assertEquals(7, read, "bytes within twice the read timeout");
      return;
    }
    throw new AssertionError("read " + read + " bytes, one every half second");
  }

  @Test
  void aCallThatTakesTooLongIsNotTriedAgain() {
    server.then(
        (socket, out) -> {
          head(out, "Connection: close");
          while (true) {
            out.write(' ');
            out.flush();
            Thread.sleep(50);
          }
        });
    StripeTransport hasty = transport(200);
    DriverFailure failure =
        assertThrows(
            DriverFailure.class, () -> hasty.send(request(null, "/v1/charges"), TEXT, control));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
    assertTrue(failure.getMessage().contains("not complete after 400 ms"), failure.getMessage());
    hasty.close();
  }

  @Test
  void fewLargeBodiesAreInMemoryAtOnce() throws IOException {
    BodyLimit limit = BodyLimit.of(256 * MEGABYTE);
    byte[] page = new byte[(int) (2 * MEGABYTE)];
    AtomicInteger looks = new AtomicInteger();
    LimitedBody.Check stopped =
        () -> {
          looks.incrementAndGet();
          throw new IOException("the call was stopped");
        };
    try (InputStream first = new LimitedBody(new ByteArrayInputStream(page), limit, 0, stopped);
        InputStream second = new LimitedBody(new ByteArrayInputStream(page), limit, 0, stopped)) {
      assertEquals(page.length, first.readAllBytes().length);
      assertEquals(page.length, second.readAllBytes().length);
      InputStream third = new LimitedBody(new ByteArrayInputStream(page), limit, 0, stopped);
      assertThrows(IOException.class, third::readAllBytes);
      third.close();
    }
    assertEquals(1, looks.get());
    try (InputStream next = new LimitedBody(new ByteArrayInputStream(page), limit, 0, stopped)) {
      assertEquals(page.length, next.readAllBytes().length);
    }
  }

  /** A subscription that nobody serves. */
  private record Requests() implements Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }
}
