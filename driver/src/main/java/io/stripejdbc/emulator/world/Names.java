package io.stripejdbc.emulator.world;

import java.util.List;
import java.util.Locale;

/** Invented people and things. */
final class Names {
  static final List<String> FIRST =
      List.of(
          "Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Imani", "Jonas",
          "Keiko", "Lars", "Mina", "Noor", "Oskar", "Priya", "Quentin", "Rosa", "Sami", "Tara",
          "Ugo", "Vera", "Wen", "Ximena", "Yusuf", "Zoe");

  static final List<String> LAST =
      List.of(
          "Abe",
          "Bergström",
          "Castillo",
          "Dubois",
          "Eriksen",
          "Fischer",
          "Garcia",
          "Haddad",
          "Ito",
          "Jansen",
          "Kovacs",
          "Lindqvist",
          "Moreau",
          "Nakamura",
          "O'Brien",
          "Petrov",
          "Quispe",
          "Rossi",
          "Schmidt",
          "Tanaka",
          "Ueda",
          "Vargas",
          "Weber",
          "Yamada",
          "Zhang");

  static final List<String> CITIES =
      List.of("Springfield", "Riverton", "Lakeside", "Milltown", "Ashford", "Eastport");

  private static final List<String> ADJECTIVES =
      List.of("Small", "Blue", "Classic", "Winter", "Garden", "Travel", "Deluxe", "Everyday");

  private static final List<String> THINGS =
      List.of("Mug", "Notebook", "Lamp", "Scarf", "Tea Set", "Candle", "Basket", "Print", "Box");

  private Names() {}

  static String person(Dice dice) {
    return dice.pick(FIRST) + " " + dice.pick(LAST);
  }

  static String thing(Dice dice) {
    return dice.pick(ADJECTIVES) + " " + dice.pick(THINGS);
  }

  /** An address that nobody has: {@code .example} is reserved. */
  static String email(String person, int number) {
    String local =
        person.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").strip().replace(' ', '.');
    return local + number + "@mail.example";
  }
}
