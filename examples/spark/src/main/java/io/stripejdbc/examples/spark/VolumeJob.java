package io.stripejdbc.examples.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Payments and their volume by account, currency and month:
 *
 * <pre>{@code
 * spark-submit --jars stripe-jdbc.jar --class io.stripejdbc.examples.spark.VolumeJob job.jar \
 *     'jdbc:stripe:;maxRequestsPerSecond=5;maxRequestsPerSecondPerEndpoint=5'
 * }</pre>
 *
 * with the key in the executors' {@code STRIPE_API_KEY}, or without a URL on the demo.
 */
public final class VolumeJob {
  private static final int WINDOWS = 4;

  private VolumeJob() {}

  /** Runs on the cluster that {@code spark-submit} names. */
  public static void main(String[] args) throws IOException {
    String url = args.length == 0 ? "jdbc:stripe:demo" : args[0];
    try (SparkSession spark =
        SparkSession.builder()
            .appName("Stripe volume")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()) {
      StripeTables stripe = new StripeTables(spark, url);
      volume(stripe.byCreated("charges", "2026-08-01 00:00:00", "2026-11-01 00:00:00", WINDOWS))
          .show(100, false);
    }
  }

  /** Succeeded charges by account, currency and month, in minor units. */
  public static Dataset<Row> volume(Dataset<Row> charges) {
    return charges
        .where(col("status").equalTo("succeeded"))
        .groupBy(
            col("connected_account"),
            col("currency"),
            date_trunc("month", col("created")).as("month"))
        .agg(count(lit(1)).as("charges"), sum("amount").as("amount"))
        .orderBy("connected_account", "currency", "month");
  }
}
