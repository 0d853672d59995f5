package io.stripejdbc.query.error;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteResource;
import org.apache.calcite.runtime.Resources.BaseMessage;

/**
 * Finds out which of Calcite's resources a message was made from, and with what values.
 *
 * <p>Calcite's exceptions carry the finished text and not the key of the resource. The templates
 * are annotations of {@link CalciteResource}, so the text is read with the template it was written
 * with: another Calcite may word both anew.
 */
final class CalciteMessages {
  /** A place for a value, {@code {0}} or {@code {1,number,#}}; or a quote, which is doubled. */
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)[^}]*}|''");

  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  /** A template as a pattern, and which value each group holds. */
  private record Template(Pattern pattern, List<Integer> places) {}

  /** The values of the first of these resources that the message was made from, by number. */
  Optional<List<String>> valuesOf(String message, String... keys) {
    for (String key : keys) {
      Template template = templates.computeIfAbsent(key, CalciteMessages::template);
      Matcher matcher = template.pattern.matcher(message);
      if (matcher.matches()) {
        return Optional.of(values(template, matcher));
      }
    }
    return Optional.empty();
  }

  private static List<String> values(Template template, Matcher matcher) {
    Map<Integer, String> values = new TreeMap<>();
    for (int i = 0; i < template.places.size(); i++) {
      values.put(template.places.get(i), matcher.group(i + 1));
    }
    return List.copyOf(values.values());
  }

  private static Template template(String key) {
    String text = text(key);
    List<Integer> places = new ArrayList<>();
    StringBuilder pattern = new StringBuilder();
    Matcher place = PLACE.matcher(text);
    int done = 0;
    while (place.find()) {
      pattern.append(Pattern.quote(text.substring(done, place.start())));
      if (place.group(1) == null) {
        pattern.append('\'');
      } else {
        pattern.append("(.*?)");
        places.add(Integer.valueOf(place.group(1)));
      }
      done = place.end();
    }
    pattern.append(Pattern.quote(text.substring(done)));
    return new Template(Pattern.compile(pattern.toString(), Pattern.DOTALL), places);
  }

  private static String text(String key) {
    for (Method method : CalciteResource.class.getMethods()) {
      BaseMessage message = method.getAnnotation(BaseMessage.class);
      if (method.getName().equals(key) && message != null) {
        return message.value();
      }
    }
    throw new IllegalArgumentException("Calcite has no resource " + key);
  }
}
