package io.stripejdbc.emulator.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.EmulatorClient;
import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.request.ApiFailure;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can go wrong goes wrong when asked to, at the request it was asked for. */
class FaultsTest {
  private static final String CHARGES = "/v1/charges";

  private static Emulator emulator;
  private static EmulatorClient client;

  @BeforeAll
  static void start() {
    emulator =
        Emulator.start(
            EmulatorOptions.demo()
                .withScale(0.05)
                .withGzip(true)
                .withBigTable(new BigTable("/v1/payouts", 1_000_000, 2)));
    client = new EmulatorClient(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @AfterEach
  void calm() {
    emulator.clearFaults();
  }

  private static void arm(FaultRule.Kind kind) {
    emulator.addFault(FaultRule.on(CHARGES, kind));
  }

  @Test
  void aFaultStrikesTheRequestItIsMeantFor() {
    emulator.addFault(FaultRule.on(CHARGES, FaultRule.Kind.ERROR_503).after(1).times(2));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      client.raw("/v1/balance");
      statuses.add(client.raw(CHARGES).statusCode());
    }
    assertEquals(List.of(200, 503, 503, 200), statuses);
  }

  @Test
  void aFaultCanBeMeantForOneAccount() {
    String account = emulator.world().connectedAccounts().get(0);
    emulator.addFault(FaultRule.on("/v1/*", FaultRule.Kind.ERROR_500).forAccount(account));
    assertEquals(200, client.raw(CHARGES).statusCode());
    assertEquals(500, client.raw(CHARGES, "Stripe-Account", account).statusCode());
  }

  @Test
  void aLimiterSaysWhyAndALockDoesNot() {
    emulator.addFault(
        FaultRule.on(CHARGES, FaultRule.Kind.RATE_LIMITED).withHeader("Retry-After", "3"));
    HttpResponse<String> limited = client.raw(CHARGES);
    assertEquals(429, limited.statusCode());
    assertEquals(
        "endpoint-rate", limited.headers().firstValue("Stripe-Rate-Limited-Reason").orElse(""));
    assertEquals("3", limited.headers().firstValue("Retry-After").orElse(""));
    arm(FaultRule.Kind.LOCK_TIMEOUT);
    HttpResponse<String> locked = client.raw(CHARGES);
    assertTrue(locked.headers().firstValue("Stripe-Rate-Limited-Reason").isEmpty());
    assertEquals("lock_timeout", EmulatorClient.parse(locked.body()).at("/error/code").asText());
  }

  @Test
  void theWireBreaksInManyWays() {
    emulator.addFault(FaultRule.on(CHARGES, FaultRule.Kind.RESET).times(10));
    assertThrows(UncheckedIOException.class, () -> client.raw(CHARGES));
    emulator.clearFaults();
    arm(FaultRule.Kind.CUT_BODY);
    assertThrows(UncheckedIOException.class, () -> client.raw(CHARGES));
    arm(FaultRule.Kind.BAD_JSON);
    assertThrows(UncheckedIOException.class, () -> client.json(CHARGES));
    arm(FaultRule.Kind.ERROR_502);
    assertTrue(client.raw(CHARGES).body().startsWith("<html>"));
    emulator.addFault(
        FaultRule.on(CHARGES, FaultRule.Kind.STALLED_BODY).lasting(Duration.ofMillis(5)));
    assertEquals(10, client.json(CHARGES).get("data").size());
  }

  @Test
  void pagesCanLie() {
    arm(FaultRule.Kind.EMPTY_PAGE_WITH_MORE);
    JsonNode empty = client.json(CHARGES);
    assertEquals("0 true", empty.get("data").size() + " " + empty.get("has_more").asBoolean());
    JsonNode first = client.json(CHARGES + "?limit=2");
    arm(FaultRule.Kind.REPEATED_PAGE);
    String next = CHARGES + "?limit=2&starting_after=" + first.at("/data/1/id").asText();
    assertEquals(first, client.json(next));
    assertFalse(first.equals(client.json(next)));
    arm(FaultRule.Kind.CURSOR_GONE);
    assertEquals("starting_after", client.json(next).at("/error/param").asText());
  }

  @Test
  void theLimiterCountsByKeyAndByEndpoint() {
    AtomicLong nanos = new AtomicLong();
    RateLimiter limiter = new RateLimiter(new RateLimit(3, 2, 0), nanos::get);
    limiter.enter("key", "a");
    limiter.enter("key", "a");
    assertEquals("endpoint-rate", reason(limiter, "a"));
    assertEquals("global-rate", reason(limiter, "b"));
    nanos.addAndGet(1_000_000_000);
    limiter.enter("key", "a");
  }

  @Test
  void theLimiterCountsWhatIsUnderWay() {
    RateLimiter limiter = new RateLimiter(new RateLimit(0, 0, 1), () -> 0);
    limiter.enter("key", "a");
    assertEquals("global-concurrency", reason(limiter, "a"));
    limiter.leave();
    limiter.enter("key", "a");
  }

  private static String reason(RateLimiter limiter, String endpoint) {
    ApiFailure refused = assertThrows(ApiFailure.class, () -> limiter.enter("key", endpoint));
    assertEquals(429, refused.status());
    return refused.headers().getOrDefault("Stripe-Rate-Limited-Reason", "");
  }

  @Test
  void bodiesAreZippedForThoseWhoTakeIt() {
    assertEquals(
        "gzip",
        client
            .raw(CHARGES, "Accept-Encoding", "gzip")
            .headers()
            .firstValue("Content-Encoding")
            .orElse(""));
    assertTrue(client.raw(CHARGES).headers().firstValue("Content-Encoding").isEmpty());
  }

  @Test
  void aBigTableHasItsRowsInOrderAndByWindow() {
    JsonNode first = client.json("/v1/payouts?limit=100");
    assertEquals(100, first.get("data").size());
    long now = emulator.world().now().getEpochSecond();
    assertEquals(now - 198, first.at("/data/99/created").asLong());
    String middle = first.at("/data/50/id").asText();
    JsonNode after = client.json("/v1/payouts?limit=1&starting_after=" + middle);
    assertEquals(first.at("/data/51"), after.at("/data/0"));
    assertEquals(
        first.at("/data/51"), client.json("/v1/payouts/" + after.at("/data/0/id").asText()));
    JsonNode before = client.json("/v1/payouts?limit=1&ending_before=" + middle);
    assertEquals(first.at("/data/49"), before.at("/data/0"));
    String window = "&created[gte]=" + (now - 20) + "&created[lt]=" + (now - 10);
    JsonNode part = client.json("/v1/payouts?limit=100" + window);
    assertEquals(5, part.get("data").size());
    assertFalse(part.get("has_more").asBoolean());
    JsonNode last = client.json("/v1/payouts?limit=3&created[lte]=" + (now - 1_999_996));
    assertEquals("2 false", last.get("data").size() + " " + last.get("has_more").asBoolean());
  }
}
