package io.stripejdbc.emulator.world.model;

import java.util.List;
import java.util.Locale;

/** Invented people and things. */
public final class FakeNames {
  public static final List<String> FIRST =
      List.of(
          "Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Imani", "Jonas",
          "Keiko", "Lars", "Mina", "Noor", "Oskar", "Priya", "Quentin", "Rosa", "Sami", "Tara",
          "Ugo", "Vera", "Wen", "Ximena", "Yusuf", "Zoe");

  public static final List<String> LAST =
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

  public static final List<String> CITIES =
      List.of("Springfield", "Riverton", "Lakeside", "Milltown", "Ashford", "Eastport");

  private static final List<String> ADJECTIVES =
      List.of("Small", "Blue", "Classic", "Winter", "Garden", "Travel", "Deluxe", "Everyday");

  private static final List<String> THINGS =
      List.of("Mug", "Notebook", "Lamp", "Scarf", "Tea Set", "Candle", "Basket", "Print", "Box");

  private FakeNames() {}

  public static String person(SeededRandom random) {
    return random.pick(FIRST) + " " + random.pick(LAST);
  }

  public static String thing(SeededRandom random) {
    return random.pick(ADJECTIVES) + " " + random.pick(THINGS);
  }

  /** An address that nobody has: {@code .example} is reserved. */
  public static String email(String person, int number) {
    String lower = person.toLowerCase(Locale.ROOT);
    StringBuilder letters = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); i++) {
      char letter = lower.charAt(i);
      if (letter == ' ' || (letter >= 'a' && letter <= 'z')) {
        letters.append(letter);
      }
    }
    return letters.toString().strip().replace(' ', '.') + number + "@mail.example";
  }
}
