package io.stripejdbc.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.World;
import java.util.Locale;
import java.util.Set;

/** Writes pages of a {@link BigTable} from one sample row. */
final class BigPages {
  private static final Set<String> TAKEN =
      Set.of("limit", "starting_after", "ending_before", "created", "expand", "status", "active");
  private static final String ID = "@id@";
  private static final long CREATED = 9_000_000_000_001L;
  private static final long AMOUNT = 9_000_000_000_002L;

  private final BigTable table;
  private final long now;
  private final String prefix;
  private final String sample;

  BigPages(BigTable table, World world) {
    this.table = table;
    this.now = world.now().getEpochSecond();
    ObjectNode row =
        world.written(
            World.PLATFORM,
            table.path(),
            world.rows(World.PLATFORM, table.path()).at(0),
            Expansion.NONE);
    String id = row.path("id").asText();
    this.prefix = id.substring(0, id.indexOf('_') + 1) + "big";
    this.sample = row.put("id", ID).put("created", CREATED).put("amount", AMOUNT).toString();
  }

  boolean answers(Route route, String account) {
    return account.equals(World.PLATFORM) && route.endpoint().path().equals(table.path());
  }

  byte[] page(Call call, Endpoint endpoint) {
    Arguments arguments = Arguments.check(call.query(), endpoint.parameters(), false);
    for (Call.Pair pair : call.query()) {
      String name = pair.name().replaceFirst("\\[.*", "");
      if (!TAKEN.contains(name)) {
        throw ApiFailure.badRequest("", name, "A big table has no filter by " + name + ".");
      }
    }
    int limit = Values.limit(arguments);
    Condition.Between created =
        arguments
            .ranges()
            .getOrDefault("created", new Condition.Between("", Long.MIN_VALUE, Long.MAX_VALUE));
    int first = firstNotAfter(created.high());
    int end = created.low() == Long.MIN_VALUE ? table.rows() : firstNotAfter(created.low() - 1);
    int from = Math.max(first, numberOf(arguments.get("starting_after"), "starting_after") + 1);
    if (arguments.has("ending_before")) {
      end = Math.min(end, numberOf(arguments.get("ending_before"), "ending_before"));
      from = Math.max(first, end - limit);
    }
    int to = Math.max(from, Math.min(end, from + limit));
    boolean more = arguments.has("ending_before") ? from > first : to < end;
    return write(call, from, to, more);
  }

  private byte[] write(Call call, int from, int to, boolean more) {
    StringBuilder body = new StringBuilder((to - from + 1) * (sample.length() + 40));
    body.append("{\"object\":\"list\",\"data\":[");
    for (int i = from; i < to; i++) {
      body.append(i == from ? "" : ",").append(row(i));
    }
    body.append("],\"has_more\":").append(more).append(",\"url\":\"").append(call.path());
    return body.append("\"}").toString().getBytes(UTF_8);
  }

  byte[] one(String id) {
    int number = numberOf(id, "id");
    return row(number).getBytes(UTF_8);
  }

  private String row(int number) {
    return sample
        .replace(ID, prefix + String.format(Locale.ROOT, "%08d", number))
        .replace(Long.toString(CREATED), Long.toString(created(number)))
        .replace(Long.toString(AMOUNT), Long.toString(100 + number % 10_000L));
  }

  private long created(int number) {
    return now - (long) number * table.secondsApart();
  }

  private int firstNotAfter(long second) {
    if (second >= now) {
      return 0;
    }
    if (table.secondsApart() == 0) {
      return table.rows();
    }
    long number = (now - second + table.secondsApart() - 1) / table.secondsApart();
    return (int) Math.min(table.rows(), number);
  }

  private int numberOf(String id, String param) {
    if (id.isEmpty()) {
      return -1;
    }
    String digits = id.startsWith(prefix) ? id.substring(prefix.length()) : "";
    if (!digits.matches("\\d{8}") || Integer.parseInt(digits) >= table.rows()) {
      throw ApiFailure.noSuch(param.equals("id") ? 404 : 400, "object", id, param);
    }
    return Integer.parseInt(digits);
  }
}
