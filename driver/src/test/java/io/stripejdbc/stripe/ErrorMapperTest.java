package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.CallFailure.Trouble;
import io.stripejdbc.fetch.PageRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an answer that is none becomes: an error that says what to do, and what decides about a
 * retry.
 */
@Timeout(20)
class ErrorMapperTest extends TransportFixture {
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
    assertEquals(DriverError.REQUEST_REFUSED, refusal(400, "{\"error\":{\"message\":\"x\"}}"));
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
}
