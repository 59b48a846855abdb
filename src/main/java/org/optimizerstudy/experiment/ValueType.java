package org.optimizerstudy.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** The type of a {@link Factor}'s values: which values exist and how they are written. */
interface ValueType<T> {

  /**
   * The value of a text.
   *
   * @throws InvalidInputException if there is none; the message lacks the place
   */
  T parse(String text);

  /** The text of a value; {@link #parse} gives the value back. */
  String text(T value);

  /**
   * Checks a value.
   *
   * @throws InvalidInputException if it is out of range; the message lacks the place
   */
  T checked(T value);

  /** The rule for values, for messages: {@code one of adam, rmsprop}. */
  String rule();

  /** Whether values are numbers in YAML and JSON. */
  boolean isNumber();

  /** The texts of all values; empty if they are not listed. */
  List<String> keys();

  /** A constant of a closed set. */
  record Choice<E extends Enum<E> & Keyed>(Class<E> type) implements ValueType<E> {
    @Override
    public E parse(String text) {
      return Keyed.parse(type, text);
    }

    @Override
    public String text(E value) {
      return value.key();
    }

    @Override
    public E checked(E value) {
      return value;
    }

    @Override
    public String rule() {
      return "one of " + Keyed.keys(type);
    }

    @Override
    public boolean isNumber() {
      return false;
    }

    @Override
    public List<String> keys() {
      return Arrays.stream(type.getEnumConstants()).map(Keyed::key).toList();
    }
  }

  /** A whole number in a range. */
  record Whole<T>(long min, long max, LongFunction<T> of, ToLongFunction<T> to)
      implements ValueType<T> {

    static Whole<Integer> upTo(int max) {
      return new Whole<>(1, max, value -> (int) value, Integer::longValue);
    }

    static Whole<Long> any() {
      return new Whole<>(Long.MIN_VALUE, Long.MAX_VALUE, value -> value, Long::longValue);
    }

    @Override
    public T parse(String text) {
      return of.apply(Decimal.whole(text, min, max));
    }

    @Override
    public String text(T value) {
      return Long.toString(to.applyAsLong(value));
    }

    @Override
    public T checked(T value) {
      return parse(text(value));
    }

    @Override
    public String rule() {
      return "a whole number";
    }

    @Override
    public boolean isNumber() {
      return true;
    }

    @Override
    public List<String> keys() {
      return List.of();
    }
  }

  /**
   * A number in a range. Update rules compute in floats.
   *
   * @param range the rule for values, for messages
   */
  record Real(DoublePredicate holds, String range) implements ValueType<Double> {

    /** Outside this range a float would be zero, infinite or another number. */
    private static final String POSITIVE_RANGE = "from 1.2e-38 to 3.4e38, the range of a float";

    static final Real POSITIVE = new Real(Real::isPositiveFloat, POSITIVE_RANGE);

    static final Real NOT_NEGATIVE =
        new Real(value -> value == 0 || isPositiveFloat(value), "0 or " + POSITIVE_RANGE);

    static final Real FRACTION =
        new Real(value -> value >= 0 && (float) value < 1, "from 0 to below 1 as a float");

    private static boolean isPositiveFloat(double value) {
      return value >= Float.MIN_NORMAL && value <= Float.MAX_VALUE;
    }

    @Override
    public Double parse(String text) {
      return checked(Decimal.number(text), text);
    }

    @Override
    public String text(Double value) {
      return TrialId.plain(value);
    }

    @Override
    public Double checked(Double value) {
      return checked(value, value.toString());
    }

    private Double checked(double value, String text) {
      if (!holds.test(value)) {
        throw new InvalidInputException("must be " + range + ", found " + text);
      }
      return value;
    }

    @Override
    public String rule() {
      return "a number";
    }

    @Override
    public boolean isNumber() {
      return true;
    }

    @Override
    public List<String> keys() {
      return List.of();
    }
  }

  /** A name that can be a part of a trial's id. */
  record Name() implements ValueType<String> {
    @Override
    public String parse(String text) {
      return checked(text);
    }

    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public String checked(String value) {
      if (!value.matches("[a-z0-9][a-z0-9-]{0,99}")) {
        throw new InvalidInputException(
            "must consist of small letters, digits and hyphens, found \"" + value + "\"");
      }
      return value;
    }

    @Override
    public String rule() {
      return "a name";
    }

    @Override
    public boolean isNumber() {
      return false;
    }

    @Override
    public List<String> keys() {
      return List.of();
    }
  }

  /** A type with a word for one of its values. */
  record WithWord<T>(ValueType<T> type, String word, T value) implements ValueType<T> {
    @Override
    public T parse(String text) {
      return text.equals(word) ? value : type.parse(text);
    }

    @Override
    public String text(T of) {
      return type.text(of);
    }

    @Override
    public T checked(T of) {
      return type.checked(of);
    }

    @Override
    public String rule() {
      return type.rule();
    }

    @Override
    public boolean isNumber() {
      return type.isNumber();
    }

    @Override
    public List<String> keys() {
      return List.of(word);
    }
  }
}
