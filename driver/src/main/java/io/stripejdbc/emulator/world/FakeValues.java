package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.ObjectField;
import io.stripejdbc.emulator.world.model.FakeNames;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.WorldClock;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Plausible values for a field, from its kind and its name. */
final class FakeValues {
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private FakeValues() {}

  static JsonNode plain(
      WorldClock clock,
      FieldFaker.Seed seed,
      Seller seller,
      ObjectField field,
      SeededRandom random) {
    return switch (field.kind()) {
      case MONEY -> JsonNodes.number(seller.currency.priceTag(random.between(100, 9000) / 100.0));
      case LONG -> JsonNodes.number(number(field.name(), random));
      case BOOL -> JsonNodes.bool(!field.name().equals("livemode") && random.percent(50));
      case TIMESTAMP -> JsonNodes.number(time(clock, seed, field.name(), random));
      case INSTANT -> JsonNodes.text(instant(time(clock, seed, field.name(), random)));
      case DECIMAL -> JsonNodes.decimal(BigDecimal.valueOf(random.between(1, 200), 1));
      case DECIMAL_TEXT ->
          JsonNodes.text(BigDecimal.valueOf(random.between(10, 90_000), 2).toString());
      case STRINGS -> JsonNodes.strings(List.of(text(field.name(), seller, random)));
      case LONGS -> JsonNodes.array().add(random.below(100));
      case TEXT_MAP -> metadata(random);
      default -> JsonNodes.object();
    };
  }

  /** As v2 writes times: UTC with milliseconds. */
  static String instant(long seconds) {
    return RFC_3339.format(Instant.ofEpochSecond(seconds));
  }

  private static long time(
      WorldClock clock, FieldFaker.Seed seed, String name, SeededRandom random) {
    if (name.equals("created")) {
      return seed.created();
    }
    boolean future = name.contains("expires") || name.contains("end") || name.contains("due");
    long later = seed.created() + random.between(1, 60 * WorldClock.DAY);
    return future ? later : Math.min(later, clock.now());
  }

  private static long number(String name, SeededRandom random) {
    return switch (name) {
      case "exp_month", "month" -> random.between(1, 12);
      case "exp_year" -> random.between(2027, 2032);
      case "year" -> random.between(1960, 2004);
      case "day" -> random.between(1, 28);
      default -> random.between(1, 40);
    };
  }

  private static ObjectNode metadata(SeededRandom random) {
    ObjectNode metadata = JsonNodes.object();
    if (random.percent(50)) {
      metadata.put("note", "n" + random.below(1000));
    }
    return metadata;
  }

  static String text(String name, Seller seller, SeededRandom random) {
    return switch (name) {
      case "currency", "default_currency", "destination_currency" -> seller.currency.code();
      case "country" -> seller.country;
      case "email", "contact_email" -> FakeNames.email(FakeNames.person(random), random.below(100));
      case "name", "display_name", "customer_name", "account_name" -> FakeNames.person(random);
      case "first_name", "given_name" -> random.pick(FakeNames.FIRST);
      case "last_name", "surname" -> random.pick(FakeNames.LAST);
      case "city" -> random.pick(FakeNames.CITIES);
      case "line1" -> random.between(1, 400) + " Orchard Road";
      case "postal_code" -> String.valueOf(random.between(10_000, 90_000));
      case "phone", "phone_number" -> "+1555" + random.between(1_000_000, 9_999_999);
      case "last4" -> String.valueOf(random.between(1000, 9999));
      case "description", "nickname", "title", "label" -> FakeNames.thing(random);
      case "lookup_key" -> "key_" + random.below(10_000);
      default ->
          name.endsWith("url")
              ? "https://shop.example/" + IdGenerator.letters(random, 8)
              : name + "_" + random.below(1000);
    };
  }
}
