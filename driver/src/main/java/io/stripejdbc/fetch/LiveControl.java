package io.stripejdbc.fetch;

/**
 * A statement's control for calls that have to be made: to try whether the API answers is not done
 * from memory.
 *
 * @param statement what else is asked and told
 */
public record LiveControl(CallControl statement) implements CallControl {
  @Override
  public void check() {
    statement.check();
  }

  @Override
  public void beforeCall(PageRequest request) {
    statement.beforeCall(request);
  }

  @Override
  public void beforeRepeat(PageRequest request) {
    statement.beforeRepeat(request);
  }

  @Override
  public Registration waits(Wait reason) {
    return statement.waits(reason);
  }

  @Override
  public void accountOpened(String account) {
    statement.accountOpened(account);
  }

  @Override
  public void accountClosed(String account) {
    statement.accountClosed(account);
  }

  @Override
  public void afterCall(CallRecord call) {
    statement.afterCall(call);
  }

  @Override
  public void accountSkipped(String account, String reason) {
    statement.accountSkipped(account, reason);
  }

  @Override
  public long nanosLeft() {
    return statement.nanosLeft();
  }

  @Override
  public Registration onStop(Runnable abort) {
    return statement.onStop(abort);
  }
}
