package io.stripejdbc.jdbc.metadata;

/**
 * The word lists of the metadata, fixed here because metadata must not start Calcite; tests hold
 * them against the parser and the functions that run.
 */
final class SqlKeywords {
  /** Words that must be quoted as names and are not reserved in SQL-92, sorted. */
  static final String KEYWORDS =
      "ASOF,DEFINE,EXPLAIN,GROUPING,LATERAL,MERGE,MINUS,OVER,QUALIFY,ROLLUP,STREAM,"
          + "TABLESAMPLE,UNNEST";

  /** Sorted. */
  static final String NUMERIC_FUNCTIONS =
      "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LN,LOG10,"
          + "MOD,PI,POWER,RADIANS,RAND,ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE";

  /** Sorted. */
  static final String STRING_FUNCTIONS =
      "ASCII,CHARACTER_LENGTH,CHAR_LENGTH,CONCAT,LEFT,LENGTH,LOWER,LTRIM,"
          + "OCTET_LENGTH,POSITION,REPEAT,REPLACE,RIGHT,RTRIM,SPACE,SUBSTRING,UPPER";

  /** Sorted. */
  static final String SYSTEM_FUNCTIONS = "COALESCE,IFNULL,NULLIF";

  /** Sorted. */
  static final String TIME_DATE_FUNCTIONS =
      "CURRENT_DATE,CURRENT_TIME,CURRENT_TIMESTAMP,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,"
          + "EXTRACT,HOUR,MINUTE,MONTH,NOW,QUARTER,SECOND,TIMESTAMPADD,TIMESTAMPDIFF,"
          + "WEEK,YEAR";

  private SqlKeywords() {}
}
