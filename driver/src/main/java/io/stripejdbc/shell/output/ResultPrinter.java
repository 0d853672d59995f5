package io.stripejdbc.shell.output;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Prints the rows of a result as they come. */
public interface ResultPrinter {
  /** How often to look whether somebody still reads, in rows. */
  int LOOK_EVERY = 100;

  /**
   * Prints all rows, or as many as the other end takes: when it has closed, as {@code | head} does,
   * nothing more is read.
   *
   * @return how many rows were printed
   * @throws SQLException when the rows fail; what came before it has been printed
   */
  long print(ResultSet rows) throws SQLException;
}
