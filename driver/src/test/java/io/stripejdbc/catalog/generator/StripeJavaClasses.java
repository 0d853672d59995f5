package io.stripejdbc.catalog.generator;

import com.google.gson.annotations.SerializedName;
import com.stripe.StripeClient;
import com.stripe.net.ApiService;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The classes of stripe-java's jar. */
final class StripeJavaClasses {
  private StripeJavaClasses() {}

  /** Every class with the methods of one kind of object. */
  static List<Class<?>> services() {
    return named("com/stripe/service/.*Service").stream()
        .filter(ApiService.class::isAssignableFrom)
        .toList();
  }

  /** The classes that can come in the place of an interface, by name. */
  static List<Class<?>> members(Class<?> type) {
    return named("com/stripe/model/[A-Za-z0-9/]+").stream()
        .filter(type::isAssignableFrom)
        .filter(member -> !Modifier.isAbstract(member.getModifiers()))
        .toList();
  }

  /** The objects that have an id and whose name is no part of an area's. */
  static List<Class<?>> objects() {
    return named("com/stripe/model/[A-Za-z0-9]+").stream()
        .filter(type -> fields(type).keySet().containsAll(List.of("id", "object")))
        .toList();
  }

  private static List<Class<?>> named(String pattern) {
    File jar =
        new File(StripeClient.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (JarFile file = new JarFile(jar);
        Stream<String> names = file.stream().map(entry -> entry.getName())) {
      List<Class<?>> classes = new ArrayList<>();
      for (String name : names.filter(n -> n.matches(pattern + "\\.class")).sorted().toList()) {
        String type = name.replace(".class", "").replace('/', '.');
        classes.add(Class.forName(type, false, StripeClient.class.getClassLoader()));
      }
      return classes;
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(jar.toString(), e);
    }
  }

  /** The class of a name in which a dot also stands before a nested class. */
  static Class<?> load(String name) {
    String binary = name;
    while (true) {
      try {
        return Class.forName(binary);
      } catch (ClassNotFoundException e) {
        int dot = binary.lastIndexOf('.');
        if (Character.isLowerCase(binary.charAt(binary.lastIndexOf('.', dot - 1) + 1))) {
          throw new IllegalArgumentException("stripe-java has no class " + name, e);
        }
        binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
      }
    }
  }

  /** Fields, inherited ones too, by the name they bear in JSON. */
  static Map<String, Field> fields(Class<?> model) {
    Map<String, Field> fields = new TreeMap<>();
    for (Class<?> type = model; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        SerializedName name = field.getAnnotation(SerializedName.class);
        if (name != null && !Modifier.isStatic(field.getModifiers())) {
          fields.putIfAbsent(name.value(), field);
        }
      }
    }
    fields.remove("_stripe_java_extra_param_key");
    return fields;
  }

  /** The texts of an enumeration of parameters, in their order. */
  static List<String> values(Class<?> enumeration) {
    List<String> values = new ArrayList<>();
    for (Field constant : enumeration.getFields()) {
      if (constant.isEnumConstant()) {
        values.add(constant.getAnnotation(SerializedName.class).value());
      }
    }
    return values;
  }
}
