package io.stripejdbc.catalog.generator;

import com.stripe.model.StripeCollection;
import com.stripe.model.StripeObjectInterface;
import com.stripe.model.StripeSearchResult;
import com.stripe.net.ApiRequest;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.RequestOptions;
import com.stripe.net.StripeResponseGetter;
import com.stripe.param.WebhookEndpointCreateParams;
import io.stripejdbc.catalog.generator.ApiFacts.Endpoint;
import io.stripejdbc.catalog.generator.ApiFacts.Param;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Every GET of the API, found by calling stripe-java's services without a network. */
final class ApiEndpointReader {
  private static final String ID = "0id0";

  /** The file has them in this order. */
  private static final List<String> KINDS =
      List.of("list", "search", "singleton", "v2list", "object");

  private final JavadocReader javadoc;
  private final Curation curation;

  ApiEndpointReader(JavadocReader javadoc, Curation curation) {
    this.javadoc = javadoc;
    this.curation = curation;
  }

  /** One GET of a service: its path with {@code {}} for each id, its parameters, its answer. */
  private record Read(String path, Class<?> parameters, Type answer) {
    Class<?> raw() {
      return answer instanceof ParameterizedType generic
          ? (Class<?>) generic.getRawType()
          : (Class<?>) answer;
    }

    Class<?> resource() {
      return answer instanceof ParameterizedType generic
          ? (Class<?>) generic.getActualTypeArguments()[0]
          : (Class<?>) answer;
    }

    String kind() {
      if (raw() == StripeCollection.class) {
        return "list";
      } else if (raw() == StripeSearchResult.class) {
        return "search";
      } else if (raw() == com.stripe.model.v2.StripeCollection.class) {
        return "v2list";
      }
      boolean object = StripeObjectInterface.class.isAssignableFrom(raw());
      return !object ? "" : path.endsWith("{}") ? "object" : "singleton";
    }
  }

  /** Lists, searches and single objects without an id of their own. */
  List<Endpoint> endpoints() {
    Map<String, Read> reads = reads();
    return reads.values().stream()
        .filter(read -> !read.kind().isEmpty())
        .filter(read -> !read.kind().equals("object") || isInNoList(read, reads))
        .map(read -> endpoint(read, reads))
        .sorted(
            Comparator.comparing((Endpoint e) -> KINDS.indexOf(e.kind()))
                .thenComparing(Endpoint::path))
        .toList();
  }

  /** Whether an object is found by its id alone. */
  private static boolean isInNoList(Read read, Map<String, Read> reads) {
    String list = read.path().substring(0, read.path().length() - "/{}".length());
    return !reads.containsKey(list) && list.indexOf('{') < 0;
  }

  private Endpoint endpoint(Read read, Map<String, Read> reads) {
    String model = read.resource().getCanonicalName();
    String comment = javadoc.comment(model, "object");
    String object = ApiModelReader.choices(comment).stream().findFirst().orElse(null);
    boolean alone = read.kind().equals("object");
    String list = alone ? read.path().replace("/{}", "") : read.path();
    String path = javadoc.path(list);
    String one = list.replace("/search", "") + "/{}";
    boolean single = read.kind().equals("singleton") || !reads.containsKey(one);
    return new Endpoint(
        path,
        ids(path),
        read.kind(),
        model,
        object,
        read.parameters() == null ? List.of() : params(read.parameters()),
        single ? null : javadoc.path(one),
        object == null ? List.of() : events(object),
        curation.omitPaths().containsKey(read.path()) || curation.omitPaths().containsKey(list),
        null);
  }

  private static List<String> ids(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(part -> part.startsWith("{"))
        .map(part -> part.substring(1, part.length() - 1))
        .toList();
  }

  /** The types of events that tell of an object: its name and one word, unless a person said so. */
  private List<String> events(String object) {
    List<String> prefixes =
        curation.events().getOrDefault(object, List.of(object, object.replace('.', '_')));
    return StripeJavaClasses.values(WebhookEndpointCreateParams.EnabledEvent.class).stream()
        .filter(type -> type.contains("."))
        .filter(type -> prefixes.contains(type.substring(0, type.lastIndexOf('.'))))
        .sorted()
        .toList();
  }

  private List<Param> params(Class<?> type) {
    List<Param> params = new ArrayList<>();
    StripeJavaClasses.fields(type).forEach((name, field) -> params.add(param(name, field)));
    return params;
  }

  private Param param(String name, Field field) {
    String comment = javadoc.comment(field.getDeclaringClass().getCanonicalName(), name);
    boolean required = comment.contains("<strong>Required.</strong>");
    Class<?> type = field.getType();
    if (List.class.isAssignableFrom(type)) {
      Type element = ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
      List<String> values =
          element instanceof Class<?> each && each.isEnum() ? StripeJavaClasses.values(each) : null;
      return new Param(name, "list", required, values, null, null);
    } else if (type.isEnum()) {
      return new Param(name, "enum", required, StripeJavaClasses.values(type), null, null);
    }
    Class<?> range = type == Object.class ? range(field) : isRange(type) ? type : null;
    if (range != null) {
      Class<?> of = StripeJavaClasses.fields(range).get("gt").getType();
      return new Param(
          name, "range", required, null, null, of == Instant.class ? "instant" : "long");
    } else if (type.getName().startsWith("com.stripe.param.")) {
      return new Param(name, "map", required, null, params(type), null);
    }
    return new Param(name, plain(type), required, null, null, null);
  }

  private static String plain(Class<?> type) {
    if (type == Long.class) {
      return "long";
    } else if (type == Boolean.class) {
      return "bool";
    } else if (type == Instant.class) {
      return "instant";
    }
    return Map.class.isAssignableFrom(type) ? "map" : "string";
  }

  /** The class with the two ends, where a parameter takes a value or a range. */
  private static Class<?> range(Field field) {
    Class<?> builder =
        Arrays.stream(field.getDeclaringClass().getDeclaredClasses())
            .filter(nested -> nested.getSimpleName().equals("Builder"))
            .findFirst()
            .orElseThrow();
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getName().equalsIgnoreCase("set" + field.getName()))
        .map(method -> method.getParameterTypes()[0])
        .filter(ApiEndpointReader::isRange)
        .findFirst()
        .orElse(null);
  }

  private static boolean isRange(Class<?> type) {
    return type.getName().startsWith("com.stripe.param.")
        && StripeJavaClasses.fields(type).containsKey("gt");
  }

  private static Map<String, Read> reads() {
    Map<String, Read> reads = new TreeMap<>();
    for (Class<?> service : StripeJavaClasses.services()) {
      for (Method method : service.getMethods()) {
        Class<?>[] types = method.getParameterTypes();
        boolean writes = method.getName().startsWith("create");
        if (!writes && types.length > 0 && types[types.length - 1] == RequestOptions.class) {
          Read read = call(service, method);
          if (read != null && (read.parameters() != null || !reads.containsKey(read.path()))) {
            reads.put(read.path(), read);
          }
        }
      }
    }
    return reads;
  }

  /** Calls a method and looks at its request; null unless it is a GET. */
  private static Read call(Class<?> service, Method method) {
    ApiRequest[] sent = new ApiRequest[1];
    Object getter =
        Proxy.newProxyInstance(
            StripeResponseGetter.class.getClassLoader(),
            new Class<?>[] {StripeResponseGetter.class},
            (proxy, called, arguments) -> {
              sent[0] = (ApiRequest) arguments[0];
              return null;
            });
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments =
        Arrays.stream(types).map(type -> type == String.class ? ID : null).toArray();
    try {
      Object instance = service.getConstructor(StripeResponseGetter.class).newInstance(getter);
      method.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      if (sent[0] == null) {
        throw new IllegalStateException(service + "." + method.getName(), e);
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(service.getName(), e);
    }
    if (Objects.requireNonNull(sent[0]).getMethod() != RequestMethod.GET) {
      return null;
    }
    Class<?> parameters =
        Arrays.stream(types)
            .filter(type -> type.getName().startsWith("com.stripe.param"))
            .findFirst()
            .orElse(null);
    return new Read(sent[0].getPath().replace(ID, "{}"), parameters, method.getGenericReturnType());
  }
}
