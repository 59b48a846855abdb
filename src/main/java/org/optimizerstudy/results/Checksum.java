package org.optimizerstudy.results;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
public final class Checksum {

  private Checksum() {}

  /** The 32 bytes. */
  public static byte[] of(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256", e);
    }
  }

  /** The 32 bytes in hexadecimal, in small letters. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(of(content));
  }
}
