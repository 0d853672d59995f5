package io.stripejdbc.emulator.read;

/**
 * A list of very many rows that exist only while they are written, for tests of memory and speed.
 * It stands in place of the platform's list. Row {@code i} of {@code n}, newest first, was created
 * {@code i * secondsApart} seconds before now.
 *
 * @param path the list, like {@code /v1/charges}
 */
public record BigTable(String path, int rows, int secondsApart) {
  public BigTable {
    if (rows < 0 || secondsApart < 0) {
      throw new IllegalArgumentException("A big table has neither rows nor seconds below 0");
    }
  }
}
