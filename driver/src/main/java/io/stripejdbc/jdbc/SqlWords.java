package io.stripejdbc.jdbc;

/**
 * The word lists of the metadata, fixed here because metadata must not start Calcite; tests hold
 * them against the parser and the functions that run.
 */
final class SqlWords {
  /** Words that must be quoted as names and are not reserved in SQL-92, sorted. */
  static final String KEYWORDS = "";

  /** Sorted. */
  static final String NUMERIC_FUNCTIONS =
      "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,POWER,RADIANS,"
          + "RAND,ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE";

  /** Sorted. */
  static final String STRING_FUNCTIONS =
      "ASCII,CHAR_LENGTH,CHARACTER_LENGTH,CONCAT,LCASE,LEFT,LENGTH,LOCATE,LTRIM,OCTET_LENGTH,"
          + "POSITION,REPEAT,REPLACE,RIGHT,RTRIM,SPACE,SUBSTRING,UCASE";

  /** Sorted. */
  static final String SYSTEM_FUNCTIONS = "IFNULL";

  /** Sorted. */
  static final String TIME_DATE_FUNCTIONS =
      "CURDATE,CURRENT_DATE,CURRENT_TIME,CURRENT_TIMESTAMP,CURTIME,DAYNAME,DAYOFMONTH,DAYOFWEEK,"
          + "DAYOFYEAR,EXTRACT,HOUR,MINUTE,MONTH,MONTHNAME,NOW,QUARTER,SECOND,TIMESTAMPADD,"
          + "TIMESTAMPDIFF,WEEK,YEAR";

  private SqlWords() {}
}
