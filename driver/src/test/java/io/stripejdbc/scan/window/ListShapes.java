package io.stripejdbc.scan.window;

import io.stripejdbc.scan.FakeApi.Thing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Made-up lists of many shapes: how their rows lie in time. */
final class ListShapes {
  static final long NOW = 1_700_000_000;
  static final long HOUR = 3_600;
  static final long DAY = 24 * HOUR;
  static final long YEAR = 365 * DAY;

  /** How the rows of a list lie in time. */
  interface Shape {
    /** Seconds of creation of so many rows, in any order. */
    List<Long> seconds(int size, Random random);
  }

  /** Each shape by its name. */
  static final Map<String, Shape> ALL = shapes();

  private ListShapes() {}

  private static Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("even", each(random -> NOW - random.nextDouble() * YEAR));
    shapes.put("every ten seconds", (size, random) -> bunches(size, 1, 9));
    shapes.put("growing", each(random -> NOW - (1 - Math.sqrt(random.nextDouble())) * YEAR));
    shapes.put("shrinking", each(random -> NOW - Math.sqrt(random.nextDouble()) * YEAR));
    shapes.put("daily waves", each(random -> wave(random, DAY)));
    shapes.put("weekly waves", each(random -> wave(random, 7 * DAY)));
    shapes.put("one burst", each(random -> burst(random, 0.5)));
    shapes.put("import first", each(random -> burst(random, 1)));
    shapes.put(
        "import of all in one hour", each(random -> NOW - 90 * DAY - random.nextDouble() * HOUR));
    shapes.put("equal seconds", each(random -> NOW - random.nextInt(40) * 9.0 * DAY));
    shapes.put("bunches of 5 pages", (size, random) -> bunches(size, 500, 4_500));
    shapes.put("bunches of 1 page", (size, random) -> bunches(size, 100, 900));
    shapes.put("bunches of 1,000 rows", (size, random) -> runs(size, random, any -> 1_000, HOUR));
    shapes.put(
        "nightly runs",
        (size, random) -> nightly(size, random, night -> 150 + random.nextInt(200)));
    shapes.put("month ends", each(ListShapes::monthEnd));
    shapes.put(
        "bursts of any size", (size, random) -> runs(size, random, any -> any(random), HOUR));
    return shapes;
  }

  /** A shape of rows that know nothing of each other. */
  private static Shape each(ToDoubleFunction<Random> second) {
    return (size, random) -> {
      List<Long> seconds = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        seconds.add((long) second.applyAsDouble(random));
      }
      return seconds;
    };
  }

  /** Ten times as many rows in a third of each period as in the rest of it. */
  private static double wave(Random random, long period) {
    while (true) {
      double back = random.nextDouble() * YEAR;
      boolean busy = back % period < period / 3.0;
      if (busy || random.nextInt(10) == 0) {
        return NOW - back;
      }
    }
  }

  /** Half of the rows in one hour, the others evenly over a year; the hour lies so far back. */
  private static double burst(Random random, double share) {
    return random.nextBoolean()
        ? NOW - share * YEAR + random.nextDouble() * HOUR
        : NOW - random.nextDouble() * YEAR;
  }

  /** Rows a second apart, and nothing for so many seconds after each so many. */
  private static List<Long> bunches(int size, int rows, int nothing) {
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      seconds.add(NOW - i - (long) (i / rows) * nothing);
    }
    return seconds;
  }

  /** Nine rows of ten on the last day of a month, of three years. */
  private static double monthEnd(Random random) {
    double back = random.nextDouble() * 3 * YEAR;
    long month = YEAR / 12;
    boolean busy = random.nextInt(10) > 0;
    return busy ? NOW - Math.floor(back / month) * month - back % month * DAY / month : NOW - back;
  }

  /** Runs of some rows, each evenly in an hour or so; one to ten days from one to the next. */
  private static List<Long> runs(int size, Random random, IntUnaryOperator rows, long lasting) {
    List<Long> seconds = new ArrayList<>();
    long end = NOW - random.nextInt((int) DAY);
    for (int run = 0; seconds.size() < size; run++) {
      int left = Math.min(size - seconds.size(), rows.applyAsInt(run));
      for (int i = 0; i < left; i++) {
        seconds.add(end - (long) (random.nextDouble() * lasting));
      }
      end -= DAY + (long) (random.nextDouble() * 9 * DAY);
    }
    return seconds;
  }

  /** All rows of a day in one minute of its night. */
  private static List<Long> nightly(int size, Random random, IntUnaryOperator rows) {
    List<Long> seconds = new ArrayList<>();
    for (int night = 0; seconds.size() < size; night++) {
      int left = Math.min(size - seconds.size(), rows.applyAsInt(night));
      for (int i = 0; i < left; i++) {
        seconds.add(NOW - night * DAY - random.nextInt(60));
      }
    }
    return seconds;
  }

  /** From ten rows to five thousand; half as many runs have twice as many or more. */
  private static int any(Random random) {
    return (int) Math.min(5_000, 10 / (1 - random.nextDouble()));
  }

  /** A list of so many rows, newest first. */
  static List<Thing> list(String shape, String prefix, int size, long seed) {
    List<Long> times = new ArrayList<>(ALL.get(shape).seconds(size, new Random(seed)));
    times.sort((a, b) -> Long.compare(b, a));
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      things.add(new Thing(prefix + i, times.get(i), Map.of()));
    }
    return things;
  }
}
