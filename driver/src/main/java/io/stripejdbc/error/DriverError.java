package io.stripejdbc.error;

/**
 * Every way the driver can fail: one constant per kind, with the SQLState a client branches on.
 *
 * <p>{@code docs/errors.md} holds one row per constant.
 */
public enum DriverError {
  /** The URL cannot be read: wrong grammar or an unknown property. */
  BAD_URL("08001", Kind.NON_TRANSIENT_CONNECTION),
  /** A property has a value that is not among its choices. */
  BAD_PROPERTY("08001", Kind.NON_TRANSIENT_CONNECTION),
  /** The API host cannot be reached while connecting. */
  UNREACHABLE("08001", Kind.TRANSIENT_CONNECTION),
  /** No answer for as long as the network timeout allows; the connection is closed. */
  NETWORK_TIMEOUT("08S01", Kind.TRANSIENT_CONNECTION),
  /** The connection has been closed. */
  CONNECTION_CLOSED("08003", Kind.NON_TRANSIENT_CONNECTION),
  /** No driver on the class path takes the URL of an attached database. */
  ATTACHED_DRIVER_MISSING("08001", Kind.NON_TRANSIENT_CONNECTION),
  /** An attached database cannot be connected to, or the link to it broke. */
  ATTACHED_UNREACHABLE("08001", Kind.TRANSIENT_CONNECTION),
  /** An attached database refuses user or password. */
  ATTACHED_REFUSED("28000", Kind.AUTHORIZATION),
  /** An attached database failed while it was read. */
  ATTACHED_FAILED("58030", Kind.NON_TRANSIENT),
  /** A value of an attached database that no type here holds as it is. */
  ATTACHED_VALUE("22003", Kind.DATA),
  /** The API key is missing, malformed, expired or refused (401). */
  KEY_REJECTED("28000", Kind.AUTHORIZATION),
  /** The key lacks a permission (403). */
  PERMISSION_DENIED("42501", Kind.NON_TRANSIENT),
  /** A connected account refuses the platform: access revoked or no such account (403). */
  ACCOUNT_REFUSED("42501", Kind.NON_TRANSIENT),
  /** The product behind a table is not available on this account (400 without a code). */
  NOT_AVAILABLE("42501", Kind.NON_TRANSIENT),
  /** The API refused a request as invalid (400): a fault of the driver or a filter value. */
  REQUEST_REFUSED("HY000", Kind.NON_TRANSIENT),
  /** Rate limit still in force after all retries (429). */
  RATE_LIMITED("53400", Kind.TRANSIENT),
  /** 5xx, broken link or unreadable body, still there after all retries. */
  API_UNAVAILABLE("58030", Kind.TRANSIENT),
  /** A body that is not what the API promises: bad JSON, a page that repeats itself. */
  BAD_ANSWER("58030", Kind.TRANSIENT),
  /** Files of cached rows that were to be deleted could not be. */
  CACHE_FILES("58030", Kind.TRANSIENT),
  /** The statement would spend more calls than {@code maxRequestsPerQuery}. */
  REQUEST_BUDGET("54000", Kind.NON_TRANSIENT),
  /** The statement would keep more in memory than {@code maxMemoryMegabytes}. */
  MEMORY_BUDGET("53200", Kind.NON_TRANSIENT),
  /** A statement that nests or computes more than can be planned and compiled. */
  TOO_COMPLEX("54001", Kind.NON_TRANSIENT),
  /** SQL that does not parse. */
  SYNTAX("42601", Kind.SYNTAX),
  /** No such table. */
  UNKNOWN_TABLE("42S02", Kind.SYNTAX),
  /** No such schema. */
  UNKNOWN_SCHEMA("3F000", Kind.SYNTAX),
  /** No such column. */
  UNKNOWN_COLUMN("42S22", Kind.SYNTAX),
  /** A column name that fits several tables. */
  AMBIGUOUS_COLUMN("42702", Kind.SYNTAX),
  /** No such function, or not with these arguments. */
  UNKNOWN_FUNCTION("42883", Kind.SYNTAX),
  /** Types that do not go together. */
  TYPE_MISMATCH("42804", Kind.SYNTAX),
  /** SQL that parses but cannot be run for another reason. */
  INVALID_SQL("42000", Kind.SYNTAX),
  /** A table that Stripe lists only by a parent or parameter, asked without it. */
  FILTER_REQUIRED("42000", Kind.SYNTAX),
  /** Something that a property switches on, while it is off. */
  SWITCHED_OFF("55000", Kind.NON_TRANSIENT),
  /** An attempt to change data or schema. */
  READ_ONLY("25006", Kind.NON_TRANSIENT),
  /** A sub-query that stands for one value and has several rows. */
  NOT_ONE_ROW("21000", Kind.DATA),
  /** Division by zero. */
  DIVISION_BY_ZERO("22012", Kind.DATA),
  /** A number outside the range of its type. */
  NUMERIC_RANGE("22003", Kind.DATA),
  /** A text that is no value of the wanted type. */
  BAD_CAST("22018", Kind.DATA),
  /** A text that is no date or time. */
  BAD_DATETIME("22007", Kind.DATA),
  /** A date, timestamp or interval outside of the years that there are. */
  DATETIME_RANGE("22008", Kind.DATA),
  /** A part of a text that cannot be: a negative length, a position before the first. */
  SUBSTRING_RANGE("22011", Kind.DATA),
  /** An escape character of LIKE that is not one character. */
  BAD_ESCAPE_CHARACTER("22019", Kind.DATA),
  /** A pattern of LIKE whose escape character stands before nothing that it could escape. */
  BAD_ESCAPE_SEQUENCE("22025", Kind.DATA),
  /** A text that is no JSON. */
  BAD_JSON("22032", Kind.DATA),
  /** A SQL/JSON path that finds nothing where one item is asked for. */
  NO_JSON_ITEM("22035", Kind.DATA),
  /** A SQL/JSON path that finds several items where one is asked for. */
  SEVERAL_JSON_ITEMS("22034", Kind.DATA),
  /** A strict SQL/JSON path that asks for a member there is not. */
  NO_JSON_MEMBER("2203A", Kind.DATA),
  /** A strict SQL/JSON path that asks for elements of what is no list, or beyond its end. */
  JSON_SUBSCRIPT("22033", Kind.DATA),
  /** A list or an object where a single value is asked for. */
  JSON_SCALAR_REQUIRED("2203F", Kind.DATA),
  /** An argument outside what a function takes. */
  BAD_ARGUMENT("22023", Kind.DATA),
  /** A getter that does not fit the column's type. */
  WRONG_TYPE("07006", Kind.DATA),
  /** A column or parameter index that does not exist. */
  BAD_INDEX("07009", Kind.PLAIN),
  /** A parameter that has not been set. */
  PARAMETER_MISSING("07001", Kind.PLAIN),
  /** A result set asked for a row it is not on. */
  NO_CURRENT_ROW("24000", Kind.PLAIN),
  /** A statement or result set that has been closed. */
  OBJECT_CLOSED("HY010", Kind.PLAIN),
  /** An argument the JDBC contract forbids. */
  INVALID_ARGUMENT("HY024", Kind.PLAIN),
  /** Cancelled by the user, an interrupt, or the closing of the connection. */
  CANCELLED("57014", Kind.PLAIN),
  /** The query timeout has passed. */
  TIMEOUT("HYT00", Kind.TIMEOUT),
  /** Something JDBC offers and this driver does not. */
  UNSUPPORTED("0A000", Kind.UNSUPPORTED),
  /** A fault of the driver itself. */
  INTERNAL("HY000", Kind.PLAIN);

  /** The {@code java.sql} exception class an error surfaces as. */
  enum Kind {
    PLAIN,
    NON_TRANSIENT,
    TRANSIENT,
    NON_TRANSIENT_CONNECTION,
    TRANSIENT_CONNECTION,
    AUTHORIZATION,
    SYNTAX,
    DATA,
    TIMEOUT,
    UNSUPPORTED
  }

  private final String sqlState;
  private final Kind kind;

  DriverError(String sqlState, Kind kind) {
    this.sqlState = sqlState;
    this.kind = kind;
  }

  /** The five-character SQLState of this error. */
  public String sqlState() {
    return sqlState;
  }

  Kind kind() {
    return kind;
  }
}
