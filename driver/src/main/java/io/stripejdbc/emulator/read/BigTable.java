package io.stripejdbc.emulator.read;

/**
 * A list of very many rows that exist only while they are written, for tests of memory and speed.
 * It stands in place of the platform's list. Row {@code i} of {@code n}, newest first, was created
 * {@code i * secondsApart} seconds before now; in bunches, the rows of each bunch are a second
 * apart, and as long as they would have lasted passes until the next.
 *
 * @param path the list, like {@code /v1/charges}
 * @param bunch rows of a bunch, 1 for rows that lie evenly
 */
public record BigTable(String path, int rows, int secondsApart, int bunch) {
  public BigTable {
    if (rows < 0 || secondsApart < 0) {
      throw new IllegalArgumentException("A big table has neither rows nor seconds below 0");
    }
    if (bunch < 1 || (bunch > 1 && secondsApart < 1)) {
      throw new IllegalArgumentException("Bunches have rows, and time between them");
    }
  }

  /** Rows that lie evenly. */
  public BigTable(String path, int rows, int secondsApart) {
    this(path, rows, secondsApart, 1);
  }

  /** The same in bunches of so many rows. */
  public BigTable inBunchesOf(int rowsOfEach) {
    return new BigTable(path, rows, secondsApart, rowsOfEach);
  }

  /** Seconds before now at which a row was created. */
  long age(int row) {
    return row / bunch * period() + row % bunch;
  }

  /** The first row that is at least so many seconds old; {@code rows} where none is. */
  int firstOfAge(long seconds) {
    if (seconds <= 0) {
      return 0;
    }
    if (period() == 0) {
      return rows;
    }
    long whole = seconds / period();
    long row = whole * bunch + Math.min(bunch, seconds % period());
    return (int) Math.min(rows, row);
  }

  private long period() {
    return (long) bunch * secondsApart;
  }
}
