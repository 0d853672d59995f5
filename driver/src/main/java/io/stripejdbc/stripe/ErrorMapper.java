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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The meaning of an attempt that failed, as the failure that it becomes. */
final class ErrorMapper {
  private final TransportSettings settings;
  private final ServerTextSanitizer serverTextSanitizer;
  private final InstantSource clock;

  ErrorMapper(TransportSettings settings, InstantSource clock) {
    this.settings = settings;
    this.serverTextSanitizer = new ServerTextSanitizer(settings.apiKey());
    this.clock = clock;
  }

  /** An answer that is no success. */
  CallFailure refused(PageRequest request, HttpCall answer) {
    return refused(request, answer, ApiError.parse(answer.refusal()), isPage(answer.refusal()));
  }

  /** An answer that calls itself a success and is an error. */
  CallFailure refused(PageRequest request, HttpCall answer, ApiError error) {
    return refused(request, answer, error, false);
  }

  private CallFailure refused(PageRequest request, HttpCall answer, ApiError error, boolean page) {
    Facts facts =
        new Facts(
            Trouble.STATUS,
            answer.status(),
            shown(error),
            shown(answer.header("Request-Id")),
            shouldRetry(answer.header("Stripe-Should-Retry")),
            shown(answer.header("Stripe-Rate-Limited-Reason")),
            RetryAfterHeader.nanos(answer.header("Retry-After"), now(answer)));
    RefusalKind kind = RefusalClassifier.kind(request, facts, page);
    String text = RefusalSentence.of(request, kind, facts, settings.apiBase()) + particulars(facts);
    DriverFailure failure = new DriverFailure(kind.error(), text, facts.status(), null);
    String account = request.accountAsked() == null ? request.account() : request.accountAsked();
    return new CallFailure(facts, failure, kind.isOfOneAccount() ? account : null);
  }

  private ApiError shown(ApiError error) {
    return new ApiError(
        shown(error.type()), shown(error.code()), shown(error.param()), shown(error.message()));
  }

  private @Nullable String shown(@Nullable String text) {
    return text == null ? null : serverTextSanitizer.redact(text);
  }

  /** The server's clock, which dates in its headers are of. */
  private Instant now(HttpCall answer) {
    Instant server = RetryAfterHeader.date(answer.header("Date"));
    return server == null ? clock.instant() : server;
  }

  /** A text that is no JSON: proxies and gateways answer with pages. */
  private static boolean isPage(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return !text.isEmpty() && !text.startsWith("{");
  }

  private static @Nullable Boolean shouldRetry(@Nullable String header) {
    return "true".equals(header) ? Boolean.TRUE : "false".equals(header) ? Boolean.FALSE : null;
  }

  private static String particulars(Facts facts) {
    String message = facts.error().message();
    String said = message == null ? "" : ". Stripe says: " + message;
    String id = facts.requestId() == null ? "" : " Request " + facts.requestId();
    return said + (said.endsWith(".") || (said.isEmpty() && id.isEmpty()) ? "" : ".") + id;
  }

  /** No answer at all, or one that broke off before its body began. */
  CallFailure noAnswer(PageRequest request, HttpCall httpCall, IOException cause) {
    Trouble trouble = isConnect(cause) ? Trouble.CONNECT : Trouble.LINK;
    String text =
        (trouble == Trouble.CONNECT ? "Cannot reach " : "Lost the link to ")
            + settings.apiBase()
            + " while reading "
            + where(request)
            + reason(cause);
    return failure(trouble, httpCall, new DriverFailure(DriverError.API_UNAVAILABLE, text));
  }

  private static boolean isConnect(IOException cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof SSLException
        || cause.getCause() instanceof UnresolvedAddressException;
  }

  /** A 200 whose body broke off or is not what the API promises. */
  CallFailure badBody(PageRequest request, HttpCall httpCall, IOException cause) {
    String text = "Stripe's answer for " + where(request) + " is not readable" + reason(cause);
    DriverFailure failure =
        new DriverFailure(DriverError.BAD_ANSWER, text, httpCall.status(), null);
    return failure(Trouble.BODY, httpCall, failure);
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

  private static CallFailure failure(Trouble trouble, HttpCall httpCall, DriverFailure failure) {
    String id = httpCall.header("Request-Id");
    return new CallFailure(
        new Facts(trouble, httpCall.status(), ApiError.NONE, id, null, null, -1), failure);
  }

  private String reason(IOException cause) {
    String message = cause.getMessage();
    if (message == null) {
      return ": " + cause.getClass().getSimpleName();
    }
    int line = message.indexOf('\n');
    return ": " + serverTextSanitizer.redact(line < 0 ? message : message.substring(0, line));
  }

  private static String where(PageRequest request) {
    return RefusalSentence.where(request);
  }
}
