package org.optimizerstudy.results;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 checksums. */
public final class Checksum {

  private Checksum() {}

  /** The checksum as 32 bytes. */
  public static byte[] of(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256", e);
    }
  }

  /** The checksum in hexadecimal, in lower case. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(of(content));
  }
}
