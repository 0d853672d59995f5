package io.stripejdbc.stripe;

import com.stripe.Stripe;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpContent;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import com.stripe.net.StripeResponseStream;
import io.stripejdbc.error.DriverFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request: stripe-java's {@link HttpClient} over the JDK's, which can be ended at any
 * moment and keeps what the answer said.
 *
 * <p>stripe-java is given neither the answer's headers (it would log {@code Stripe-Notice} and send
 * telemetry about the request with the next one) nor the body of a refusal (it would load its model
 * of all objects to read it).
 */
final class HttpCall extends HttpClient {
  /** Refusals are small; more than this of one is of no use. */
  private static final int MOST_REFUSAL_BYTES = 64 * 1024;

  /** Bytes that are unpacked at once: a page has some 20 kB, Java's own choice is 512. */
  private static final int PACKED_AT_ONCE = 8 * 1024;

  /** A page on one line has eleven times the bytes of its gzip, an indented one fourteen times. */
  private static final int UNPACKED_TO_PACKED = 14;

  private static final Set<String> NOT_SENT = Set.of("x-stripe-client-telemetry");

  private final HttpClientPool pool;
  private final int timeoutMillis;
  private final CallDeadline deadline;
  private final BodyLimit limit;
  private final ResponseBodyStream body;
  private final Runnable beforeRepeat;
  private final Object sending = new Object();
  private @Nullable Thread sender;
  private boolean aborted;
  private @Nullable HttpHeaders headers;
  private int status;
  private byte[] refusal = {};

  /**
   * @param timeoutMillis longest time without a byte; the whole call may take {@link
   *     CallDeadline#TIMEOUTS} as long
   * @param limit how large the body may be
   * @param beforeRepeat run before the JDK's client sends the request once more by itself; what it
   *     throws keeps it from that
   */
  HttpCall(HttpClientPool pool, int timeoutMillis, BodyLimit limit, Runnable beforeRepeat) {
    this.pool = pool;
    this.timeoutMillis = timeoutMillis;
    this.limit = limit;
    this.beforeRepeat = beforeRepeat;
    this.deadline = CallDeadline.of(timeoutMillis, System::nanoTime);
    this.body = new ResponseBodyStream(timeoutMillis, deadline);
  }

  /** Ends the call now, whatever it is waiting for. From any thread. */
  void abort() {
    synchronized (sending) {
      aborted = true;
      if (sender != null) {
        sender.interrupt();
      }
    }
    body.abort();
  }

  /** HTTP status of the answer, 0 before one arrived. */
  int status() {
    return status;
  }

  /** A header of the answer, null when it has none of this name. */
  @Nullable String header(String name) {
    HttpHeaders all = headers;
    return all == null ? null : all.firstValue(name).orElse(null);
  }

  /** Body of an answer that is no success. */
  byte[] refusal() {
    return refusal;
  }

  /** Bytes of the body that were read. */
  long bytes() {
    return body.count();
  }

  @Override
  public StripeResponse request(StripeRequest request) {
    throw new UnsupportedOperationException("bodies are read as streams");
  }

  @Override
  public StripeResponseStream requestStream(StripeRequest request) throws StripeException {
    try {
      HttpRequest call = translate(request.options().getAuthenticator().authenticate(request));
      HttpResponse<ResponseBodyStream> answer = send(call);
      status = answer.statusCode();
      headers = answer.headers();
      InputStream in = unpacked(answer.headers());
      if (status != 200) {
        refusal = in.readNBytes(MOST_REFUSAL_BYTES);
        body.close();
        throw new RefusedException(status);
      }
      return new StripeResponseStream(status, com.stripe.net.HttpHeaders.of(Map.of()), in);
    } catch (IOException broken) {
      throw new ApiConnectionException("no answer", broken);
    }
  }

  private HttpRequest translate(StripeRequest request) {
    HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(request.url().toString()));
    form(call, request.content());
    request
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_SENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> call.header(name, value));
              }
            });
    return call.timeout(Duration.ofMillis(timeoutMillis))
        .header("Accept-Encoding", "gzip")
        .header("User-Agent", "stripe-jdbc Stripe/JavaBindings/" + Stripe.VERSION)
        .build();
  }

  /** A GET has no content; the one POST has a form. */
  private void form(HttpRequest.Builder call, @Nullable HttpContent content) {
    if (content == null) {
      call.method("GET", new EmptyBodyPublisher(beforeRepeat));
    } else {
      call.header("Content-Type", content.contentType())
          .POST(HttpRequest.BodyPublishers.ofByteArray(content.byteArrayContent()));
    }
  }

  /**
   * Sends in this thread, which is interrupted to end it. {@code sendAsync} would bring its answer
   * through the common pool of the JVM, and whoever reads rows in all threads of that pool would
   * wait for ever.
   */
  private HttpResponse<ResponseBodyStream> send(HttpRequest request) throws IOException {
    begin();
    try {
      return pool.client().send(request, info -> body);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    } catch (HttpConnectTimeoutException noConnection) {
      throw noConnection;
    } catch (HttpTimeoutException silence) {
      throw new IOException("no answer within " + timeoutMillis + " ms");
    } catch (IOException failed) {
      if (failed.getCause() instanceof DriverFailure refused) {
        throw refused;
      }
      throw failed;
    } finally {
      end();
    }
  }

  private void begin() throws IOException {
    synchronized (sending) {
      if (aborted) {
        throw new IOException("aborted");
      }
      sender = Thread.currentThread();
    }
  }

  /** What was interrupted to end this call is not to end what the thread does next. */
  private void end() {
    synchronized (sending) {
      sender = null;
      if (aborted) {
        Thread.interrupted();
      }
    }
  }

  private InputStream unpacked(HttpHeaders given) throws IOException {
    boolean packed = "gzip".equalsIgnoreCase(given.firstValue("Content-Encoding").orElse(""));
    InputStream plain = packed ? new GZIPInputStream(body, PACKED_AT_ONCE) : body;
    long sent = Math.max(0, given.firstValueAsLong("Content-Length").orElse(0));
    long expected = Math.min(sent, limit.most()) * (packed ? UNPACKED_TO_PACKED : 1);
    return new LimitedBody(plain, limit, expected, body::checkRunning);
  }

  /** An answer that is no success; what it says is kept in the exchange. */
  static final class RefusedException extends StripeException {
    private static final long serialVersionUID = 1L;

    RefusedException(int status) {
      super("refused", null, null, status);
    }
  }
}
