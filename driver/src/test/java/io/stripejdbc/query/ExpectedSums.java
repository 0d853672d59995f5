package io.stripejdbc.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums by key, computed without the driver; shown like rows of a view. */
final class ExpectedSums {
  private final Map<String, long[]> sums = new TreeMap<>();
  private final int columns;

  ExpectedSums(int columns) {
    this.columns = columns;
  }

  /** Adds numbers to the columns of a key, whose parts stand in front of the row. */
  void add(List<String> key, long... numbers) {
    long[] row = sums.computeIfAbsent(String.join(" ", key), k -> new long[columns]);
    for (int i = 0; i < numbers.length; i++) {
      row[i] += numbers[i];
    }
  }

  /** How a row is written from its key's parts and its sums. */
  interface Writing {
    List<Object> of(String[] key, long[] sums);
  }

  /** The rows, sorted as text. */
  List<String> rows(Writing writing) {
    List<String> rows = new ArrayList<>();
    sums.forEach(
        (key, row) ->
            rows.add(
                key
                    + " "
                    + String.join(
                        " ",
                        writing.of(key.split(" ", -1), row).stream()
                            .map(String::valueOf)
                            .toList())));
    return rows.stream().sorted().toList();
  }

  /** Minor units as the main unit; only the demo's currencies. */
  static BigDecimal money(long minor, String currency) {
    int exponent = currency.equals("jpy") ? 0 : currency.equals("kwd") ? 3 : 2;
    return BigDecimal.valueOf(minor, exponent);
  }

  /** The same for several columns of one currency. */
  static List<Object> moneys(String currency, long... minor) {
    return Arrays.stream(minor).mapToObj(each -> (Object) money(each, currency)).toList();
  }
}
