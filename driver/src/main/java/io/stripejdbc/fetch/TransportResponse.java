package io.stripejdbc.fetch;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Transport} brings back from one attempt that succeeded.
 *
 * @param value what the reader made of the body
 * @param status HTTP status, 200
 * @param requestId Stripe's {@code Request-Id}, null when the answer names none
 * @param bytes bytes of the body after decompression
 * @param <T> what the reader makes of a body
 */
public record TransportResponse<T>(T value, int status, @Nullable String requestId, long bytes) {}
