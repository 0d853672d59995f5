package io.stripejdbc.examples.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.stripe.model.ChargeCollection;
import com.stripe.net.ApiResource;
import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.row.RowDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A page of a hundred charges in bytes, and three ways to read it. */
public final class Decoding {
  private static final JsonFactory JACKSON = new JsonFactory();
  private static final List<String> FEW = List.of("id", "amount", "currency", "status", "created");

  private final byte[] page;
  private final byte[] packed;
  private final String text;
  private final TableSpec charges = BundledCatalog.instance().table("charges").orElseThrow();
  private final PageReader few;
  private final PageReader all;

  private Decoding(byte[] page) {
    this.page = page;
    this.packed = packed(page);
    this.text = new String(page, StandardCharsets.UTF_8);
    this.few = reader(charges.columns().stream().filter(c -> FEW.contains(c.name())).toList());
    this.all = reader(charges.columns());
  }

  private static PageReader reader(List<ColumnSpec> columns) {
    return new PageReader(
        PageReader.Shape.CURSOR_LIST, new RowDecoder(columns), RowContext.of("platform"));
  }

  /** With a page of the demo. */
  public static Decoding ofTheDemo() throws IOException, InterruptedException {
    try (Stand stand = new Stand(EmulatorOptions.demo().withScale(0.2), 0)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(stand.emulator().baseUri() + "/v1/charges?limit=100"))
              .header("Authorization", "Bearer " + EmulatorOptions.DEMO_KEY)
              .header("Stripe-Version", BundledCatalog.instance().apiVersion())
              .build();
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      return new Decoding(answer.body());
    }
  }

  /** The same page with a line for each field and element, as Stripe prints it. */
  public Decoding indented() throws IOException {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (JsonParser parser = JACKSON.createParser(page);
        JsonGenerator writer = JACKSON.createGenerator(printed).setPrettyPrinter(printer)) {
      while (parser.nextToken() != null) {
        writer.copyCurrentEvent(parser);
      }
    }
    return new Decoding(printed.toByteArray());
  }

  /** Bytes of the page. */
  public int bytes() {
    return page.length;
  }

  /** Every token, and nothing done with it: as fast as the parser can be. */
  public int bareJackson() throws IOException {
    int tokens = 0;
    try (JsonParser parser = JACKSON.createParser(page)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  /** Five columns, as most questions need. */
  public int fewColumns() throws IOException {
    return few.read(new ByteArrayInputStream(page)).rows().size();
  }

  /** Every column, the JSON of the whole object among them. */
  public int allColumns() throws IOException {
    return all.read(new ByteArrayInputStream(page)).rows().size();
  }

  /** Out of gzip, as Stripe sends it, and nothing done with it. */
  public int unpacked() throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8 * 1024)) {
      return in.readAllBytes().length;
    }
  }

  private static byte[] packed(byte[] page) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(page);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  /** Into the objects of Stripe's own client. */
  public int stripeJava() {
    return ApiResource.GSON.fromJson(text, ChargeCollection.class).getData().size();
  }

  static void print(int rounds, int times, Report report) throws Exception {
    Decoding decoding = ofTheDemo();
    decoding.print(rounds, times, report, "in one line");
    decoding.indented().print(rounds, times, report, "a line for each field");
  }

  private void print(int rounds, int times, Report report, String how) throws Exception {
    List<Reading> ways =
        List.of(
            this::bareJackson,
            this::fewColumns,
            this::allColumns,
            this::stripeJava,
            this::unpacked);
    List<String> names =
        List.of(
            "Jackson, every token and nothing else",
            "the driver, five columns",
            "the driver, all " + charges.columns().size() + " columns with `raw_json`",
            "stripe-java into objects",
            "besides: unpacking it from " + packed.length / 1024 + " kB of gzip");
    double[] best = best(rounds, times, ways);
    report.title("Decoding a page of 100 charges (" + bytes() / 1024 + " kB, " + how + ")");
    report.head("way", "÷ bare Jackson", "goal", "", "µs a page");
    List<Goal> goals = List.of(Goal.NONE, Goal.most(1.3), Goal.most(1.5), Goal.NONE, Goal.NONE);
    for (int i = 0; i < best.length; i++) {
      double ratio = best[i] / best[0];
      Goal goal = goals.get(i);
      report.row(
          names.get(i), CallsAndTime.ratio(ratio), goal.text(), goal.outcome(ratio), best[i]);
    }
  }

  /** Microseconds of the best round of each; in turns, so that a slow moment hits them all. */
  private static double[] best(int rounds, int times, List<Reading> ways) throws IOException {
    double[] best = new double[ways.size()];
    Arrays.fill(best, Double.MAX_VALUE);
    long read = 0;
    for (int round = 0; round < rounds; round++) {
      for (int way = 0; way < best.length; way++) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
          read += ways.get(way).read();
        }
        best[way] = Math.min(best[way], (System.nanoTime() - start) / 1000.0 / times);
      }
    }
    if (read <= 0) {
      throw new IOException("nothing was read");
    }
    return best;
  }

  private interface Reading {
    int read() throws IOException;
  }
}
