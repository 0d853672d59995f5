package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.scan.request.RequestTarget;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A chain of calls of which each needs the answer before it: the pages of one window of one list of
 * one account, or one object.
 *
 * <p>A value in the hands of its {@code ScanRun}: every method is called under the run's lock.
 *
 * @param <T> what an answer is read into
 */
public abstract class PageTask<T> {
  private final RequestTarget target;
  private final int number;
  private @Nullable Predicate<CallFailure> replacement;

  /**
   * Creates one.
   *
   * @param number position among the tasks of its scan, which settles ties of order
   */
  public PageTask(RequestTarget target, int number) {
    this.target = target;
    this.number = number;
  }

  public RequestTarget target() {
    return target;
  }

  /** The account whose rows it reads; empty when it reads none of one account's. */
  public String rowsOf() {
    return target.account();
  }

  public int number() {
    return number;
  }

  /** The call to make next; null while it waits for what another scan reads. */
  public abstract @Nullable TaskCall<T> next();

  /**
   * Told that its next call is put off until the reader has taken more rows.
   *
   * @return whether other scans waited for that call and should look again
   */
  public boolean held() {
    return false;
  }

  /** Whether rows of it are at hand that cost no call, or are just being taken. */
  public boolean isAtHand() {
    return false;
  }

  /** Bytes of JSON that its next call unpacks, as far as they are known; else 0. */
  public long bytesToUnpack() {
    return 0;
  }

  /** Whether its next call would read on from where cached rows have ended. */
  public boolean followsCachedRows() {
    return false;
  }

  /** Whether the answer to its call is cached, so that it is worth having when nobody reads on. */
  public boolean cachesAnswer() {
    return false;
  }

  /** Told that it makes no more calls; once at least, also when its scan ends before it. */
  public void close() {}

  /**
   * Told that answers of its scan are not what was asked for: nothing of a part that was not read
   * to its end shall be cached.
   */
  public void forget() {}

  /**
   * Takes the answer in.
   *
   * @return whether the task goes on
   */
  public abstract boolean answered(T answer);

  /**
   * Takes a failure in.
   *
   * @return whether the task goes on; {@link Verdict#FAIL} when the failure is one of the scan
   */
  public abstract Verdict failed(CallFailure failure);

  /**
   * Says what takes its place where its first call is refused.
   *
   * @param by opens other tasks, or says that it does not for this failure
   */
  public void replaceable(Predicate<CallFailure> by) {
    replacement = by;
  }

  /** Told that its first answer has come: from now on nothing takes its place. */
  public void keepsPosition() {
    replacement = null;
  }

  /** Whether others have taken its place after this failure; then it has ended. */
  public boolean isReplaced(CallFailure failure) {
    Predicate<CallFailure> by = replacement;
    replacement = null;
    return by != null && by.test(failure);
  }

  /** What a failed call means. */
  public enum Verdict {
    /** The task goes on with another call. */
    GO_ON,
    /** There is nothing more here. */
    END,
    /** The scan fails. */
    FAIL
  }
}
