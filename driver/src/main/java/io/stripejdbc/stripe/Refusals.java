package io.stripejdbc.stripe;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.ApiError;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.CallFailure.Facts;
import io.stripejdbc.fetch.CallFailure.Trouble;
import io.stripejdbc.fetch.PageRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The meaning of an attempt that failed: by HTTP status first, then by code, never by message. */
final class Refusals {
  private final TransportSettings settings;
  private final Redactor redactor;

  Refusals(TransportSettings settings) {
    this.settings = settings;
    this.redactor = new Redactor(settings.apiKey());
  }

  /** An answer that is no success. */
  CallFailure refused(PageRequest request, Exchange answer) {
    Facts facts =
        new Facts(
            Trouble.STATUS,
            answer.status(),
            ApiError.parse(answer.refusal()),
            answer.header("Request-Id"),
            shouldRetry(answer.header("Stripe-Should-Retry")),
            answer.header("Stripe-Rate-Limited-Reason"),
            RetryAfter.nanos(answer.header("Retry-After")));
    DriverError error = kind(request, facts);
    String text = sentence(request, error, facts) + particulars(facts);
    return new CallFailure(facts, new DriverFailure(error, text, facts.status(), null));
  }

  private static @Nullable Boolean shouldRetry(@Nullable String header) {
    return "true".equals(header) ? Boolean.TRUE : "false".equals(header) ? Boolean.FALSE : null;
  }

  private static DriverError kind(PageRequest request, Facts facts) {
    boolean account = facts.hasCode("account_invalid") && request.connectedAccount() != null;
    return switch (facts.status()) {
      case 400 ->
          account
              ? DriverError.ACCOUNT_REFUSED
              : facts.error().code() == null && facts.error().param() == null
                  ? DriverError.NOT_AVAILABLE
                  : DriverError.REQUEST_REFUSED;
      case 401 -> DriverError.KEY_REJECTED;
      case 403 -> account ? DriverError.ACCOUNT_REFUSED : DriverError.PERMISSION_DENIED;
      case 429 -> DriverError.RATE_LIMITED;
      default ->
          facts.status() >= 500
              ? DriverError.API_UNAVAILABLE
              : facts.status() >= 400 ? DriverError.REQUEST_REFUSED : DriverError.BAD_ANSWER;
    };
  }

  private static String sentence(PageRequest request, DriverError error, Facts facts) {
    String where = where(request);
    int status = facts.status();
    return switch (error) {
      case KEY_REJECTED ->
          "Stripe refused the API key (401) while reading " + where + "; check property 'apiKey'";
      case PERMISSION_DENIED ->
          "The API key may not read "
              + where
              + " ("
              + status
              + ")"
              + Permissions.hint(facts.error().message());
      case ACCOUNT_REFUSED ->
          "Account '"
              + request.account()
              + "' refused table '"
              + request.table()
              + "' ("
              + status
              + "): it does not exist or revoked the platform's access; leave it out by a condition"
              + " on connected_account, or set onAccountError=warn";
      case NOT_AVAILABLE ->
          "Stripe does not offer " + where + " (" + status + "): not available on this account";
      case RATE_LIMITED ->
          facts.limitedReason() == null
              ? "Stripe could not lock an object of " + where + " (429)"
              : "Stripe's rate limit (429, " + facts.limitedReason() + ") stopped " + where;
      case API_UNAVAILABLE ->
          "Stripe failed (" + status + ") while reading " + where + "; try again later";
      case BAD_ANSWER ->
          "The API host answered " + status + " for " + where + "; check property 'apiBase'";
      default -> "Stripe refused a request (" + status + ") for " + where;
    };
  }

  private String particulars(Facts facts) {
    String message = facts.error().message();
    String said = message == null ? "" : ". Stripe says: " + redactor.redact(message);
    String id = facts.requestId() == null ? "" : " Request " + facts.requestId();
    return said + (said.endsWith(".") || (said.isEmpty() && id.isEmpty()) ? "" : ".") + id;
  }

  /** No answer at all, or one that broke off before its body began. */
  CallFailure noAnswer(PageRequest request, Exchange exchange, IOException cause) {
    Trouble trouble = isConnect(cause) ? Trouble.CONNECT : Trouble.LINK;
    String text =
        (trouble == Trouble.CONNECT ? "Cannot reach " : "Lost the link to ")
            + settings.apiBase()
            + " while reading "
            + where(request)
            + reason(cause);
    return failure(trouble, exchange, new DriverFailure(DriverError.API_UNAVAILABLE, text));
  }

  private static boolean isConnect(IOException cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof SSLException
        || cause.getCause() instanceof UnresolvedAddressException;
  }

  /** A 200 whose body broke off or is not what the API promises. */
  CallFailure badBody(PageRequest request, Exchange exchange, IOException cause) {
    String text = "Stripe's answer for " + where(request) + " is not readable" + reason(cause);
    DriverFailure failure =
        new DriverFailure(DriverError.BAD_ANSWER, text, exchange.status(), null);
    return failure(Trouble.BODY, exchange, failure);
  }

  /** A 200 whose body has more bytes than are read. */
  DriverFailure tooLarge(PageRequest request, long megabytes) {
    return new DriverFailure(
        DriverError.BAD_ANSWER,
        "Stripe's answer for "
            + where(request)
            + " has more than "
            + megabytes
            + " MB unpacked, which no page of the API has; it was not read any further. Check"
            + " properties 'apiBase' and 'proxy', or give the JVM more heap");
  }

  /** An answer whose bytes keep coming too slowly. */
  DriverFailure tooSlow(PageRequest request, long millis) {
    return new DriverFailure(
        DriverError.BAD_ANSWER,
        "Stripe's answer for "
            + where(request)
            + " was not complete after "
            + millis
            + " ms, twice the read timeout; check the network, or raise property"
            + " 'readTimeoutMillis'");
  }

  private static CallFailure failure(Trouble trouble, Exchange exchange, DriverFailure failure) {
    String id = exchange.header("Request-Id");
    return new CallFailure(
        new Facts(trouble, exchange.status(), ApiError.NONE, id, null, null, -1), failure);
  }

  private String reason(IOException cause) {
    String message = cause.getMessage();
    if (message == null) {
      return ": " + cause.getClass().getSimpleName();
    }
    int line = message.indexOf('\n');
    return ": " + redactor.redact(line < 0 ? message : message.substring(0, line));
  }

  private static String where(PageRequest request) {
    return "table '" + request.table() + "' of account '" + request.account() + "'";
  }
}
