package io.stripejdbc.scan;

import io.stripejdbc.fetch.CallFailure;

/**
 * A chain of calls of which each needs the answer before it: the pages of one window of one list of
 * one account, or one object.
 *
 * <p>A value in the hands of its {@link ScanRun}: every method is called under the run's lock.
 *
 * @param <T> what an answer is read into
 */
abstract class Strand<T> {
  private final Target target;
  private final int number;

  /**
   * @param number position among the strands of its scan, which settles ties of order
   */
  Strand(Target target, int number) {
    this.target = target;
    this.number = number;
  }

  Target target() {
    return target;
  }

  int number() {
    return number;
  }

  /** The call to make next. */
  abstract Call<T> next();

  /**
   * Takes the answer in.
   *
   * @return whether the strand goes on
   */
  abstract boolean answered(T answer);

  /**
   * Takes a failure in.
   *
   * @return whether the strand goes on; {@link Verdict#FAIL} when the failure is one of the scan
   */
  abstract Verdict failed(CallFailure failure);

  /** What a failed call means. */
  enum Verdict {
    /** The strand goes on with another call. */
    GO_ON,
    /** There is nothing more here. */
    END,
    /** The scan fails. */
    FAIL
  }
}
