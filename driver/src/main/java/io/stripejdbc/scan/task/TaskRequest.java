package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;

/**
 * What a task asks, of which account, and who takes its rows.
 *
 * @param target the account
 * @param step the list, search or object
 * @param consumer takes the rows
 * @param context what rows are made of besides the answer
 */
public record TaskRequest<P extends PagedResult>(
    RequestTarget target, RequestStep step, PageConsumer<P> consumer, RowContext context) {

  /** With the columns of the account, and of the parent that the step names. */
  public static <P extends PagedResult> TaskRequest<P> of(
      RequestTarget target, RequestStep step, PageConsumer<P> consumer) {
    return new TaskRequest<>(target, step, consumer, step.context(target));
  }

  /** The same for a part of the list. */
  public TaskRequest<P> with(RequestStep part) {
    return new TaskRequest<>(target, part, consumer, context);
  }
}
