package io.stripejdbc.cache.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A folder of cached rows: the salt of its keys, and a folder for each API key below it. Folders
 * and files are the owner's alone.
 */
public final class CacheFolder {
  /** Ahead of the names of folders in this format; those of another format are left alone. */
  static final String FORMAT = "v3-";

  /**
   * A folder's name is of the API key in its first half, so that all folders of a key are found,
   * and of what it is with the key in the other: 16 digits, 64 bits, of each.
   */
  private static final int HALF_NAME = 16;

  private static final String SALT = "stripe-jdbc.salt";
  private static final int SALT_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path root;
  private final byte[] salt;

  private CacheFolder(Path root, byte[] salt) {
    this.root = root;
    this.salt = salt;
  }

  /**
   * Opens a folder, and makes it where there is none.
   *
   * @throws IOException where it cannot be made, read or written
   */
  public static CacheFolder open(Path root) throws IOException {
    makeFolders(root);
    byte[] salt = salt(root);
    CacheFolder folder = new CacheFolder(root, salt);
    folder.tryToWrite();
    return folder;
  }

  private static byte[] salt(Path root) throws IOException {
    Path file = root.resolve(SALT);
    byte[] known = read(file);
    if (known.length == SALT_BYTES) {
      return known;
    }
    byte[] fresh = new byte[SALT_BYTES];
    RANDOM.nextBytes(fresh);
    Path beside = root.resolve(randomName() + ".tmp");
    write(beside, fresh);
    try {
      if (known.length > 0) {
        move(beside, file); // Spoilt: what it sealed is lost either way.
      } else {
        Files.createLink(file, beside); // Fails where another process was faster.
      }
    } catch (FileAlreadyExistsException another) {
      // Its salt is the folder's.
    } catch (UnsupportedOperationException | IOException noLinks) {
      if (!Files.exists(file)) {
        move(beside, file);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
    byte[] agreed = read(file);
    if (agreed.length != SALT_BYTES) {
      throw new IOException("The salt in " + root + " cannot be read");
    }
    return agreed;
  }

  private static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException none) {
      return new byte[0];
    }
  }

  private void tryToWrite() throws IOException {
    Path probe = root.resolve(randomName() + ".tmp");
    try {
      write(probe, new byte[1]);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** Where it lies. */
  public Path root() {
    return root;
  }

  /**
   * The files of an API key.
   *
   * @param owner what else tells two stores apart: address, version of the API
   */
  public SealedFiles files(String apiKey, String owner) throws IOException {
    CacheKeys keys = CacheKeys.of(apiKey, salt, FORMAT + owner);
    String ofKey = FORMAT + CacheKeys.of(apiKey, salt, FORMAT).name("key").substring(0, HALF_NAME);
    Path own = root.resolve(ofKey + keys.name(owner).substring(0, HALF_NAME));
    makeFolders(own);
    return new SealedFiles(own, keys, () -> startingWith(ofKey));
  }

  private List<Path> startingWith(String name) throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(root, name + '*')) {
      List<Path> folders = new ArrayList<>();
      paths.forEach(folders::add);
      return folders;
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  static String randomName() {
    byte[] name = new byte[16];
    RANDOM.nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  static void makeFolders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes(folder, "rwx------"));
    }
  }

  /** Writes a new file that only its owner can read. */
  static void write(Path file, byte[]... parts) throws IOException {
    Files.createFile(file, attributes(file, "rw-------"));
    // No channel: that would be closed when the thread is interrupted, as a statement may be.
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      for (byte[] part : parts) {
        out.write(part);
      }
    }
  }

  /** Gives a file its name: everybody sees all of it, or nothing. */
  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** On Windows the folder of the user is nobody else's already. */
  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
