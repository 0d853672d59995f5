package io.stripejdbc.emulator.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request taken apart. */
public record ApiCall(
    String method, String path, List<Pair> query, Map<String, List<String>> headers) {

  /** A query parameter, decoded. */
  public record Pair(String name, String value) {}

  public static ApiCall of(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    String raw = exchange.getRequestURI().getRawQuery();
    List<Pair> query = pairs(raw == null ? "" : raw);
    query.addAll(form(exchange, headers));
    return new ApiCall(
        exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), query, headers);
  }

  /** What a form in the body says. */
  private static List<Pair> form(HttpExchange exchange, Map<String, List<String>> headers)
      throws IOException {
    List<String> type = headers.getOrDefault("content-type", List.of(""));
    return type.get(0).startsWith("application/x-www-form-urlencoded")
        ? pairs(new String(exchange.getRequestBody().readAllBytes(), UTF_8))
        : List.of();
  }

  private static List<Pair> pairs(String raw) {
    List<Pair> pairs = new ArrayList<>();
    for (String part : raw.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        pairs.add(new Pair(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8)));
      }
    }
    return pairs;
  }

  /** The first value of a header, or empty. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  /** The account that it acts on by header, or empty for the key's own. */
  public String account() {
    String context = header("stripe-context");
    return context.isEmpty()
        ? header("stripe-account")
        : context.substring(context.lastIndexOf('/') + 1);
  }

  public boolean v2() {
    return path.startsWith("/v2/");
  }

  public RecordedRequest recorded() {
    List<String> parts = new ArrayList<>();
    query.forEach(pair -> parts.add(pair.name + "=" + pair.value));
    return new RecordedRequest(method, path, String.join("&", parts), headers, account(), 0);
  }
}
