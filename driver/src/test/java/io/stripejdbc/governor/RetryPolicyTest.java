package io.stripejdbc.governor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.fetch.ApiError;
import io.stripejdbc.fetch.CallFailure.Facts;
import io.stripejdbc.fetch.CallFailure.Trouble;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy = new RetryPolicy(5);

  private static Facts status(int status, Boolean shouldRetry, String reason, long retryAfter) {
    return new Facts(
        Trouble.STATUS, status, ApiError.NONE, "req_1", shouldRetry, reason, retryAfter);
  }

  private boolean retries(Facts facts) {
    return policy.delay(facts, 1, 0.5) != RetryPolicy.GIVE_UP;
  }

  @Test
  void whatMayPassIsTriedAgainAndNothingElse() {
    for (int status : new int[] {429, 409, 500, 502, 503, 504}) {
      assertTrue(retries(status(status, null, null, -1)), "status " + status);
    }
    for (int status : new int[] {400, 401, 402, 403, 404, 302}) {
      assertFalse(retries(status(status, null, null, -1)), "status " + status);
    }
    assertTrue(retries(Facts.noAnswer(Trouble.LINK)));
    assertTrue(retries(Facts.noAnswer(Trouble.BODY)));
    assertTrue(retries(Facts.noAnswer(Trouble.CONNECT)));
  }

  @Test
  void stripesWordOverridesTheStatus() {
    assertFalse(retries(status(500, false, null, -1)));
    assertTrue(retries(status(400, true, null, -1)));
  }

  @Test
  void theDelayDoublesAndChanceTakesAnyPartOfIt() {
    Facts busy = status(503, null, null, -1);
    assertEquals(TimeUnit.MILLISECONDS.toNanos(500), policy.delay(busy, 1, 1));
    assertEquals(TimeUnit.SECONDS.toNanos(4), policy.delay(busy, 4, 1));
    assertEquals(0, policy.delay(busy, 4, 0));
    assertEquals(RetryPolicy.GIVE_UP, policy.delay(busy, 6, 1));
  }

  private static Facts coded(String code, String reason, long retryAfter) {
    ApiError error = new ApiError("invalid_request_error", code, null, "no");
    return new Facts(Trouble.STATUS, 429, error, null, null, reason, retryAfter);
  }

  @Test
  void aLockIsTriedAgainSooner() {
    Facts lock = coded("lock_timeout", null, -1);
    assertEquals(TimeUnit.MILLISECONDS.toNanos(100), policy.delay(lock, 1, 1));
    assertEquals(0, policy.delay(lock, 1, 0));
  }

  @Test
  void aRateLimitIsToldByItsCodeAndNeverTriedAgainQuickly() {
    for (Facts limit :
        List.of(
            coded("rate_limit", null, -1),
            coded(null, null, -1),
            coded("rate_limit", "global-rate", -1))) {
      assertEquals(TimeUnit.MILLISECONDS.toNanos(250), policy.delay(limit, 1, 0));
      assertEquals(TimeUnit.MILLISECONDS.toNanos(500), policy.delay(limit, 1, 1));
    }
  }

  @Test
  void aWaitThatCannotBeReadIsNoReasonToHurry() {
    assertEquals(TimeUnit.SECONDS.toNanos(1), policy.delay(status(503, null, null, 0), 3, 0));
    assertEquals(0, policy.delay(status(503, null, null, -1), 3, 0));
  }

  @Test
  void theServersOwnDelayIsTheLeast() {
    Facts facts = status(429, null, "global-rate", TimeUnit.SECONDS.toNanos(3));
    assertEquals(TimeUnit.SECONDS.toNanos(3), policy.delay(facts, 1, 0.1));
  }

  @Test
  void aHostThatRefusesConnectionsIsGivenUpEarly() {
    Facts refused = Facts.noAnswer(Trouble.CONNECT);
    assertTrue(policy.delay(refused, 2, 1) > 0);
    assertEquals(RetryPolicy.GIVE_UP, policy.delay(refused, 3, 1));
  }
}
