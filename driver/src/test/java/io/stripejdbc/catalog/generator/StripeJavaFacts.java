package io.stripejdbc.catalog.generator;

import com.stripe.Stripe;
import io.stripejdbc.catalog.generator.ApiFacts.Endpoint;
import io.stripejdbc.catalog.generator.ApiFacts.Field;
import io.stripejdbc.catalog.generator.ApiFacts.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of the API from stripe-java: its classes, its sources, and a person's additions.
 */
public final class StripeJavaFacts {
  private StripeJavaFacts() {}

  /** From the classes and from the sources in a jar. */
  public static ApiFacts ofJar(Path sources) throws IOException {
    return read(JavadocReader.ofJar(sources), Curation.read());
  }

  /** From the classes alone: without names of ids, without values of enumerations. */
  public static ApiFacts ofClasses() {
    return read(JavadocReader.none(), Curation.read());
  }

  static ApiFacts read(JavadocReader javadoc, Curation curation) {
    List<Endpoint> endpoints = new ApiEndpointReader(javadoc, curation).endpoints();
    Set<Class<?>> roots = new LinkedHashSet<>();
    endpoints.forEach(endpoint -> roots.add(StripeJavaClasses.load(endpoint.resource())));
    curation.made().values().stream()
        .filter(made -> made.model() != null)
        .forEach(made -> roots.add(StripeJavaClasses.load("com.stripe.model." + made.model())));
    Set<String> named =
        StripeJavaClasses.objects().stream()
            .map(type -> object(javadoc, type))
            .collect(Collectors.toSet());
    Map<String, Model> models = new HashMap<>(new ApiModelReader(javadoc, named).models(roots));
    curation
        .kinds()
        .forEach(
            (name, kinds) ->
                models.computeIfPresent(
                    "com.stripe.model." + name, (key, model) -> told(model, kinds)));
    ApiAdditions additions = ApiAdditions.read();
    List<Endpoint> all = new ArrayList<>(endpoints);
    all.addAll(additions.endpoints());
    models.putAll(additions.models());
    return new ApiFacts(Stripe.API_VERSION, all, models).with(curation.add());
  }

  private static String object(JavadocReader javadoc, Class<?> type) {
    return ApiModelReader.choices(javadoc.comment(type.getCanonicalName(), "object")).stream()
        .findFirst()
        .orElseGet(
            () ->
                type.getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                    .toLowerCase(Locale.ROOT));
  }

  /** The model with the kinds of fields that a person knows better. */
  private static Model told(Model model, Map<String, String> kinds) {
    List<Field> fields =
        model.fields().stream()
            .map(
                field ->
                    kinds.containsKey(field.name()) ? field.as(kinds.get(field.name())) : field)
            .toList();
    return new Model(model.object(), fields, model.polymorphic());
  }
}
