package io.stripejdbc.catalog.generator;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.generator.ApiFacts.Field;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences about columns: a phrase for what a field is, where a person wrote one, and what
 * follows from its kind.
 *
 * @param phrases what a field is, by {@code table.path}, by the end of its path or by its name
 * @param contexts the object that a field lies in, where its name reads badly
 * @param prefixes how ids of an object begin
 * @param aliases tables of the same rows as another
 * @param shorts fields whose text is short
 */
record ColumnRemarks(
    Map<String, String> phrases,
    Map<String, String> contexts,
    Map<String, String> prefixes,
    Map<String, String> aliases,
    Set<String> shorts) {
  private static final String ASKED_ONE_BY_ONE =
      "Shown only on demand: selecting it asks for each object by itself.";

  /** An enumeration with more values is not told value by value. */
  private static final int FEW = 10;

  private static final Pattern STATE =
      Pattern.compile(
          "(.+)_(enabled|provided|submitted|accepted|allowed|required|supported|requested"
              + "|available|used|applied)");

  private static final Pattern ABBREVIATION =
      Pattern.compile("\\b(iban|bsb|zip|url|ip|id|png|svg|vpa|ssid|ca|csr|tos|vat|upc)\\b");

  static ColumnRemarks read() {
    try (InputStream in = ColumnRemarks.class.getResourceAsStream("words.json")) {
      return new ObjectMapper().readValue(in, ColumnRemarks.class);
    } catch (IOException e) {
      throw new IllegalStateException("words.json", e);
    }
  }

  boolean isShort(String field) {
    return shorts.contains(field);
  }

  /** The phrase of a column that is no field. */
  String special(String table, String name) {
    String phrase = phrases.getOrDefault(table + "." + name, phrases.get("*." + name));
    if (phrase == null) {
      throw new IllegalArgumentException("no words for " + table + "." + name);
    }
    return phrase + ".";
  }

  String parent(ParentSpec parent) {
    if (parent.table() == null) {
      return "Id of the object whose rows these are; Stripe lists them by it only.";
    }
    return "%s of the row of %s that this row belongs to."
        .formatted(parent.parentColumn().equals("id") ? "Id" : "Key", parent.table());
  }

  String id(String object) {
    String prefix = prefixes.get(object);
    String name = object.substring(object.lastIndexOf('.') + 1).replace('_', ' ');
    return "Id of the " + name + (prefix == null ? "" : ", begins with " + prefix) + ".";
  }

  /** The same column of a table whose list takes the parameter that brings it. */
  static ColumnSpec includedByList(ColumnSpec column) {
    return column.withRemarks(
        column
            .remarks()
            .replace(
                ASKED_ONE_BY_ONE, "Shown only on demand: selecting it makes the answers larger."));
  }

  /** What a column is, from its field; {@code money} names the column with its currency. */
  String column(String table, ColumnSpec column, Field field, String money) {
    List<String> sentences = new ArrayList<>();
    String subject = subject(table, column.jsonPath(), field, column.type(), money);
    boolean known = column.references() != null;
    sentences.add(subject + (known ? " (" + column.references() + ".id)." : "."));
    List<String> values = values(field);
    if (!values.isEmpty() && !values.stream().allMatch(subject::contains)) {
      sentences.add("One of " + String.join(", ", values) + ".");
    }
    if (field.kind().equals("expandable") && field.target().endsWith(".Account")) {
      sentences.add("An account's id, found in accounts.id.");
    }
    if (column.expand() != null) {
      sentences.add("Shown only when expanded: selecting it makes the answers larger.");
    }
    if (column.include() != null) {
      sentences.add(ASKED_ONE_BY_ONE);
    }
    return String.join(" ", sentences);
  }

  private static List<String> values(Field field) {
    boolean told = field.values() != null && !field.kind().equals("const");
    List<String> values = told ? field.values().stream().distinct().toList() : List.of();
    return values.size() <= FEW ? values : List.of();
  }

  /** Adds what a filter does for a column to what the column is. */
  static String filtered(ColumnSpec column, FilterSpec filter) {
    String operators =
        switch (filter.operator()) {
          case EQUAL -> "=";
          case ANY_OF -> "= and IN";
          case RANGE, RANGE_SUFFIX, AFTER_BEFORE -> "= and ranges";
        };
    String whose = column.role() == ColumnSpec.Role.PARENT_TYPE ? "The driver" : "Stripe";
    return "%s %s filters by it (%s).".formatted(column.remarks(), whose, operators);
  }

  private String subject(String table, String path, Field field, ColumnType type, String money) {
    String whole = phrases.get(aliases.getOrDefault(table, table) + "." + path);
    if (whole != null) {
      return whole;
    }
    String[] steps = path.split("\\.", -1);
    for (int from = 0; from < steps.length; from++) {
      String phrase = phrases.get(String.join(".", Arrays.copyOfRange(steps, from, steps.length)));
      if (phrase != null) {
        return context(steps, from) + unit(phrase, field, type, money);
      }
    }
    int leaf = steps.length - 1;
    return context(steps, leaf) + unit(plain(steps[leaf], type), field, type, money);
  }

  private String context(String[] steps, int until) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < until; i++) {
      String name = contexts.getOrDefault(steps[i], steps[i].replace('_', ' '));
      words.add(name);
    }
    return words.isEmpty() ? "" : capital(String.join(", ", words)) + ": ";
  }

  private static String unit(String phrase, Field field, ColumnType type, String money) {
    boolean told = phrase.contains("JSON") || phrase.contains("minor units");
    return switch (told ? ColumnType.VARCHAR : type) {
      case BIGINT -> phrase + (field.money() == null ? "" : ", in minor units of " + money);
      case TIMESTAMP, INSTANT -> phrase + " (UTC)";
      case JSON -> phrase + (field.kind().equals("list") ? ", a JSON array" : ", a JSON object");
      case VARCHAR, BOOLEAN, DECIMAL -> phrase;
    };
  }

  private static String plain(String name, ColumnType type) {
    String words = words(name);
    return switch (type) {
      case BOOLEAN -> whether(name);
      case TIMESTAMP, INSTANT ->
          name.endsWith("_at")
              ? "When it was " + words.substring(0, words.length() - 3)
              : "Time of " + words;
      case VARCHAR, BIGINT, DECIMAL, JSON -> capital(words);
    };
  }

  /** The words of a name, abbreviations in capitals. */
  private static String words(String name) {
    return ABBREVIATION
        .matcher(name.replace('_', ' '))
        .replaceAll(m -> m.group().toUpperCase(ROOT));
  }

  private static String whether(String name) {
    Matcher state = STATE.matcher(name);
    if (state.matches()) {
      String verb = state.group(1).endsWith("s") ? " are " : " is ";
      return "Whether " + state.group(1).replace('_', ' ') + verb + state.group(2);
    }
    return "Whether it is so: " + name.replace('_', ' ');
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
