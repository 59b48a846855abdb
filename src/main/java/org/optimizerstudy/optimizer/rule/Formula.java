package org.optimizerstudy.optimizer.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The formula of an update rule: readable text that can be evaluated in double precision.
 *
 * <pre>
 * formula    = assignment { ";" assignment }
 * assignment = name ( "=" | "+=" | "-=" ) sum
 * sum        = [ "-" ] quotient { ( "+" | "-" ) quotient }
 * quotient   = product { "*" product | "/" power }
 * product    = power { power }
 * power      = primary [ "^" primary ]
 * primary    = number | name | function | "(" sum ")"
 * function   = ( "abs" | "sign" | "sqrt" ) "(" sum ")" | "max" "(" sum "," sum ")"
 * </pre>
 *
 * Adjacent factors are multiplied, with higher precedence than {@code *} and {@code /}. No adjacent
 * factor may follow the power after {@code /}, so that a formula does not depend on this
 * precedence: {@code a / (b c)} or {@code a / b * c}.
 */
public final class Formula {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:([A-Za-z][A-Za-z0-9_]*)|([0-9]+(?:\\.[0-9]+)?(?:e-?[0-9]+)?)|(.=|.))");

  private static final Set<String> FUNCTIONS = Set.of("abs", "max", "sign", "sqrt");

  private static final String END = "";

  /** Evaluates a part of the formula. */
  private interface Expression {
    double value(Map<String, Double> values);
  }

  private record Assignment(String name, String operator, Expression expression) {

    void apply(Map<String, Double> values) {
      double value = expression.value(values);
      switch (operator) {
        case "=" -> values.put(name, value);
        case "+=" -> values.put(name, known(values, name) + value);
        case "-=" -> values.put(name, known(values, name) - value);
        default -> throw new IllegalStateException(operator);
      }
    }
  }

  private final String text;
  private final List<Assignment> assignments;

  private Formula(String text, List<Assignment> assignments) {
    this.text = text;
    this.assignments = List.copyOf(assignments);
  }

  /**
   * Parses a formula.
   *
   * @param assignments in order of execution
   * @throws IllegalArgumentException if the text does not follow the grammar; the message shows the
   *     text from the error on
   */
  public static Formula of(String... assignments) {
    String text = String.join("; ", assignments);
    return new Formula(text, new Parser(text).formula());
  }

  /** The assignments, separated by semicolons. */
  public String text() {
    return text;
  }

  /**
   * Executes the assignments in order.
   *
   * @param values values by symbol; modified in place
   * @throws IllegalArgumentException if a symbol has no value
   */
  public void apply(Map<String, Double> values) {
    assignments.forEach(assignment -> assignment.apply(values));
  }

  @Override
  public String toString() {
    return text;
  }

  private static double known(Map<String, Double> values, String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("symbol without a value: " + name);
    }
    return value;
  }

  /** Recursive descent, one method per line of the grammar. */
  private static final class Parser {

    private final String text;
    private final Matcher matcher;
    private int start;
    private String token;

    Parser(String text) {
      this.text = text;
      this.matcher = TOKEN.matcher(text);
      next();
    }

    List<Assignment> formula() {
      List<Assignment> assignments = new ArrayList<>();
      do {
        assignments.add(assignment());
      } while (take(";"));
      if (!token.equals(END)) {
        throw expected("an operator or the end");
      }
      return assignments;
    }

    private Assignment assignment() {
      if (!isName()) {
        throw expected("a name");
      }
      String name = next();
      if (!Set.of("=", "+=", "-=").contains(token)) {
        throw expected("=, += or -=");
      }
      return new Assignment(name, next(), sum());
    }

    private Expression sum() {
      boolean negative = take("-");
      Expression first = quotient();
      Expression sum = negative ? values -> -first.value(values) : first;
      while (token.equals("+") || token.equals("-")) {
        boolean plus = next().equals("+");
        Expression left = sum;
        Expression right = quotient();
        sum =
            plus
                ? values -> left.value(values) + right.value(values)
                : values -> left.value(values) - right.value(values);
      }
      return sum;
    }

    private Expression quotient() {
      Expression quotient = product();
      while (token.equals("*") || token.equals("/")) {
        Expression left = quotient;
        if (next().equals("*")) {
          Expression right = product();
          quotient = values -> left.value(values) * right.value(values);
        } else {
          Expression right = power();
          if (beginsFactor()) {
            throw expected("one factor after /");
          }
          quotient = values -> left.value(values) / right.value(values);
        }
      }
      return quotient;
    }

    private Expression product() {
      Expression product = power();
      while (beginsFactor()) {
        Expression left = product;
        Expression right = power();
        product = values -> left.value(values) * right.value(values);
      }
      return product;
    }

    private Expression power() {
      Expression base = primary();
      if (!take("^")) {
        return base;
      }
      Expression exponent = primary();
      return values -> Math.pow(base.value(values), exponent.value(values));
    }

    private Expression primary() {
      if (take("(")) {
        Expression inner = sum();
        require(")");
        return inner;
      }
      if (isNumber()) {
        double number = Double.parseDouble(next());
        return values -> number;
      }
      if (!isName()) {
        throw expected("a name, a number or (");
      }
      String name = next();
      return FUNCTIONS.contains(name) ? function(name) : values -> known(values, name);
    }

    private Expression function(String name) {
      require("(");
      Expression first = sum();
      Expression function =
          switch (name) {
            case "abs" -> values -> Math.abs(first.value(values));
            case "sign" -> values -> Math.signum(first.value(values));
            case "sqrt" -> values -> Math.sqrt(first.value(values));
            default -> {
              require(",");
              Expression second = sum();
              yield values -> Math.max(first.value(values), second.value(values));
            }
          };
      require(")");
      return function;
    }

    private boolean beginsFactor() {
      return isName() || isNumber() || token.equals("(");
    }

    private boolean isName() {
      return !token.isEmpty() && Character.isLetter(token.charAt(0));
    }

    private boolean isNumber() {
      return !token.isEmpty() && Character.isDigit(token.charAt(0));
    }

    private boolean take(String wanted) {
      if (!token.equals(wanted)) {
        return false;
      }
      next();
      return true;
    }

    private void require(String wanted) {
      if (!take(wanted)) {
        throw expected(wanted);
      }
    }

    /** Moves to the next token and returns the one before it. */
    private String next() {
      String before = token;
      start = token == null ? 0 : matcher.end();
      boolean found = !text.substring(start).isBlank() && matcher.find();
      token = found ? matcher.group().strip() : END;
      return before;
    }

    private IllegalArgumentException expected(String what) {
      return new IllegalArgumentException(
          "formula: must have %s, found \"%s\"".formatted(what, text.substring(start).strip()));
    }
  }
}
