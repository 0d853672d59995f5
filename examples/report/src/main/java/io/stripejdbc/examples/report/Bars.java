package io.stripejdbc.examples.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stacked bars by month as SVG text: one bar of one width for each month of the period, whether
 * something happened in it or not. What is below zero hangs below the line.
 */
final class Bars {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 300;
  private static final int LEFT = 90;
  private static final int BOTTOM = 26;
  private static final int TOP = 16;
  private static final double BAR = 0.62;
  private static final int TICKS = 4;
  private static final int MOST_SERIES = 7;
  private static final String REST = "others";

  /** Okabe and Ito's colours, told apart by those who do not see all colours, and a grey. */
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a800", "#8792a2");

  private final List<String> months;
  private final Map<String, Map<String, Double>> series;
  private final String unit;
  private final double step;
  private final double lowest;
  private final double highest;
  private final StringBuilder svg = new StringBuilder();

  private Bars(Table table, List<String> months, String unit) {
    this.months = months;
    this.series = series(table);
    this.unit = unit;
    double most = 0;
    double least = 0;
    for (String month : months) {
      most = Math.max(most, sum(month, 1));
      least = Math.min(least, sum(month, -1));
    }
    this.step = step(most - least);
    this.highest = Math.max(step, Math.ceil(most / step) * step);
    this.lowest = Math.floor(least / step) * step;
  }

  /**
   * A chart with its legend, of rows of series, month and value; small series are put together.
   *
   * @param months of the period, all of them
   * @param unit what the values are
   */
  static String figure(Table table, List<String> months, String unit) {
    return new Bars(table, months, unit).draw();
  }

  private double sum(String month, int sign) {
    return series.values().stream()
        .mapToDouble(values -> values.getOrDefault(month, 0.0))
        .filter(value -> value * sign > 0)
        .sum();
  }

  /** 1, 2 or 5 times a power of ten, so that some four lines are enough. */
  static double step(double range) {
    if (range <= 0) {
      return 1;
    }
    double rough = range / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String month(List<Object> row) {
    return row.get(1).toString().substring(0, "2026-10".length());
  }

  /** Values by month of the largest series, the rest as one. */
  private static Map<String, Map<String, Double>> series(Table table) {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    for (List<Object> row : table.rows()) {
      double value = row.get(2) instanceof Number number ? number.doubleValue() : 0;
      all.computeIfAbsent(String.valueOf(row.get(0)), name -> new LinkedHashMap<>())
          .merge(month(row), value, Double::sum);
    }
    Map<String, Map<String, Double>> kept = new LinkedHashMap<>();
    all.entrySet().stream()
        .sorted(Comparator.comparingDouble(one -> -total(one.getValue())))
        .forEach(
            one -> {
              String name = kept.size() < MOST_SERIES ? one.getKey() : REST;
              Map<String, Double> sums = kept.computeIfAbsent(name, n -> new LinkedHashMap<>());
              one.getValue().forEach((month, value) -> sums.merge(month, value, Double::sum));
            });
    return kept;
  }

  private static double total(Map<String, Double> values) {
    return values.values().stream().mapToDouble(Math::abs).sum();
  }

  private String draw() {
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
        .append(WIDTH + " " + HEIGHT + "\">");
    axis();
    double slot = (WIDTH - LEFT) / (double) months.size();
    for (int i = 0; i < months.size(); i++) {
      bar(months.get(i), LEFT + slot * i + slot * (1 - BAR) / 2, slot * BAR);
      label(LEFT + slot * (i + 0.5), months.get(i));
    }
    svg.append("</svg>");
    legend();
    return svg.toString();
  }

  private double y(double value) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (highest - value) / (highest - lowest);
  }

  private void axis() {
    for (long i = Math.round(lowest / step); i <= Math.round(highest / step); i++) {
      double value = i * step;
      svg.append("<line class=\"").append(i == 0 ? "zero" : "grid").append("\" x1=\"").append(LEFT);
      svg.append("\" x2=\"").append(WIDTH).append("\" y1=\"").append(number(y(value)));
      svg.append("\" y2=\"").append(number(y(value))).append("\"/>");
      svg.append("<text class=\"tick\" x=\"").append(LEFT - 8).append("\" y=\"");
      svg.append(number(y(value) + 4)).append("\">").append(shown(value)).append("</text>");
    }
  }

  private void bar(String month, double x, double width) {
    double up = 0;
    double down = 0;
    int colour = 0;
    for (Map.Entry<String, Map<String, Double>> one : series.entrySet()) {
      double value = one.getValue().getOrDefault(month, 0.0);
      double base = value >= 0 ? up : down;
      if (value != 0) {
        double top = Math.min(y(base), y(base + value));
        svg.append("<rect fill=\"").append(COLOURS.get(colour)).append("\" x=\"").append(number(x));
        svg.append("\" y=\"").append(number(top)).append("\" width=\"").append(number(width));
        svg.append("\" height=\"").append(number(Math.abs(y(base) - y(base + value))));
        svg.append("\"><title>").append(Page.escaped(one.getKey())).append(", ").append(month);
        svg.append(": ").append(shown(value)).append(' ').append(unit).append("</title></rect>");
      }
      up += Math.max(value, 0);
      down += Math.min(value, 0);
      colour++;
    }
  }

  private void label(double x, String month) {
    svg.append("<text class=\"month\" x=\"").append(number(x)).append("\" y=\"");
    svg.append(HEIGHT - 8).append("\">").append(month).append("</text>");
  }

  private void legend() {
    List<String> names = new ArrayList<>(series.keySet());
    svg.append("<ul class=\"legend\">");
    for (int i = 0; i < names.size(); i++) {
      svg.append("<li><span style=\"background:").append(COLOURS.get(i)).append("\"></span>");
      svg.append(Page.escaped(names.get(i))).append("</li>");
    }
    svg.append("</ul>");
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  /** With as many digits as steps of the axis have, at most two. */
  private String shown(double value) {
    int digits = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + digits + "f", value == 0 ? 0.0 : value);
  }
}
