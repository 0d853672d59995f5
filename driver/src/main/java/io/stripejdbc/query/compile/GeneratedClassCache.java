package io.stripejdbc.query.compile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.error.CodeGenerationFailure;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.ClassDeclaration;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.FieldDeclaration;
import org.apache.calcite.linq4j.tree.VisitorImpl;
import org.apache.calcite.runtime.ArrayBindable;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.runtime.Typed;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.commons.compiler.CompilerFactoryFactory;
import org.codehaus.commons.compiler.ISimpleCompiler;

/**
 * Generated code, compiled once for all plans with the same text. Compiling is half of the time
 * that planning takes; statements that differ only in the constants of their scans have the same
 * text.
 */
final class GeneratedClassCache {
  private static final int MOST = 200;

  private final Cache<String, Class<?>> classes =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  /**
   * Code for a plan; an instance of its own, so that it is used by one execution at a time.
   *
   * @param constants takes the objects that the code refers to by name
   */
  Bindable<?> bindable(EnumerableRel plan, Map<String, Object> constants) {
    EnumerableRelImplementor implementor =
        new EnumerableRelImplementor(plan.getCluster().getRexBuilder(), constants);
    ClassDeclaration code = code(implementor, plan);
    String body = Expressions.toString(code.memberDeclarations, "\n", false);
    String kind =
        plan.getRowType().getFieldCount() == 1
            ? Bindable.class.getCanonicalName() + ", " + Typed.class.getCanonicalName()
            : ArrayBindable.class.getCanonicalName();
    String text = "public final class " + code.name + " implements " + kind + " {\n" + body + "\n}";
    // What is static may hold the state of one thread.
    Class<?> compiled =
        hasStaticField(code)
            ? compile(code.name, text)
            : classes.get(digest(text), any -> compile(code.name, text));
    try {
      return (Bindable<?>) compiled.getDeclaredConstructors()[0].newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated code cannot be used", e);
    }
  }

  private static ClassDeclaration code(EnumerableRelImplementor implementor, EnumerableRel plan) {
    try {
      return implementor.implementRoot(plan, EnumerableRel.Prefer.ARRAY);
    } catch (IllegalStateException e) {
      // Calcite puts the reason where nobody looks for it.
      Throwable reason = e.getSuppressed().length > 0 ? e.getSuppressed()[0] : e;
      throw reason instanceof DriverFailure failure ? failure : new CodeGenerationFailure(reason);
    }
  }

  /** The text by 256 bits of it: a wide query's code is long. */
  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private static Class<?> compile(String name, String text) {
    ClassLoader loader = EnumerableInterpretable.class.getClassLoader();
    try {
      ISimpleCompiler compiler =
          CompilerFactoryFactory.getDefaultCompilerFactory(loader).newSimpleCompiler();
      compiler.setParentClassLoader(loader);
      compiler.cook(text);
      return compiler.getClassLoader().loadClass(name);
    } catch (CompileException | ClassNotFoundException e) {
      throw new CodeGenerationFailure(e);
    } catch (Exception e) { // The factory declares no better.
      throw new IllegalStateException("there is no compiler for generated code", e);
    }
  }

  private static boolean hasStaticField(ClassDeclaration code) {
    boolean[] found = new boolean[1];
    code.accept(
        new VisitorImpl<Void>() {
          @Override
          public Void visit(FieldDeclaration field) {
            found[0] |= (field.modifier & Modifier.STATIC) != 0;
            return super.visit(field);
          }
        });
    return found[0];
  }
}
