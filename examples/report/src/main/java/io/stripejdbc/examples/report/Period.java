package io.stripejdbc.examples.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The months of a report.
 *
 * @param first the first
 * @param last the last, which belongs to it
 */
record Period(YearMonth first, YearMonth last) {
  /** All of them, in order. */
  List<String> months() {
    List<String> months = new ArrayList<>();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      months.add(month.toString());
    }
    return months;
  }

  /** The first moment. */
  String from() {
    return first + "-01 00:00:00";
  }

  /** The first moment after it. */
  String until() {
    return last.plusMonths(1) + "-01 00:00:00";
  }
}
