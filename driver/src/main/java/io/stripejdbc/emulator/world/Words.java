package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Field;
import io.stripejdbc.emulator.world.model.Calendar;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Names;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.object.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Plausible values for a field, from its kind and its name. */
final class Words {
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Words() {}

  static JsonNode plain(
      Calendar calendar, Filler.Seed seed, Seller seller, Field field, Dice dice) {
    return switch (field.kind()) {
      case MONEY -> Json.number(seller.currency.priceTag(dice.between(100, 9000) / 100.0));
      case LONG -> Json.number(number(field.name(), dice));
      case BOOL -> Json.bool(!field.name().equals("livemode") && dice.percent(50));
      case TIMESTAMP -> Json.number(time(calendar, seed, field.name(), dice));
      case INSTANT -> Json.text(instant(time(calendar, seed, field.name(), dice)));
      case DECIMAL -> Json.decimal(BigDecimal.valueOf(dice.between(1, 200), 1));
      case DECIMAL_TEXT -> Json.text(BigDecimal.valueOf(dice.between(10, 90_000), 2).toString());
      case STRINGS -> Json.strings(List.of(text(field.name(), seller, dice)));
      case LONGS -> Json.array().add(dice.below(100));
      case TEXT_MAP -> metadata(dice);
      default -> Json.object();
    };
  }

  /** As v2 writes times: UTC with milliseconds. */
  static String instant(long seconds) {
    return RFC_3339.format(Instant.ofEpochSecond(seconds));
  }

  private static long time(Calendar calendar, Filler.Seed seed, String name, Dice dice) {
    if (name.equals("created")) {
      return seed.created();
    }
    boolean future = name.contains("expires") || name.contains("end") || name.contains("due");
    long later = seed.created() + dice.between(1, 60 * Calendar.DAY);
    return future ? later : Math.min(later, calendar.now());
  }

  private static long number(String name, Dice dice) {
    return switch (name) {
      case "exp_month", "month" -> dice.between(1, 12);
      case "exp_year" -> dice.between(2027, 2032);
      case "year" -> dice.between(1960, 2004);
      case "day" -> dice.between(1, 28);
      default -> dice.between(1, 40);
    };
  }

  private static ObjectNode metadata(Dice dice) {
    ObjectNode metadata = Json.object();
    if (dice.percent(50)) {
      metadata.put("note", "n" + dice.below(1000));
    }
    return metadata;
  }

  static String text(String name, Seller seller, Dice dice) {
    return switch (name) {
      case "currency", "default_currency", "destination_currency" -> seller.currency.code();
      case "country" -> seller.country;
      case "email", "contact_email" -> Names.email(Names.person(dice), dice.below(100));
      case "name", "display_name", "customer_name", "account_name" -> Names.person(dice);
      case "first_name", "given_name" -> dice.pick(Names.FIRST);
      case "last_name", "surname" -> dice.pick(Names.LAST);
      case "city" -> dice.pick(Names.CITIES);
      case "line1" -> dice.between(1, 400) + " Orchard Road";
      case "postal_code" -> String.valueOf(dice.between(10_000, 90_000));
      case "phone", "phone_number" -> "+1555" + dice.between(1_000_000, 9_999_999);
      case "last4" -> String.valueOf(dice.between(1000, 9999));
      case "description", "nickname", "title", "label" -> Names.thing(dice);
      case "lookup_key" -> "key_" + dice.below(10_000);
      default ->
          name.endsWith("url")
              ? "https://shop.example/" + Ids.letters(dice, 8)
              : name + "_" + dice.below(1000);
    };
  }
}
