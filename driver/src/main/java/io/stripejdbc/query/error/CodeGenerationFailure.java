package io.stripejdbc.query.error;

/**
 * A statement that is read and typed, and that Calcite can then not convert, plan or generate code
 * for: a form that is not supported, as opposed to a fault of the driver.
 */
public final class CodeGenerationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps what a step threw.
   *
   * @param cause Calcite's exception, which names no reason that a user could read
   */
  public CodeGenerationFailure(Throwable cause) {
    super("no code can be generated", cause);
  }
}
