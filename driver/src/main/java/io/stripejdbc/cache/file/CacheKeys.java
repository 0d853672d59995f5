package io.stripejdbc.cache.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one API key's files, derived from it and from the salt of their folder by HKDF (RFC
 * 5869, HMAC-SHA256). An API key is long and random, so that no slow derivation is needed.
 *
 * <p>Each file has a key of its own, derived from its random name, so that the nonce of a block can
 * be its number and none is ever used twice.
 */
public final class CacheKeys {
  private static final String HMAC = "HmacSHA256";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;
  private static final int NAME_BYTES = 16;

  /** What a sealed block is longer than its contents. */
  public static final int TAG_BYTES = TAG_BITS / 8;

  private final byte[] names;
  private final byte[] contents;

  private CacheKeys(byte[] names, byte[] contents) {
    this.names = names;
    this.contents = contents;
  }

  /**
   * @param apiKey the key that rows are read with
   * @param owner what else tells two stores apart: address, version of the API, format
   */
  static CacheKeys of(String apiKey, byte[] salt, String owner) {
    byte[] secret = hmac(salt, apiKey.getBytes(StandardCharsets.UTF_8));
    return new CacheKeys(expand(secret, "names " + owner), expand(secret, "contents " + owner));
  }

  /** One step of HKDF's expansion: 32 bytes are enough for a key. */
  private static byte[] expand(byte[] secret, String info) {
    byte[] text = info.getBytes(StandardCharsets.UTF_8);
    byte[] message = Arrays.copyOf(text, text.length + 1);
    message[text.length] = 1;
    return hmac(secret, message);
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  /** A name that says nothing about this text to who has no key; the same for the same text. */
  public String name(String text) {
    byte[] full = hmac(names, text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(full, 0, NAME_BYTES);
  }

  /**
   * Encrypts and authenticates a block of a file.
   *
   * @param place folder and random name of the file: a file that is moved elsewhere is not read
   * @param number position of the block in its file, each given once
   */
  byte[] seal(String place, int number, byte[] block) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, place, number).doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
  }

  /**
   * The contents of a sealed block.
   *
   * @throws GeneralSecurityException where it was not sealed so, with these keys
   */
  byte[] open(String place, int number, byte[] sealed) throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, place, number).doFinal(sealed);
  }

  private Cipher cipher(int mode, String place, int number) throws GeneralSecurityException {
    byte[] key = hmac(contents, place.getBytes(StandardCharsets.UTF_8));
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(number).array();
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
