package org.optimizerstudy.experiment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pattern for whole trial ids: {@code *} matches any characters, {@code ?} matches one character,
 * {@code [a-c1]} matches one of these, {@code [!a-c1]} matches one other character, and <code>
 * {adam,rmsprop}</code> matches either pattern; braces may be nested. All other characters match
 * themselves.
 *
 * <p>Matching keeps the set of positions that the pattern so far can reach. The time is therefore
 * at most proportional to the length of the pattern times the square of the length of the id.
 */
public final class TrialGlob {

  /** The maximum length, which also bounds the depth of braces. */
  private static final int MAX_LENGTH = 1_000;

  private static final String WRITING =
      "must be written with small letters, digits, dots, hyphens, *, ?, [a-c], [!a-c] and {a,b}";

  private final String text;
  private final Part pattern;

  /**
   * @param text the pattern as the user writes it
   * @throws InvalidInputException if it is not one
   */
  public TrialGlob(String text) {
    this.text = text;
    this.pattern = new Parser(text).parse();
  }

  /** Whether the pattern matches the whole id. */
  public boolean matches(TrialId id) {
    BitSet start = new BitSet();
    start.set(0);
    return pattern.after(id.value(), start).get(id.value().length());
  }

  /**
   * The message for a pattern that matches none of these ids, with the pattern that was probably
   * meant, if there is one.
   */
  public String matchesNone(Collection<TrialId> ids) {
    String hint =
        meant(ids)
            .map(pattern -> "; did you mean \"" + pattern + "\"?")
            .orElseGet(() -> ids.stream().findFirst().map(id -> "; an id is " + id).orElse(""));
    return "no trial matches \"" + text + "\"" + hint;
  }

  private Optional<String> meant(Collection<TrialId> ids) {
    return Stream.of("%s.*", "*.%s", "*.%s.*", "%s*", "*%s", "*%s*")
        .map(form -> form.replace("%s", text))
        .filter(wider -> wider.length() <= MAX_LENGTH)
        .filter(wider -> ids.stream().anyMatch(new TrialGlob(wider)::matches))
        .findFirst();
  }

  @Override
  public String toString() {
    return text;
  }

  /** A part of a pattern. */
  private interface Part {

    /** The positions in an id at which a match of this part can end, given its possible starts. */
    BitSet after(String id, BitSet starts);
  }

  /** Any number of any characters. */
  private record Any() implements Part {
    @Override
    public BitSet after(String id, BitSet starts) {
      BitSet ends = new BitSet();
      if (!starts.isEmpty()) {
        ends.set(starts.nextSetBit(0), id.length() + 1);
      }
      return ends;
    }
  }

  /** One character that is in a set, or one that is not. */
  private record One(BitSet characters, boolean negated) implements Part {
    @Override
    public BitSet after(String id, BitSet starts) {
      BitSet ends = new BitSet();
      starts.stream()
          .filter(i -> i < id.length() && characters.get(id.charAt(i)) != negated)
          .forEach(i -> ends.set(i + 1));
      return ends;
    }
  }

  /** Several parts in sequence. */
  private record Sequence(List<Part> parts) implements Part {
    @Override
    public BitSet after(String id, BitSet starts) {
      BitSet positions = starts;
      for (Part part : parts) {
        positions = part.after(id, positions);
      }
      return positions;
    }
  }

  /** One of several alternatives. */
  private record Choice(List<Part> choices) implements Part {
    @Override
    public BitSet after(String id, BitSet starts) {
      BitSet ends = new BitSet();
      choices.forEach(choice -> ends.or(choice.after(id, starts)));
      return ends;
    }
  }

  /** Reads the pattern from left to right. */
  private static final class Parser {

    private final String text;
    private int position;

    Parser(String text) {
      this.text = text;
    }

    Part parse() {
      if (text.length() > MAX_LENGTH) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT, "must be at most %d characters, found %d", MAX_LENGTH, text.length()));
      }
      return sequence(0);
    }

    private Part sequence(int depth) {
      List<Part> parts = new ArrayList<>();
      while (position < text.length()) {
        char c = text.charAt(position);
        if (depth > 0 && (c == ',' || c == '}')) {
          break;
        }
        position++;
        switch (c) {
          case '*' -> parts.add(new Any());
          case '?' -> parts.add(new One(new BitSet(), true));
          case '[' -> parts.add(set());
          case '{' -> parts.add(choice(depth + 1));
          default -> parts.add(new One(character(c), false));
        }
      }
      return new Sequence(parts);
    }

    private Part choice(int depth) {
      int opening = position;
      List<Part> choices = new ArrayList<>();
      do {
        choices.add(sequence(depth));
        if (position == text.length()) {
          throw wrong("\"{\" at character " + opening + " without \"}\"");
        }
      } while (text.charAt(position++) == ',');
      return new Choice(choices);
    }

    private Part set() {
      int opening = position;
      int closing = text.indexOf(']', position);
      if (closing < 0) {
        throw wrong("\"[\" at character " + opening + " without \"]\"");
      }
      boolean negated = text.charAt(position) == '!';
      if (negated) {
        position++;
      }
      BitSet characters = new BitSet();
      while (position < closing) {
        char from = text.charAt(position++);
        boolean isRange = position + 1 < closing && text.charAt(position) == '-';
        char to = isRange ? text.charAt(position + 1) : from;
        position += isRange ? 2 : 0;
        characters.or(character(from));
        characters.or(character(to));
        if (from > to) {
          throw wrong("the range \"" + from + "-" + to + "\", which is empty");
        }
        characters.set(from, to + 1);
      }
      if (characters.isEmpty()) {
        throw wrong("\"[\" at character " + opening + " with nothing in it");
      }
      position = closing + 1;
      return new One(characters, negated);
    }

    private BitSet character(char c) {
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-')) {
        throw wrong("\"" + c + "\"");
      }
      BitSet one = new BitSet();
      one.set(c);
      return one;
    }

    private InvalidInputException wrong(String found) {
      return new InvalidInputException(
          String.format(Locale.ROOT, "%s, found %s in \"%s\"", WRITING, found, text));
    }
  }
}
