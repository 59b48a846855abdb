package org.optimizerstudy.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelt one was probably meant to be. */
public final class Nearest {

  private Nearest() {}

  /**
   * The known name with the fewest characters to insert, delete, replace or swap; empty if more
   * than a third of the word would have to change. Capital letters and underscores count as no
   * change.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    String plain = word.toLowerCase(Locale.ROOT).replace('_', '-');
    if (plain.length() > 100) {
      return Optional.empty();
    }
    return known.stream()
        .filter(name -> distance(plain, name) <= Math.max(plain.length(), name.length()) / 3)
        .min(Comparator.comparingInt(name -> distance(plain, name)));
  }

  /** The question that ends a message about an unknown name; empty if nothing is near. */
  public static String hint(String word, Collection<String> known) {
    return to(word, known).map(name -> "; did you mean \"" + name + "\"?").orElse("");
  }

  /** Optimal string alignment: the restricted Damerau-Levenshtein distance. */
  private static int distance(String a, String b) {
    int[][] changes = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          changes[i][j] = i + j;
          continue;
        }
        int replaced = changes[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int cheapest = Math.min(replaced, Math.min(changes[i - 1][j], changes[i][j - 1]) + 1);
        boolean isSwap =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        changes[i][j] = isSwap ? Math.min(cheapest, changes[i - 2][j - 2] + 1) : cheapest;
      }
    }
    return changes[a.length()][b.length()];
  }
}
