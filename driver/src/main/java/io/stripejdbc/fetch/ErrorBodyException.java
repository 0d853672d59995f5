package io.stripejdbc.fetch;

import java.io.IOException;

/**
 * A body that holds an error object where a list or an object was promised, whatever the status
 * said: it is that error and never an empty answer.
 */
public final class ErrorBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  /** The body with this error object. */
  public ErrorBodyException(ApiError error) {
    super("the body is an error");
    this.error = error;
  }

  /** What the body says. */
  public ApiError error() {
    return error;
  }
}
