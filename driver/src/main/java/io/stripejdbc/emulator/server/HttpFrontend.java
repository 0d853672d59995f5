package io.stripejdbc.emulator.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.stripejdbc.emulator.request.ApiCall;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.ApiResponse;
import io.stripejdbc.emulator.world.model.IdGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * The HTTP server: takes requests, applies the faults, and sends what {@link RequestDispatcher}
 * answers.
 */
final class HttpFrontend implements HttpHandler {
  private static final System.Logger LOG = System.getLogger("io.stripejdbc.emulator");

  private final Supplier<RequestDispatcher> server;
  private final EmulatorOptions options;
  private final FaultInjector faults;
  private final RequestRecorder recorder;
  private final CountDownLatch closing;
  private final AtomicLong requests = new AtomicLong();

  HttpFrontend(
      Supplier<RequestDispatcher> server,
      EmulatorOptions options,
      FaultInjector faults,
      RequestRecorder recorder,
      CountDownLatch closing) {
    this.server = server;
    this.options = options;
    this.faults = faults;
    this.recorder = recorder;
    this.closing = closing;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ApiCall call = ApiCall.of(exchange);
      RequestRecorder.Slot slot = recorder.arrived(call.recorded());
      Optional<FaultRule> fault = faults.next(call);
      if (fault.isPresent() && fault.get().kind() == FaultRule.Kind.RESET) {
        return;
      }
      ApiResponse response = answer(call, fault);
      response.headers().put("Request-Id", requestId());
      slot.answered(response.status());
      send(exchange, call, response, fault);
    }
  }

  private String requestId() {
    return "req_emulated" + IdGenerator.digits(requests.incrementAndGet(), 6);
  }

  private ApiResponse answer(ApiCall call, Optional<FaultRule> fault) {
    try {
      Optional<ApiResponse> wrong = fault.flatMap(rule -> wrong(call, rule));
      return wrong.isPresent() ? wrong.get() : right(call, fault);
    } catch (ApiFailure e) {
      ApiResponse response = ApiResponse.json(e.status(), JsonTreeWriter.bytes(e.body()));
      response.headers().putAll(e.headers());
      return response;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The emulator failed at " + call.path(), e);
      ApiFailure failure = new ApiFailure(500, "api_error", "", "", "Emulator: " + e);
      return ApiResponse.json(500, JsonTreeWriter.bytes(failure.body()));
    }
  }

  private ApiResponse right(ApiCall call, Optional<FaultRule> fault) {
    FaultRule.Kind kind = fault.map(FaultRule::kind).orElse(null);
    if (kind == FaultRule.Kind.SLOW_START) {
      pause(fault.get().delay());
    }
    ApiCall asked = kind == FaultRule.Kind.REPEATED_PAGE ? withoutCursor(call) : call;
    ApiResponse response = server.get().answer(asked, () -> pause(options.transport().latency()));
    return kind == FaultRule.Kind.BAD_JSON
        ? response.withBody("{\"object\":\"list\",\"data\":[{\"id\":".getBytes(UTF_8))
        : response;
  }

  private static ApiCall withoutCursor(ApiCall call) {
    List<ApiCall.Pair> query =
        call.query().stream()
            .filter(pair -> !pair.name().equals("starting_after"))
            .filter(pair -> !pair.name().equals("page"))
            .toList();
    return new ApiCall(call.method(), call.path(), query, call.headers());
  }

  /** The answer of faults that never reach the server. */
  private static Optional<ApiResponse> wrong(ApiCall call, FaultRule rule) {
    Optional<ApiFailure> failure = FaultInjector.failure(rule.kind());
    if (failure.isPresent()) {
      rule.headers().forEach(failure.get()::with);
      throw failure.get();
    }
    int html = FaultInjector.htmlStatus(rule.kind());
    if (html > 0) {
      byte[] body = ("<html><body><h1>" + html + "</h1></body></html>").getBytes(UTF_8);
      ApiResponse page = new ApiResponse(html, "text/html", body);
      page.headers().putAll(rule.headers());
      return Optional.of(page);
    }
    if (rule.kind() == FaultRule.Kind.EMPTY_PAGE_WITH_MORE) {
      String more =
          call.v2() ? "\"next_page_url\":\"" + call.path() + "?page=x\"" : "\"has_more\":true";
      String body =
          "{\"object\":\"list\",\"data\":[]," + more + ",\"url\":\"" + call.path() + "\"}";
      return Optional.of(ApiResponse.json(200, body.getBytes(UTF_8)));
    }
    return Optional.empty();
  }

  private void send(
      HttpExchange exchange, ApiCall call, ApiResponse response, Optional<FaultRule> fault)
      throws IOException {
    byte[] body = response.body();
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    for (Map.Entry<String, String> header : response.headers().entrySet()) {
      exchange.getResponseHeaders().set(header.getKey(), header.getValue());
    }
    if (options.transport().gzip() && call.header("accept-encoding").contains("gzip")) {
      body = zipped(body);
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    FaultRule.Kind kind = fault.map(FaultRule::kind).orElse(null);
    try (OutputStream out = exchange.getResponseBody()) {
      if (kind == FaultRule.Kind.CUT_BODY || kind == FaultRule.Kind.STALLED_BODY) {
        int half = body.length / 2;
        out.write(body, 0, half);
        out.flush();
        if (kind == FaultRule.Kind.CUT_BODY) {
          exchange.close();
          return;
        }
        pause(fault.get().delay());
        out.write(Arrays.copyOfRange(body, half, body.length));
      } else {
        out.write(body);
      }
    }
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(body);
    }
    return bytes.toByteArray();
  }

  /** Waits, but no longer than the emulator runs. */
  private void pause(Duration time) {
    if (!time.isZero()) {
      try {
        closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
