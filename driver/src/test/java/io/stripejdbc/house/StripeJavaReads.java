package io.stripejdbc.house;

import com.stripe.StripeClient;
import com.stripe.net.ApiRequest;
import com.stripe.net.ApiService;
import com.stripe.net.RequestOptions;
import com.stripe.net.StripeResponseGetter;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Every GET that the services of stripe-java send, found by calling them without a network. */
final class StripeJavaReads {
  private static final String ID = "0id0";
  private static final List<String> NAMES = List.of("list", "search", "retrieve", "find", "pdf");

  private StripeJavaReads() {}

  /**
   * One GET.
   *
   * @param path with {@code {}} in place of each id
   * @param parameters the class of its parameters, null for none
   * @param isList whether many objects come back
   */
  record Read(String path, Class<?> parameters, boolean isList) {}

  /**
   * By path; lists, single objects and searches, without the GETs that name an object by its id.
   */
  static List<Read> all() {
    TreeMap<String, Read> reads = new TreeMap<>();
    for (Class<?> service : services()) {
      for (Method method : service.getMethods()) {
        if (isRead(method)) {
          Read read = call(service, method);
          if (!read.path().endsWith("{}")) {
            reads.put(read.path(), read);
          }
        }
      }
    }
    return List.copyOf(reads.values());
  }

  private static boolean isRead(Method method) {
    Class<?>[] types = method.getParameterTypes();
    boolean whole = types.length > 0 && types[types.length - 1] == RequestOptions.class;
    boolean withParameters =
        Arrays.stream(types).anyMatch(type -> type.getName().startsWith("com.stripe.param"));
    return whole && withParameters && NAMES.stream().anyMatch(method.getName()::startsWith);
  }

  private static Read call(Class<?> service, Method method) {
    String[] path = new String[1];
    Object getter =
        Proxy.newProxyInstance(
            StripeResponseGetter.class.getClassLoader(),
            new Class<?>[] {StripeResponseGetter.class},
            (proxy, called, arguments) -> {
              path[0] = ((ApiRequest) arguments[0]).getPath();
              return null;
            });
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments =
        Arrays.stream(types).map(type -> type == String.class ? ID : null).toArray();
    try {
      Object instance = service.getConstructor(StripeResponseGetter.class).newInstance(getter);
      method.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      if (path[0] == null) {
        throw new AssertionError(service + "." + method.getName(), e);
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(service.getName(), e);
    }
    Class<?> parameters =
        Arrays.stream(types)
            .filter(type -> type.getName().startsWith("com.stripe.param"))
            .findFirst()
            .orElse(null);
    boolean isList = method.getReturnType().getSimpleName().equals("StripeCollection");
    return new Read(path[0].replace(ID, "{}"), parameters, isList);
  }

  private static List<Class<?>> services() {
    File jar =
        new File(StripeClient.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (JarFile file = new JarFile(jar);
        Stream<String> names = file.stream().map(entry -> entry.getName())) {
      return names
          .filter(name -> name.startsWith("com/stripe/service/") && name.endsWith("Service.class"))
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .map(StripeJavaReads::load)
          .filter(ApiService.class::isAssignableFrom)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(jar.toString(), e);
    }
  }

  static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("stripe-java has no class " + name, e);
    }
  }
}
