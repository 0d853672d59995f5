package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.scan.ScanSpec;
import java.util.List;

/**
 * A question taken apart: what to ask of whom, before any account or parent is known.
 *
 * @param spec the question
 * @param layout columns of the rows inside the scan
 * @param scope the accounts it reaches
 * @param asPlatform whether the steps are asked once, by the platform, instead of each account
 * @param steps lists and objects to ask for
 * @param walks parents to go through
 * @param mayRepeat whether two steps may bring the same object
 * @param retrieveEach whether lists give ids only, and each object is asked for by its own
 */
public record RequestPlan(
    ScanSpec spec,
    RowLayout layout,
    AccountScope scope,
    boolean asPlatform,
    List<RequestStep> steps,
    List<Walk> walks,
    boolean mayRepeat,
    boolean retrieveEach) {

  /**
   * Children that are found through their parents.
   *
   * @param parent how they belong to them
   * @param parents the question for the parents
   * @param children what to ask for each parent whose object does not embed its children; empty
   *     when they exist nowhere else
   */
  public record Walk(ParentSpec parent, RequestPlan parents, List<RequestStep> children) {}

  /** Whether nothing has to be asked. */
  public boolean isEmpty() {
    return scope.isEmpty()
        || (steps.isEmpty() && walks.stream().allMatch(w -> w.parents().isEmpty()));
  }
}
