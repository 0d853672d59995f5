package io.stripejdbc.scan;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.ApiError;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.CallFailure.Facts;
import io.stripejdbc.fetch.CallFailure.Trouble;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A Stripe in memory that is as strict as the real one and records what it was asked. */
public final class FakeApi implements PageSource {
  /** One object: its id, when it was made, and its other fields as JSON text. */
  public record Thing(String id, long created, Map<String, String> fields) {
    public String json() {
      StringBuilder text = new StringBuilder("{\"id\":\"" + id + "\",\"created\":" + created);
      fields.forEach((name, value) -> text.append(",\"" + name + "\":" + value));
      return text.append('}').toString();
    }
  }

  private final Map<String, List<Thing>> lists = new LinkedHashMap<>();
  private final Map<String, String> objects = new LinkedHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** Consulted before each answer; an exception is thrown instead of it. */
  public Function<PageRequest, RuntimeException> fault = request -> null;

  /** Consulted for the body instead of the lists, when not null. */
  public Function<PageRequest, String> body = request -> null;

  /** Parameters it does not look at. */
  Set<String> ignored = Set.of();

  /** Whether the object of a cursor comes again behind it. */
  boolean repeatsCursor;

  /** Whether {@code created[lt]} takes its second in. */
  boolean takesBorderIn;

  public FakeApi list(String account, String path, List<Thing> newestFirst) {
    lists.put(account + " " + path, new ArrayList<>(newestFirst));
    return this;
  }

  public List<Thing> list(String account, String path) {
    return lists.get(account + " " + path);
  }

  public FakeApi object(String account, String path, String json) {
    objects.put(account + " " + path, json);
    return this;
  }

  /** Things with ids {@code prefix}1 … of which the first is the newest, one a second. */
  public static List<Thing> things(String prefix, int count, long newest) {
    List<Thing> things = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      things.add(new Thing(prefix + i, newest - i + 1, Map.of()));
    }
    return things;
  }

  public List<String> asked() {
    return List.copyOf(asked);
  }

  public static String line(PageRequest request) {
    String query =
        request.parameters().stream()
            .map(p -> p.name() + "=" + p.value())
            .collect(Collectors.joining("&"));
    return request.account() + " " + request.path() + (query.isEmpty() ? "" : "?" + query);
  }

  @Override
  public <T> T fetch(PageRequest request, BodyReader<T> reader, CallControl control) {
    control.check();
    control.beforeCall(request);
    asked.add(line(request));
    RuntimeException problem = fault.apply(request);
    if (problem != null) {
      throw problem;
    }
    try {
      return reader.read(
          new ByteArrayInputStream(answer(request).getBytes(StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw failure(request, DriverError.BAD_ANSWER, 200, null, null);
    }
  }

  private String answer(PageRequest request) {
    String given = body.apply(request);
    if (given != null) {
      return given;
    }
    String object = objects.get(request.account() + " " + request.path());
    if (object != null) {
      return object;
    }
    List<Thing> list = lists.get(request.account() + " " + request.path());
    if (list != null) {
      return page(request, list);
    }
    int slash = request.path().lastIndexOf('/');
    List<Thing> parent = lists.get(request.account() + " " + request.path().substring(0, slash));
    if (parent != null) {
      String id = request.path().substring(slash + 1);
      for (Thing thing : parent) {
        if (thing.id().equals(id)) {
          return thing.json();
        }
      }
    }
    throw failure(request, DriverError.REQUEST_REFUSED, 404, "resource_missing", "id");
  }

  private String page(PageRequest request, List<Thing> list) {
    List<Thing> left = new ArrayList<>(list);
    int limit = 10;
    Set<String> types =
        request.parameters().stream()
            .filter(parameter -> parameter.name().startsWith("types["))
            .map(parameter -> '"' + parameter.value() + '"')
            .collect(Collectors.toSet());
    left.removeIf(thing -> !types.isEmpty() && !types.contains(thing.fields().get("type")));
    for (PageRequest.Parameter parameter : request.parameters()) {
      String value = parameter.value();
      boolean seen = ignored.contains(parameter.name()) || parameter.name().startsWith("types[");
      switch (seen ? "expand[0]" : parameter.name()) {
        case "limit" -> limit = Integer.parseInt(value);
        case "created[gte]" -> {
          long least = Long.parseLong(value);
          left.removeIf(t -> t.created() < least);
        }
        case "created[lt]" -> {
          long greatest = Long.parseLong(value) + (takesBorderIn ? 1 : 0);
          left.removeIf(t -> t.created() >= greatest);
        }
        case "starting_after" -> {}
        case "expand[0]" -> {}
        default ->
            left.removeIf(
                t -> {
                  String field = t.fields().get(parameter.name());
                  return field == null || !field.replace("\"", "").equals(value);
                });
      }
    }
    for (PageRequest.Parameter parameter : request.parameters()) {
      if (parameter.name().equals("starting_after")) {
        left = after(request, left, parameter.value(), repeatsCursor ? 0 : 1);
      }
    }
    List<Thing> page = left.subList(0, Math.min(limit, left.size()));
    return "{\"object\":\"list\",\"data\":["
        + page.stream().map(Thing::json).collect(Collectors.joining(","))
        + "],\"has_more\":"
        + (left.size() > page.size())
        + ",\"url\":\"/x\"}";
  }

  private static List<Thing> after(
      PageRequest request, List<Thing> list, String cursor, int behind) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).id().equals(cursor)) {
        return list.subList(i + behind, list.size());
      }
    }
    throw failure(request, DriverError.REQUEST_REFUSED, 400, "resource_missing", "starting_after");
  }

  public static CallFailure failure(
      PageRequest request, DriverError error, int status, String code, String param) {
    return new CallFailure(
        new Facts(
            Trouble.STATUS,
            status,
            new ApiError("invalid_request_error", code, param, "no"),
            "req_1",
            null,
            null,
            -1),
        new DriverFailure(error, "refused " + line(request), status, null));
  }

  /** An account that refuses for itself alone. */
  public static CallFailure refusal(PageRequest request, String account) {
    CallFailure failure =
        failure(request, DriverError.ACCOUNT_REFUSED, 403, "account_invalid", null);
    return new CallFailure(failure.facts(), failure.failure(), account);
  }
}
