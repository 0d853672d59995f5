package io.stripejdbc.scan.window;

import io.stripejdbc.scan.FakeApi.Thing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Made-up lists of many shapes: how their rows lie in time. */
final class ListShapes {
  static final long NOW = 1_700_000_000;
  static final long HOUR = 3_600;
  static final long DAY = 24 * HOUR;
  static final long YEAR = 365 * DAY;

  /** Each shape by its name: a random second of creation. */
  static final Map<String, ToDoubleFunction<Random>> ALL = shapes();

  private ListShapes() {}

  private static Map<String, ToDoubleFunction<Random>> shapes() {
    Map<String, ToDoubleFunction<Random>> shapes = new LinkedHashMap<>();
    shapes.put("even", random -> NOW - random.nextDouble() * YEAR);
    shapes.put("growing", random -> NOW - (1 - Math.sqrt(random.nextDouble())) * YEAR);
    shapes.put("shrinking", random -> NOW - Math.sqrt(random.nextDouble()) * YEAR);
    shapes.put("daily waves", random -> wave(random, DAY));
    shapes.put("weekly waves", random -> wave(random, 7 * DAY));
    shapes.put("one burst", random -> burst(random, 0.5));
    shapes.put("import first", random -> burst(random, 1));
    shapes.put("import of all in one hour", random -> NOW - 90 * DAY - random.nextDouble() * HOUR);
    shapes.put("equal seconds", random -> NOW - random.nextInt(40) * 9.0 * DAY);
    return shapes;
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

  /** A list of so many rows, newest first. */
  static List<Thing> list(String shape, String prefix, int size, long seed) {
    Random random = new Random(seed);
    ToDoubleFunction<Random> second = ALL.get(shape);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      times.add((long) second.applyAsDouble(random));
    }
    times.sort((a, b) -> Long.compare(b, a));
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      things.add(new Thing(prefix + i, times.get(i), Map.of()));
    }
    return things;
  }
}
