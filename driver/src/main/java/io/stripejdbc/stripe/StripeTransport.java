package io.stripejdbc.stripe;

import com.stripe.exception.StripeException;
import com.stripe.net.ApiRequest;
import com.stripe.net.ApiResource;
import com.stripe.net.BaseAddress;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.RequestOptions;
import com.stripe.net.RequestOptions.RequestOptionsBuilder;
import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.ErrorBodyException;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.Transport;
import io.stripejdbc.fetch.TransportResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API client: stripe-java makes the request (URL, headers, version, account), the JDK's HTTP
 * client sends it, and the reader takes the body as it arrives.
 */
public final class StripeTransport implements Transport {
  private final TransportSettings settings;
  private final ClientOptions options;
  private final ErrorMapper errorMapper;
  private final HttpClientPool pool;
  private final BodyLimit limit;

  /** A transport that connects with its first call. */
  public StripeTransport(TransportSettings settings) {
    this(settings, BodyLimit.ofThisJvm());
  }

  StripeTransport(TransportSettings settings, BodyLimit limit) {
    this.settings = settings;
    this.limit = limit;
    this.options = new ClientOptions(settings);
    this.errorMapper = new ErrorMapper(settings, InstantSource.system());
    this.pool = new HttpClientPool(settings);
  }

  /**
   * Makes ready for a first call without making one: JDK's client, stripe-java and their classes
   * take longer than the call. Worth it on a thread with nothing else to do.
   */
  public void warmUp() {
    pool.client();
    HttpCall httpCall = exchange(() -> {});
    LiveStripeResponseGetter unused = new LiveStripeResponseGetter(options, httpCall);
  }

  @Override
  public <T> TransportResponse<T> send(
      PageRequest request, BodyReader<T> reader, CallControl control) {
    control.check();
    HttpCall httpCall = exchange(() -> control.beforeRepeat(request));
    CallControl.Registration stop = control.onStop(httpCall::abort);
    try {
      return answer(request, reader, httpCall);
    } catch (StripeException | IOException | RuntimeException problem) {
      control.check();
      if (Thread.currentThread().isInterrupted()) {
        throw new DriverFailure(DriverError.CANCELLED, "The statement was interrupted");
      }
      throw problem instanceof DriverFailure failure
          ? failure
          : failure(request, httpCall, problem);
    } finally {
      stop.close();
    }
  }

  private HttpCall exchange(Runnable beforeRepeat) {
    return new HttpCall(pool, settings.readTimeoutMillis(), limit, beforeRepeat);
  }

  private <T> TransportResponse<T> answer(
      PageRequest request, BodyReader<T> reader, HttpCall httpCall)
      throws StripeException, IOException {
    LiveStripeResponseGetter client = new LiveStripeResponseGetter(options, httpCall);
    try (InputStream body = client.requestStream(translate(request))) {
      T value = reader.read(body);
      return new TransportResponse<>(
          value, httpCall.status(), httpCall.header("Request-Id"), httpCall.bytes());
    }
  }

  /** What is neither tried again nor believed: another try would bring as much, as slowly. */
  private @Nullable DriverFailure endless(PageRequest request, Exception problem) {
    for (Throwable t = problem; t != null; t = t.getCause()) {
      if (t instanceof LimitedBody.TooLargeException) {
        return errorMapper.tooLarge(request, limit.megabytes());
      }
      if (t instanceof CallDeadline.PassedException) {
        return errorMapper.tooSlow(request, CallDeadline.millis(settings.readTimeoutMillis()));
      }
    }
    return null;
  }

  private CallFailure failure(PageRequest request, HttpCall httpCall, Exception problem) {
    DriverFailure endless = endless(request, problem);
    if (endless != null) {
      throw endless;
    }
    if (problem instanceof HttpCall.RefusedException) {
      return errorMapper.refused(request, httpCall);
    }
    if (problem instanceof StripeException && problem.getCause() instanceof IOException cause) {
      return errorMapper.noAnswer(request, httpCall, cause);
    }
    if (problem instanceof ErrorBodyException told) {
      return errorMapper.refused(request, httpCall, told.error());
    }
    if (problem instanceof IOException broken) {
      return errorMapper.badBody(request, httpCall, broken);
    }
    throw new DriverFailure(
        DriverError.INTERNAL, "The driver failed to send a request: " + problem, 0, problem);
  }

  private ApiRequest translate(PageRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (PageRequest.Parameter parameter : request.parameters()) {
      if (parameters.put(parameter.name(), parameter.value()) != null) {
        throw new IllegalArgumentException("parameter sent twice: " + parameter.name());
      }
    }
    return new ApiRequest(
        BaseAddress.API,
        method(request),
        request.path(),
        parameters.isEmpty() ? null : parameters,
        options(request));
  }

  /** The driver reads: no request but the preview of an invoice can be anything but a GET. */
  private ApiResource.RequestMethod method(PageRequest request) {
    if (!request.isPreview()) {
      return ApiResource.RequestMethod.GET;
    }
    if (!settings.previews()) {
      throw new DriverFailure(
          DriverError.SWITCHED_OFF, "Previews of invoices are off (property 'previewInvoices')");
    }
    return ApiResource.RequestMethod.POST;
  }

  private RequestOptions options(PageRequest request) {
    RequestOptionsBuilder builder = RequestOptions.builder();
    if (request.connectedAccount() != null) {
      if (request.api() == ApiGeneration.V1) {
        builder.setStripeAccount(request.connectedAccount());
      } else {
        builder.setStripeContext(request.connectedAccount());
      }
    }
    return RequestOptionsBuilder.unsafeSetStripeVersionOverride(builder, settings.apiVersion())
        .build();
  }

  @Override
  public void close() {
    pool.close();
  }
}
