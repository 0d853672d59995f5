package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.fetch.ApiError;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.ErrorBodyException;
import io.stripejdbc.fetch.PageRequest;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Refusals as Stripe words them: which error each is, whom it concerns and what is advised. */
@Timeout(60)
class RefusalKindsTest extends TransportFixture {
  private static final String GONE =
      error("account_invalid", null, "The provided key does not have access to account");

  private static String error(String code, String param, String message) {
    return "{\"error\":{"
        + (code == null ? "" : "\"code\":\"" + code + "\",")
        + "\"message\":\""
        + message
        + "\","
        + (param == null ? "" : "\"param\":\"" + param + "\",")
        + "\"type\":\"invalid_request_error\"}}";
  }

  private static String error(String message) {
    return error(null, null, message);
  }

  private CallFailure refusal(PageRequest request, int status, String body, String... headers) {
    server.answer(status, body, headers);
    return failure(request);
  }

  private CallFailure platform(int status, String body, String... headers) {
    return refusal(request(null, "/v1/prices"), status, body, headers);
  }

  private CallFailure connected(int status, String body) {
    return refusal(request("acct_1", "/v1/prices"), status, body);
  }

  private static void says(CallFailure failure, DriverError error, String... parts) {
    assertEquals(error, failure.failure().error(), failure.getMessage());
    for (String part : parts) {
      assertTrue(failure.getMessage().contains(part), part + " in " + failure.getMessage());
    }
  }

  @Test
  void anAccountThatIsGoneIsNamedWhetherItStoodInThePathOrInTheHeader() {
    for (String path : new String[] {"/v1/accounts/acct_9", "/v1/accounts/acct_9/persons"}) {
      CallFailure byPath = refusal(request(null, path), 403, GONE);
      says(byPath, DriverError.ACCOUNT_REFUSED, "acct_9", "onAccountError=warn");
      assertFalse(byPath.getMessage().contains("'platform'"), byPath.getMessage());
      assertEquals("acct_9", byPath.refusingAccount());
    }
    CallFailure byHeader = connected(403, GONE);
    says(byHeader, DriverError.ACCOUNT_REFUSED, "acct_1");
    assertEquals("acct_1", byHeader.refusingAccount());
    assertEquals("acct_1", connected(400, GONE).refusingAccount());
    assertNull(platform(403, GONE).refusingAccount());
  }

  @Test
  void whoIsNoPlatformIsToldToReadHisOwnData() {
    CallFailure failure =
        connected(403, error("Only Stripe Connect platforms can work with other accounts."));
    says(failure, DriverError.PERMISSION_DENIED, "no Connect platform", "accounts=platform");
    assertNull(failure.refusingAccount());
    says(
        connected(403, error("platform_account_required", null, "no")),
        DriverError.PERMISSION_DENIED,
        "accounts=platform");
  }

  @Test
  void aKeyWithoutTheSecondColumnIsToldOfIt() {
    CallFailure failure =
        connected(
            403,
            error(
                "You passed a restricted API key with the Stripe-Account header, but the key has"
                    + " no permissions there."));
    says(failure, DriverError.PERMISSION_DENIED, "Connected accounts", "accounts=platform");
    assertNull(failure.refusingAccount());
  }

  @Test
  void anEndpointThatTakesNoRestrictedKeyIsNoMatterOfPermissions() {
    CallFailure failure =
        platform(
            403,
            error(
                "This is a restricted API key, but the required permissions are not available for"
                    + " use by restricted keys."));
    says(failure, DriverError.PERMISSION_DENIED, "another kind of key");
    assertFalse(failure.getMessage().contains("give the restricted key"), failure.getMessage());
  }

  @Test
  void aMissingPermissionIsTheKeysAndNotTheAccounts() {
    CallFailure failure =
        connected(
            403,
            error(
                "more_permissions_required",
                null,
                "The key lacks permissions on account 'acct_1'. Having the 'rak_plan_read'"
                    + " permission would help."));
    says(failure, DriverError.PERMISSION_DENIED, "plan_read", "Connected accounts");
    assertNull(failure.refusingAccount());
    CallFailure bare =
        refusal(
            request(null, "/v1/accounts/acct_9/persons"),
            403,
            error(
                "The provided key lacks permissions for account 'acct_9'. Add more permissions."));
    says(bare, DriverError.PERMISSION_DENIED);
    assertNull(bare.refusingAccount());
  }

  @Test
  void anAccountThatKeepsItsPersonsFromThePlatformIsTheOneThatRefused() {
    CallFailure failure =
        refusal(
            request(null, "/v1/accounts/acct_9/persons"),
            403,
            error("This application does not have the required permissions for this endpoint."));
    says(failure, DriverError.ACCOUNT_REFUSED, "acct_9", "required permissions");
    assertEquals("acct_9", failure.refusingAccount());
  }

  @Test
  void theScopeOfAnApplicationIsNamed() {
    CallFailure failure = connected(403, error("This token lacks the scope read_write."));
    says(failure, DriverError.PERMISSION_DENIED, "scope", "connect again");
  }

  @Test
  void aRefusedAddressIsNoWrongKey() {
    for (int status : new int[] {401, 403}) {
      CallFailure failure =
          platform(status, error("The API key may not be used from the IP address 203.0.113.7."));
      says(failure, DriverError.KEY_REJECTED, "IP address");
      assertFalse(failure.getMessage().contains("'apiKey'"), failure.getMessage());
    }
  }

  @Test
  void aProductThatIsNotSetUpIsToldByAnyStatus() {
    CallFailure issuing =
        connected(400, error("Your account is not set up to use Issuing. Please get started."));
    says(issuing, DriverError.NOT_AVAILABLE, "acct_1", "Issuing", "onAccountError=warn");
    assertEquals("acct_1", issuing.refusingAccount());
    CallFailure treasury =
        platform(404, error("Unrecognized request URL (GET: /v1/treasury). Are you onboarded?"));
    says(treasury, DriverError.NOT_AVAILABLE);
    assertEquals("platform", treasury.refusingAccount());
    says(connected(403, error("Identity is not enabled.")), DriverError.NOT_AVAILABLE);
  }

  @Test
  void whatNamesNothingIsRepeatedWithoutAGuess() {
    CallFailure invalid = connected(400, error("No."));
    says(invalid, DriverError.REQUEST_REFUSED, "Stripe says: No.");
    CallFailure forbidden = connected(403, error("No."));
    says(forbidden, DriverError.PERMISSION_DENIED, "Stripe says: No.");
    for (CallFailure failure : new CallFailure[] {invalid, forbidden}) {
      assertFalse(failure.getMessage().contains("permission for"), failure.getMessage());
      assertFalse(failure.getMessage().contains("not available"), failure.getMessage());
      assertNull(failure.refusingAccount());
    }
  }

  @Test
  void pagesOfProxiesAreNoAnswersOfStripe() {
    for (int status : new int[] {400, 401, 403, 404, 407, 302}) {
      CallFailure failure = platform(status, "<html><h1>Blocked</h1></html>");
      says(failure, DriverError.BAD_ANSWER, Integer.toString(status), "proxy");
    }
    says(platform(404, ""), DriverError.BAD_ANSWER);
    says(platform(404, "{}"), DriverError.BAD_ANSWER);
    says(platform(502, "<html>"), DriverError.API_UNAVAILABLE);
  }

  @Test
  void aLimitAndALockAreToldApartByTheirCode() {
    says(
        platform(429, error("rate_limit", null, "Request rate limit exceeded.")),
        DriverError.RATE_LIMITED,
        "rate limit");
    says(platform(429, ""), DriverError.RATE_LIMITED, "rate limit");
    CallFailure lock =
        platform(
            429,
            error("lock_timeout", null, "This object cannot be accessed right now"),
            "Stripe-Rate-Limited-Reason: resource-specific");
    says(lock, DriverError.RATE_LIMITED, "lock");
    assertFalse(lock.getMessage().contains("rate limit"), lock.getMessage());
  }

  @Test
  void aConflictThatStaysIsAPassingFailure() {
    for (CallFailure failure :
        new CallFailure[] {
          platform(409, error("idempotency_key_in_use", null, "again")),
          platform(408, ""),
          platform(400, error("Later."), "Stripe-Should-Retry: true")
        }) {
      says(failure, DriverError.API_UNAVAILABLE);
      assertTrue(failure.failure().toSqlException() instanceof SQLTransientException);
    }
  }

  @Test
  void anErrorInTheBodyOfASuccessIsThatError() {
    says(told("rate_limit", "slow"), DriverError.RATE_LIMITED, "slow");
    says(told("account_invalid", "gone"), DriverError.ACCOUNT_REFUSED, "acct_1");
    says(told("resource_missing", "No such price"), DriverError.BAD_ANSWER, "No such price");
    says(told(null, "odd"), DriverError.BAD_ANSWER, "odd");
  }

  private CallFailure told(String code, String message) {
    server.answer(200, "{}");
    ApiError error = new ApiError("invalid_request_error", code, null, message);
    return assertThrows(
        CallFailure.class,
        () ->
            transport.send(
                request("acct_1", "/v1/prices"),
                body -> {
                  throw new ErrorBodyException(error);
                },
                control));
  }

  @Test
  void textsOfTheServerAreShownWithoutControlCharactersSecretsAndEnd() {
    CallFailure failure =
        platform(
            400,
            error(
                "bell\\u0007 line\\nsecond \\u202eturned SK_LIVE_abc123 sk_org_live_9 whsec_abcdef"
                    + " ek_test_1 pk_live_2 rk_TEST_3 "
                    + "x".repeat(5000)));
    String message = failure.getMessage();
    for (String part : new String[] {"bell\\u0007", "\\u000a", "\\u202e", "…"}) {
      assertTrue(message.contains(part), part + " in " + message);
    }
    for (String secret : new String[] {"abc123", "org_live", "abcdef", "ek_", "pk_", "TEST_3"}) {
      assertFalse(message.contains(secret), secret + " in " + message);
    }
    assertTrue(message.length() < 2300, "length " + message.length());
    assertTrue(message.codePoints().noneMatch(Character::isISOControl));
  }

  @Test
  void aDateToTryAgainIsReadByTheServersClock() {
    CallFailure failure =
        platform(
            503,
            "",
            "Date: Sun, 06 Nov 1994 08:49:30 GMT",
            "Retry-After: Sun, 06 Nov 1994 08:49:39 GMT");
    assertEquals(TimeUnit.SECONDS.toNanos(9), failure.facts().retryAfterNanos());
    assertEquals(0, platform(503, "", "Retry-After: -3").facts().retryAfterNanos());
  }
}
