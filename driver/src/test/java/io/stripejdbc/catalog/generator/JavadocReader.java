package io.stripejdbc.catalog.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What the sources of stripe-java say and its classes do not: the Javadoc of fields and the names
 * of ids in paths.
 */
final class JavadocReader {
  private static final String SERIALIZED = "SerializedName";

  private final Map<String, String> comments = new HashMap<>();
  private final Map<String, String> paths = new HashMap<>();

  private JavadocReader() {}

  /** Nothing is known: for a look at the classes alone. */
  static JavadocReader none() {
    return new JavadocReader();
  }

  /** Reads the models, parameters and services of a sources jar. */
  static JavadocReader ofJar(Path jar) throws IOException {
    List<JavaFileObject> files = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(JavadocReader::isWanted).toList()) {
        try (InputStream in = file.getInputStream(entry)) {
          files.add(new Source(entry.getName(), new String(in.readAllBytes(), UTF_8)));
        }
      }
    }
    return of(files);
  }

  /** Reads one file. */
  static JavadocReader ofText(String name, String text) throws IOException {
    return of(List.of(new Source(name, text)));
  }

  private static boolean isWanted(JarEntry entry) {
    return entry.getName().matches("com/stripe/(model|param|service|v2)/.*\\.java")
        && !entry.getName().matches("com/stripe/param/.*(Create|Update|Confirm)[A-Za-z]*\\.java");
  }

  private static JavadocReader of(List<JavaFileObject> files) throws IOException {
    JavadocReader read = new JavadocReader();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
    DocTrees trees = DocTrees.instance(task);
    for (CompilationUnitTree unit : task.parse()) {
      read.new Scanner(trees).scan(unit, null);
    }
    return read;
  }

  /** The Javadoc of a field on one line, by its class and its name in JSON; empty without one. */
  String comment(String type, String field) {
    return comments.getOrDefault(type + "#" + field, "");
  }

  /** A path with its ids by name, from one with {@code {}} for each. */
  String path(String plain) {
    return paths.getOrDefault(plain, plain);
  }

  /** A file's text as the compiler reads it. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Goes through one file. */
  private final class Scanner extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private final Deque<String> types = new ArrayDeque<>();

    Scanner(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree unit, Void nothing) {
      types.push(unit.getPackageName().toString());
      return super.visitCompilationUnit(unit, null);
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      types.push(types.element() + "." + type.getSimpleName());
      super.visitClass(type, null);
      types.pop();
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void nothing) {
      String comment = trees.getDocComment(getCurrentPath());
      if (comment != null) {
        for (AnnotationTree annotation : field.getModifiers().getAnnotations()) {
          if (annotation.getAnnotationType().toString().equals(SERIALIZED)) {
            String name = text(annotation.getArguments().get(0));
            comments.put(types.element() + "#" + name, comment.strip().replaceAll("\\s+", " "));
          }
        }
      }
      return super.visitVariable(field, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      List<? extends ExpressionTree> given = call.getArguments();
      if (call.getMethodSelect().toString().equals("String.format")
          && given.get(0) instanceof LiteralTree) {
        List<String> names = new ArrayList<>();
        for (ExpressionTree id : given.subList(1, given.size())) {
          String name = id.toString().replaceAll(".*\\(|\\).*", "");
          names.add(
              "{" + name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT) + "}");
        }
        String format = text(given.get(0));
        paths.put(format.replace("%s", "{}"), format.formatted(names.toArray()));
      }
      return super.visitMethodInvocation(call, null);
    }

    private static String text(ExpressionTree expression) {
      ExpressionTree value =
          expression instanceof AssignmentTree assignment ? assignment.getExpression() : expression;
      return value instanceof LiteralTree literal
          ? String.valueOf(literal.getValue())
          : value.toString();
    }
  }
}
