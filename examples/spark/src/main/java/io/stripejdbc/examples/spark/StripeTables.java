package io.stripejdbc.examples.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads tables of Stripe into Spark, divided so that each task asks for its own rows alone.
 *
 * <p>Times: Spark reads a TIMESTAMP in its session's zone. With {@code spark.sql.session.timeZone}
 * and {@code -Duser.timezone} both UTC a column shows what Stripe says.
 */
public final class StripeTables {
  private final SparkSession spark;
  private final String url;

  /**
   * @param url the driver's URL, without the key; {@link #share} has the pace
   */
  public StripeTables(SparkSession spark, String url) {
    this.spark = spark;
    this.url = url;
  }

  /**
   * The part of a key's pace that one executor may use. Stripe counts all of them together and the
   * driver's governor sees only its own JVM, so that each gets its share; tasks of one executor
   * divide theirs by themselves.
   *
   * @param requestsPerSecond what the key may do in all: 20 for a test key, 50 for a live one, less
   *     what others need
   * @param executors how many run at once
   * @return properties to put behind the URL
   */
  public static String share(int requestsPerSecond, int executors) {
    int each = Math.max(1, requestsPerSecond / executors);
    // A list has a limit of its own, 20 of Stripe's 25 a second, and a job reads one list.
    int list = Math.max(1, Math.min(20, requestsPerSecond) / executors);
    return ";maxRequestsPerSecond=" + each + ";maxRequestsPerSecondPerEndpoint=" + list;
  }

  /**
   * A table in windows of {@code created}, each read by a task of its own. The first and the last
   * window are open: the bounds divide the rows and leave none out.
   *
   * @param from where the second window begins to count, like {@code 2026-09-01 00:00:00}
   */
  public Dataset<Row> byCreated(String table, String from, String to, int windows) {
    return spark
        .read()
        .format("jdbc")
        .options(
            Map.of(
                "driver", "io.stripejdbc.StripeDriver",
                "url", url,
                "dbtable", table,
                "partitionColumn", "created",
                "lowerBound", from,
                "upperBound", to,
                "numPartitions", Integer.toString(windows)))
        .load();
  }

  /** A table by account: a task asks one account, or a few of them. */
  public Dataset<Row> byAccount(String table, List<String> accounts, int tasks) {
    List<String> predicates = new ArrayList<>();
    int size = Math.max(1, (accounts.size() + tasks - 1) / tasks);
    for (int from = 0; from < accounts.size(); from += size) {
      List<String> some = accounts.subList(from, Math.min(accounts.size(), from + size));
      predicates.add("connected_account IN ('" + String.join("', '", some) + "')");
    }
    Properties properties = new Properties();
    properties.setProperty("driver", "io.stripejdbc.StripeDriver");
    return spark.read().jdbc(url, table, predicates.toArray(new String[0]), properties);
  }

  /** The accounts there are, the platform's own among them. */
  public List<String> accounts() {
    return spark
        .read()
        .format("jdbc")
        .options(
            Map.of(
                "driver", "io.stripejdbc.StripeDriver",
                "url", url,
                "query", "SELECT connected_account FROM accounts"))
        .load()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
