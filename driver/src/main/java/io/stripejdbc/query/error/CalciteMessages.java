package io.stripejdbc.query.error;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteResource;
import org.apache.calcite.runtime.Resources.BaseMessage;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which of Calcite's resources a message was made from, and says which error of ours that
 * is, in words of ours.
 *
 * <p>Calcite's exceptions carry the finished text and not the key of the resource. The templates
 * are annotations of {@link CalciteResource}, so the text is read with the template it was written
 * with: another Calcite may word both anew. Errors and words stand by key in {@code
 * calcite.properties}.
 */
final class CalciteMessages {
  /** A place for a value in a sentence of ours, {@code {0}}; or a quote, which is doubled. */
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}|''");

  /** A place for a value in one of Calcite's. */
  private static final Pattern MARK = Pattern.compile("\0(\\d+)\0");

  private final List<Template> templates = templates();
  private final Map<String, Wording> wordings = wordings();

  /**
   * A message by the resource it was made from.
   *
   * @param key name of the method of {@link CalciteResource}
   * @param values what stands in it for the places, by number
   */
  record Match(String key, Map<Integer, String> values) {
    /** The value at this place, empty where the message has no such place. */
    String value(int place) {
      return values.getOrDefault(place, "");
    }
  }

  /**
   * What a resource is called here.
   *
   * @param error the error
   * @param text the sentence with places for values, null for Calcite's
   */
  record Wording(DriverError error, @Nullable String text) {}

  /** A template as a pattern, which value each group holds, and how much of it is fixed. */
  private record Template(String key, Pattern pattern, List<Integer> places, int fixed) {
    static Template of(String key, BaseMessage message) {
      String text = marked(message.value());
      List<Integer> places = new ArrayList<>();
      StringBuilder pattern = new StringBuilder();
      Matcher place = MARK.matcher(text);
      int done = 0;
      int fixed = 0;
      while (place.find()) {
        pattern.append(Pattern.quote(text.substring(done, place.start()))).append("(.*?)");
        places.add(Integer.valueOf(place.group(1)));
        fixed += place.start() - done;
        done = place.end();
      }
      pattern.append(Pattern.quote(text.substring(done)));
      return new Template(
          key,
          Pattern.compile(pattern.toString(), Pattern.DOTALL),
          places,
          fixed + text.length() - done);
    }

    /** The text with marks where values go, and its quotes as they are shown. */
    private static String marked(String template) {
      MessageFormat format = new MessageFormat(template, Locale.ROOT);
      Object[] marks = new Object[format.getFormatsByArgumentIndex().length];
      for (int i = 0; i < marks.length; i++) {
        format.setFormatByArgumentIndex(i, null);
        marks[i] = "\0" + i + "\0";
      }
      return format.format(marks);
    }

    Optional<Match> read(String message) {
      Matcher matcher = pattern.matcher(message);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      Map<Integer, String> values = new TreeMap<>();
      for (int i = 0; i < places.size(); i++) {
        values.put(places.get(i), matcher.group(i + 1));
      }
      return Optional.of(new Match(key, values));
    }
  }

  /** The resource with the most words in common with the message, of those that it fits. */
  Optional<Match> read(String message) {
    return templates.stream().flatMap(template -> template.read(message).stream()).findFirst();
  }

  /** Whether the message was made from this resource. */
  boolean isFrom(String key, String message) {
    return read(message).filter(match -> match.key().equals(key)).isPresent();
  }

  /**
   * The error that a message of Calcite's is, in words of ours where there are any.
   *
   * @param message a message of Calcite's, of a resource or not
   * @param otherwise the error of a message of no resource
   */
  DriverFailure failure(String message, DriverError otherwise) {
    return read(message)
        .map(match -> failure(match, message))
        .orElseGet(() -> new DriverFailure(otherwise, firstLine(message)));
  }

  private DriverFailure failure(Match match, String message) {
    Wording wording = wordings.get(match.key());
    if (wording == null) {
      return new DriverFailure(DriverError.INVALID_SQL, firstLine(message));
    }
    return new DriverFailure(
        wording.error(),
        wording.text() == null ? firstLine(message) : filled(wording.text(), match));
  }

  private static String filled(String text, Match match) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    place.group(1) == null
                        ? "'"
                        : match.value(Integer.parseInt(place.group(1))).replaceAll("[<>]", "")));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static List<Template> templates() {
    return Stream.of(CalciteResource.class.getMethods())
        .flatMap(CalciteMessages::template)
        .sorted(Comparator.comparingInt(Template::fixed).reversed().thenComparing(Template::key))
        .toList();
  }

  private static Stream<Template> template(Method method) {
    BaseMessage message = method.getAnnotation(BaseMessage.class);
    return message == null ? Stream.empty() : Stream.of(Template.of(method.getName(), message));
  }

  /** What {@code calcite.properties} says, by key. */
  static Map<String, Wording> wordings() {
    Properties lines = new Properties();
    try (InputStream in = CalciteMessages.class.getResourceAsStream("calcite.properties");
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      lines.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Wording> wordings = new TreeMap<>();
    for (String key : lines.stringPropertyNames()) {
      String[] parts = lines.getProperty(key).split(" ", 2);
      wordings.put(
          key, new Wording(DriverError.valueOf(parts[0]), parts.length > 1 ? parts[1] : null));
    }
    return wordings;
  }
}
