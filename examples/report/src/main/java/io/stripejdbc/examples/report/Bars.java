package io.stripejdbc.examples.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Stacked bars by month as SVG text. */
final class Bars {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 360;
  private static final int MOST_SERIES = 7;
  private static final String REST = "others";

  private Bars() {}

  /**
   * A chart of rows of series, month and value; small series are put together.
   *
   * @param axis what the values are
   */
  static String svg(Table table, String axis) throws IOException {
    TreeSet<String> months = new TreeSet<>();
    table.rows().forEach(row -> months.add(month(row)));
    CategoryChart chart =
        new CategoryChartBuilder().width(WIDTH).height(HEIGHT).yAxisTitle(axis).build();
    style(chart);
    List<String> names = new ArrayList<>(months);
    series(table)
        .forEach(
            (name, values) ->
                chart.addSeries(
                    name, names, names.stream().map(m -> values.getOrDefault(m, 0.0)).toList()));
    return draw(chart);
  }

  private static void style(CategoryChart chart) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    chart.getStyler().setStacked(true);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendFont(font);
    chart.getStyler().setAxisTickLabelsFont(font);
    chart.getStyler().setAxisTitleFont(font);
    chart.getStyler().setYAxisDecimalPattern("#,##0.##");
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
    return values.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static String draw(CategoryChart chart) throws IOException {
    try {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument("http://www.w3.org/2000/svg", "svg", null);
      SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
      context.setComment(null);
      context.setPrecision(1);
      SVGGraphics2D graphics = new SVGGraphics2D(context, false);
      graphics.setSVGCanvasSize(new java.awt.Dimension(WIDTH, HEIGHT));
      chart.paint(graphics, WIDTH, HEIGHT);
      StringWriter text = new StringWriter();
      graphics.stream(text, true);
      String svg = text.toString();
      // Inside HTML an SVG stands without the declarations of a document of its own.
      return svg.substring(svg.indexOf("<svg")).replaceAll("\\n\\s*", "");
    } catch (ParserConfigurationException e) {
      throw new IOException("no XML document can be made", e);
    }
  }
}
