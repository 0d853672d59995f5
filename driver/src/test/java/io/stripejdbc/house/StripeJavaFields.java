package io.stripejdbc.house;

import com.google.gson.annotations.SerializedName;
import com.stripe.model.BankAccount;
import com.stripe.model.Card;
import com.stripe.model.ExpandableField;
import com.stripe.model.ExternalAccount;
import com.stripe.model.PaymentSource;
import com.stripe.model.Source;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeObject;
import io.stripejdbc.catalog.ColumnType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The fields of stripe-java's classes as they stand in JSON. */
final class StripeJavaFields {
  /** An interface tells no fields: the objects that come in its place. */
  private static final Map<Class<?>, List<Class<?>>> MEMBERS =
      Map.of(
          ExternalAccount.class, List.of(BankAccount.class, Card.class),
          PaymentSource.class,
              List.of(com.stripe.model.Account.class, BankAccount.class, Card.class, Source.class));

  private StripeJavaFields() {}

  /** Fields by the name they bear in JSON. */
  static Map<String, Field> of(Class<?> model) {
    Map<String, Field> fields = new TreeMap<>();
    for (Class<?> member : MEMBERS.getOrDefault(model, List.of(model))) {
      for (Class<?> type = member; type != null; type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          SerializedName name = field.getAnnotation(SerializedName.class);
          if (name != null && !Modifier.isStatic(field.getModifiers())) {
            fields.putIfAbsent(name.value(), field);
          }
        }
      }
    }
    return fields;
  }

  /** Whether a class stands for several kinds of objects. */
  static boolean isMixed(Class<?> model) {
    return MEMBERS.containsKey(model);
  }

  /** The class of an object inside the object, empty for a plain value. */
  static Optional<Class<?>> inner(Field field) {
    Class<?> type = field.getType();
    boolean object = StripeObject.class.isAssignableFrom(type) || isMixed(type);
    return object && !isPagedList(field) ? Optional.of(type) : Optional.empty();
  }

  /** The class of the objects of a list that has pages of its own. */
  static Optional<Class<?>> rows(Field field) {
    if (!isPagedList(field)) {
      return Optional.empty();
    }
    Object list =
        field.getType() == StripeCollection.class
            ? field.getGenericType()
            : field.getType().getGenericSuperclass();
    return Optional.of((Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0]);
  }

  private static boolean isPagedList(Field field) {
    return StripeCollection.class.isAssignableFrom(field.getType());
  }

  /** The types that a column of the field can have. */
  static Set<ColumnType> types(Field field) {
    Class<?> type = field.getType();
    if (type == String.class || type == ExpandableField.class) {
      return EnumSet.of(ColumnType.VARCHAR);
    } else if (type == Long.class || type == long.class) {
      return EnumSet.of(ColumnType.BIGINT, ColumnType.TIMESTAMP);
    } else if (type == Boolean.class) {
      return EnumSet.of(ColumnType.BOOLEAN);
    } else if (type == BigDecimal.class) {
      return EnumSet.of(ColumnType.DECIMAL);
    } else if (type == Instant.class) {
      return EnumSet.of(ColumnType.INSTANT);
    }
    return EnumSet.of(ColumnType.JSON);
  }
}
