package io.stripejdbc.emulator.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.request.ApiCall;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.ArgumentValues;
import io.stripejdbc.emulator.request.RequestArguments;
import io.stripejdbc.emulator.request.Route;
import io.stripejdbc.emulator.request.RowCondition;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes pages of a {@link BigTable} from one sample row. */
public final class BigTablePages {
  private static final Set<String> TAKEN =
      Set.of("limit", "starting_after", "ending_before", "created", "expand", "status", "active");
  private static final String ID = "@id@";
  private static final String CREATED = "9000000000001";
  private static final String AMOUNT = "9000000000002";
  private static final Pattern HOLE = Pattern.compile(ID + "|" + CREATED + "|" + AMOUNT);
  private static final int EIGHT_DIGITS = 100_000_000;

  private final BigTable table;
  private final long now;
  private final String prefix;

  /** The sample row: texts, with the names of what is to be put between them. */
  private final List<String> pieces = new ArrayList<>();

  public BigTablePages(BigTable table, World world) {
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
    row.put("id", ID).put("created", Long.parseLong(CREATED)).put("amount", Long.parseLong(AMOUNT));
    cut(row.toString());
  }

  private void cut(String sample) {
    Matcher hole = HOLE.matcher(sample);
    int at = 0;
    while (hole.find()) {
      pieces.add(sample.substring(at, hole.start()));
      pieces.add(hole.group());
      at = hole.end();
    }
    pieces.add(sample.substring(at));
  }

  public boolean answers(Route route, String account) {
    return account.equals(World.PLATFORM) && route.endpoint().path().equals(table.path());
  }

  public byte[] page(ApiCall call, Endpoint endpoint) {
    RequestArguments arguments = RequestArguments.check(call.query(), endpoint.parameters(), false);
    for (ApiCall.Pair pair : call.query()) {
      String name = pair.name().replaceFirst("\\[.*", "");
      if (!TAKEN.contains(name)) {
        throw ApiFailure.badRequest("", name, "A big table has no filter by " + name + ".");
      }
    }
    int limit = ArgumentValues.limit(arguments);
    RowCondition.Between created =
        arguments
            .ranges()
            .getOrDefault("created", new RowCondition.Between("", Long.MIN_VALUE, Long.MAX_VALUE));
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

  private byte[] write(ApiCall call, int from, int to, boolean more) {
    StringBuilder body = new StringBuilder();
    body.append("{\"object\":\"list\",\"data\":[");
    for (int i = from; i < to; i++) {
      body.append(i == from ? "" : ",");
      write(body, i);
    }
    body.append("],\"has_more\":").append(more).append(",\"url\":\"").append(call.path());
    return body.append("\"}").toString().getBytes(UTF_8);
  }

  public byte[] one(String id) {
    int number = numberOf(id, "id");
    StringBuilder row = new StringBuilder();
    write(row, number);
    return row.toString().getBytes(UTF_8);
  }

  private void write(StringBuilder row, int number) {
    for (String piece : pieces) {
      switch (piece) {
        case ID -> row.append(prefix).append(digits(number));
        case CREATED -> row.append(created(number));
        case AMOUNT -> row.append(100 + number % 10_000L);
        default -> row.append(piece);
      }
    }
  }

  private static String digits(int number) {
    return Integer.toString(EIGHT_DIGITS + number).substring(1);
  }

  private long created(int number) {
    return now - table.age(number);
  }

  private int firstNotAfter(long second) {
    return table.firstOfAge(now - second);
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
