package io.stripejdbc.fetch;

import java.util.Set;

/**
 * A control that passes every call on to a statement's control; an implementation overrides the
 * rest.
 */
public interface ForwardingCallControl extends CallControl {
  /** The control that calls are passed on to. */
  CallControl statement();

  @Override
  default void check() {
    statement().check();
  }

  @Override
  default void beforeCall(PageRequest request) {
    statement().beforeCall(request);
  }

  @Override
  default void beforeRepeat(PageRequest request) {
    statement().beforeRepeat(request);
  }

  @Override
  default long callsLeft() {
    return statement().callsLeft();
  }

  @Override
  default Registration waits(Wait reason) {
    return statement().waits(reason);
  }

  @Override
  default void accountOpened(String account) {
    statement().accountOpened(account);
  }

  @Override
  default void accountClosed(String account) {
    statement().accountClosed(account);
  }

  @Override
  default void afterCall(CallRecord call) {
    statement().afterCall(call);
  }

  @Override
  default void accountSkipped(String account, String reason) {
    statement().accountSkipped(account, reason);
  }

  @Override
  default void accountUnknown(String account, String reason) {
    statement().accountUnknown(account, reason);
  }

  @Override
  default void warn(String message) {
    statement().warn(message);
  }

  @Override
  default Set<String> tables() {
    return statement().tables();
  }

  @Override
  default void broughtUpToDate(long calls, long kept, long lookedUp) {
    statement().broughtUpToDate(calls, kept, lookedUp);
  }

  @Override
  default Freshness freshness() {
    return statement().freshness();
  }

  @Override
  default void servedFromCache(long rows, long pages, long ageMillis) {
    statement().servedFromCache(rows, pages, ageMillis);
  }

  @Override
  default StatementMemory memory() {
    return statement().memory();
  }

  @Override
  default long nanosLeft() {
    return statement().nanosLeft();
  }

  @Override
  default Registration onStop(Runnable abort) {
    return statement().onStop(abort);
  }
}
