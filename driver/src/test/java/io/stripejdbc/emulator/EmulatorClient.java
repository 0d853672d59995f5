package io.stripejdbc.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Asks an emulator as a client of the API would. */
public final class EmulatorClient {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Emulator emulator;

  public EmulatorClient(Emulator emulator) {
    this.emulator = emulator;
  }

  /** The answer to a form. */
  HttpResponse<String> post(String path, String form) {
    return send(
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(form)),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  public HttpResponse<String> raw(String pathAndQuery, String... headers) {
    return send(HttpRequest.newBuilder(uri(pathAndQuery)), headers);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    if (!List.of(headers).contains("Authorization")) {
      request.header("Authorization", "Bearer " + EmulatorOptions.DEMO_KEY);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String pathAndQuery) {
    String escaped = pathAndQuery.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20");
    return URI.create(emulator.baseUri() + escaped.replace("\"", "%22").replace(">", "%3E"));
  }

  public JsonNode json(String pathAndQuery, String... headers) {
    return parse(raw(pathAndQuery, headers).body());
  }

  public static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(body, e);
    }
  }

  /** The whole list, page by page. */
  List<JsonNode> all(String pathAndQuery, String... headers) {
    List<JsonNode> rows = new ArrayList<>();
    String join = pathAndQuery.contains("?") ? "&" : "?";
    String cursor = "";
    while (true) {
      JsonNode page = json(pathAndQuery + join + "limit=100" + cursor, headers);
      if (!page.has("data")) {
        throw new AssertionError(page.toString());
      }
      page.get("data").forEach(rows::add);
      if (!page.get("has_more").asBoolean()) {
        return rows;
      }
      cursor = "&starting_after=" + rows.get(rows.size() - 1).get("id").asText();
    }
  }
}
