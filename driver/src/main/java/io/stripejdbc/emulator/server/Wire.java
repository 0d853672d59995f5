package io.stripejdbc.emulator.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.stripejdbc.emulator.request.Answer;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** The wire: takes requests, meets the faults, and sends what {@link Server} answers. */
final class Wire implements HttpHandler {
  private static final System.Logger LOG = System.getLogger("io.stripejdbc.emulator");

  private final Supplier<Server> server;
  private final EmulatorOptions options;
  private final Faults faults;
  private final Recorder recorder;
  private final CountDownLatch closing;
  private final AtomicLong requests = new AtomicLong();

  Wire(
      Supplier<Server> server,
      EmulatorOptions options,
      Faults faults,
      Recorder recorder,
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
      Call call = Call.of(exchange);
      Recorder.Slot slot = recorder.arrived(call.recorded());
      Optional<FaultRule> fault = faults.next(call);
      if (fault.isPresent() && fault.get().kind() == FaultRule.Kind.RESET) {
        return;
      }
      Answer answer = answer(call, fault);
      answer.headers().put("Request-Id", requestId());
      slot.answered(answer.status());
      send(exchange, call, answer, fault);
    }
  }

  private String requestId() {
    return String.format(Locale.ROOT, "req_emulated%06d", requests.incrementAndGet());
  }

  private Answer answer(Call call, Optional<FaultRule> fault) {
    try {
      Optional<Answer> wrong = fault.flatMap(rule -> wrong(call, rule));
      return wrong.isPresent() ? wrong.get() : right(call, fault);
    } catch (ApiFailure e) {
      Answer answer = Answer.json(e.status(), Server.bytes(e.body()));
      answer.headers().putAll(e.headers());
      return answer;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The emulator failed at " + call.path(), e);
      ApiFailure failure = new ApiFailure(500, "api_error", "", "", "Emulator: " + e);
      return Answer.json(500, Server.bytes(failure.body()));
    }
  }

  private Answer right(Call call, Optional<FaultRule> fault) {
    FaultRule.Kind kind = fault.map(FaultRule::kind).orElse(null);
    if (kind == FaultRule.Kind.SLOW_START) {
      pause(fault.get().delay());
    }
    Call asked = kind == FaultRule.Kind.REPEATED_PAGE ? withoutCursor(call) : call;
    Answer answer = server.get().answer(asked, () -> pause(options.latency()));
    return kind == FaultRule.Kind.BAD_JSON
        ? answer.withBody("{\"object\":\"list\",\"data\":[{\"id\":".getBytes(UTF_8))
        : answer;
  }

  private static Call withoutCursor(Call call) {
    List<Call.Pair> query =
        call.query().stream()
            .filter(pair -> !pair.name().equals("starting_after"))
            .filter(pair -> !pair.name().equals("page"))
            .toList();
    return new Call(call.method(), call.path(), query, call.headers());
  }

  /** The answer of faults that never reach the server. */
  private static Optional<Answer> wrong(Call call, FaultRule rule) {
    Optional<ApiFailure> failure = Faults.failure(rule.kind());
    if (failure.isPresent()) {
      rule.headers().forEach(failure.get()::with);
      throw failure.get();
    }
    int html = Faults.htmlStatus(rule.kind());
    if (html > 0) {
      byte[] body = ("<html><body><h1>" + html + "</h1></body></html>").getBytes(UTF_8);
      Answer page = new Answer(html, "text/html", body);
      page.headers().putAll(rule.headers());
      return Optional.of(page);
    }
    if (rule.kind() == FaultRule.Kind.EMPTY_PAGE_WITH_MORE) {
      String more =
          call.v2() ? "\"next_page_url\":\"" + call.path() + "?page=x\"" : "\"has_more\":true";
      String body =
          "{\"object\":\"list\",\"data\":[]," + more + ",\"url\":\"" + call.path() + "\"}";
      return Optional.of(Answer.json(200, body.getBytes(UTF_8)));
    }
    return Optional.empty();
  }

  private void send(HttpExchange exchange, Call call, Answer answer, Optional<FaultRule> fault)
      throws IOException {
    byte[] body = answer.body();
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      exchange.getResponseHeaders().set(header.getKey(), header.getValue());
    }
    if (options.gzip() && call.header("accept-encoding").contains("gzip")) {
      body = zipped(body);
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
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
