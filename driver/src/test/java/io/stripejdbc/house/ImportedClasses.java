package io.stripejdbc.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * The class files of the driver and of its tests, read once for all tests of one JVM. What they
 * name of libraries is not read ({@code archunit.properties}): nobody asks about those.
 */
final class ImportedClasses {
  static final JavaClasses DRIVER_AND_TESTS =
      new ClassFileImporter().importPackages("io.stripejdbc");

  static final JavaClasses DRIVER =
      DRIVER_AND_TESTS.that(
          DescribedPredicate.describe("are the driver's", ImportedClasses::isOfTheDriver));

  private ImportedClasses() {}

  private static boolean isOfTheDriver(JavaClass type) {
    return type.getSource()
        .map(source -> Location.of(source.getUri()))
        .filter(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS::includes)
        .isPresent();
  }
}
