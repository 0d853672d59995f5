package io.stripejdbc.catalog.generator;

import com.stripe.model.ExpandableField;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeObjectInterface;
import io.stripejdbc.catalog.generator.ApiFacts.Model;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects of the API, from stripe-java's classes: the Java type of a field says its kind, its
 * Javadoc and its name say what the type leaves open.
 */
final class ApiModelReader {
  private static final Pattern CHOICE =
      Pattern.compile("(?:One of|Equal to) (\\{@code .*?)(?:\\.(?: |$)|$)");
  private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");

  private final JavadocReader javadoc;

  /** Names of objects: a text that bears one is an id. */
  private final Set<String> named;

  ApiModelReader(JavadocReader javadoc, Set<String> named) {
    this.javadoc = javadoc;
    this.named = named;
  }

  /** The classes named and all that their fields lead to. */
  Map<String, Model> models(Collection<Class<?>> roots) {
    Map<String, Model> models = new TreeMap<>();
    Deque<Class<?>> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Class<?> type = open.pop();
      if (!models.containsKey(type.getCanonicalName())) {
        Model model = model(type);
        models.put(type.getCanonicalName(), model);
        if (model.polymorphic() != null) {
          model.polymorphic().forEach(member -> open.push(StripeJavaClasses.load(member)));
        }
        StripeJavaClasses.fields(type).values().forEach(f -> target(f.getGenericType(), open));
      }
    }
    return models;
  }

  private static void target(Type type, Deque<Class<?>> open) {
    Class<?> target = target(type);
    if (target != null) {
      open.push(target);
    }
  }

  private Model model(Class<?> type) {
    if (type.isInterface()) {
      List<String> members =
          StripeJavaClasses.members(type).stream().map(Class::getCanonicalName).toList();
      return new Model(null, List.of(), members);
    }
    List<ApiFacts.Field> fields = new ArrayList<>();
    StripeJavaClasses.fields(type).forEach((name, field) -> fields.add(field(name, field)));
    List<String> object = choices(javadoc.comment(type.getCanonicalName(), "object"));
    return new Model(object.isEmpty() ? null : object.get(0), fields, null);
  }

  ApiFacts.Field field(String name, Field field) {
    String comment = javadoc.comment(field.getDeclaringClass().getCanonicalName(), name);
    Class<?> target = target(field.getGenericType());
    List<String> values = field.getType() == String.class ? choices(comment) : List.of();
    boolean paged = StripeCollection.class.isAssignableFrom(field.getType());
    String kind = kind(name, field, values, comment);
    return new ApiFacts.Field(
        name,
        kind,
        target == null ? null : target.getCanonicalName(),
        of(field),
        values.isEmpty() ? null : values,
        isMoney(name, kind, comment) ? "minor units" : null,
        kind.equals("string") && named.contains(name) ? name : null,
        paged,
        false);
  }

  private static boolean isMoney(String name, String kind, String comment) {
    boolean number = kind.equals("long") || kind.equals("decimal");
    return number && FieldWords.isMoney(name, comment);
  }

  private static String kind(String name, Field field, List<String> values, String comment) {
    Class<?> type = field.getType();
    if (type == String.class) {
      boolean constant = comment.contains("Equal to {@code");
      return name.equals("id") ? "id" : values.isEmpty() ? "string" : constant ? "const" : "enum";
    } else if (type == Long.class || type == long.class) {
      return FieldWords.isMoment(name, comment) ? "timestamp" : "long";
    } else if (type == Boolean.class) {
      return "bool";
    } else if (type == BigDecimal.class) {
      return "decimal";
    } else if (type == Instant.class) {
      return "instant";
    } else if (type == ExpandableField.class) {
      return "expandable";
    } else if (List.class.isAssignableFrom(type) || StripeCollection.class.isAssignableFrom(type)) {
      return "list";
    } else if (Map.class.isAssignableFrom(type)) {
      return "map";
    } else if (StripeObjectInterface.class.isAssignableFrom(type)) {
      return type.isInterface() ? "polymorphic" : "object";
    }
    return type.getName().startsWith("com.stripe.") ? "object" : "json";
  }

  /** What the elements of a list or the values of a map are. */
  private static String of(Field field) {
    if (StripeCollection.class.isAssignableFrom(field.getType())) {
      return "object";
    }
    if (!(field.getGenericType() instanceof ParameterizedType generic)
        || field.getType() == ExpandableField.class) {
      return null;
    }
    Type[] arguments = generic.getActualTypeArguments();
    Type element = arguments[arguments.length - 1];
    if (Map.class.isAssignableFrom(field.getType())) {
      return element == String.class ? "String" : "Object";
    }
    Class<?> raw = raw(element);
    return raw == String.class
        ? "string"
        : raw == Long.class ? "long" : raw == ExpandableField.class ? "expandable" : "object";
  }

  /** The class of the API's object in a type: the object itself, in a list, in a map, by its id. */
  private static Class<?> target(Type type) {
    Class<?> raw = raw(type);
    if (raw != null
        && StripeCollection.class.isAssignableFrom(raw)
        && raw != StripeCollection.class) {
      return target(raw.getGenericSuperclass());
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return target(arguments[arguments.length - 1]);
    }
    boolean ours = raw != null && raw.getName().matches("com\\.stripe\\.(model|v2)\\..*");
    return ours ? raw : null;
  }

  private static Class<?> raw(Type type) {
    if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    return type instanceof Class<?> plain ? plain : null;
  }

  /** The values after "One of" or "Equal to", to the end of that sentence. */
  static List<String> choices(String comment) {
    Matcher choice = CHOICE.matcher(comment);
    return choice.find()
        ? CODE.matcher(choice.group(1)).results().map(found -> found.group(1)).distinct().toList()
        : List.of();
  }
}
