package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** Any text is a pattern or is refused in words; a pattern matches as the file system's does. */
class TrialGlobProperties {

  @Property(tries = 5_000)
  void matchesAsTheFileSystem(
      @ForAll
          @StringLength(max = 8)
          @Chars({'a', 'b', '1', '.', '-', '*', '?', '[', '!', ']', '{', ',', '}'})
          String glob,
      @ForAll @StringLength(max = 5) @Chars({'a', 'b', '1', '.', '-'}) String name) {
    Assume.that(!name.isEmpty() && !name.startsWith(".") && !name.startsWith("-"));
    TrialGlob ours;
    try {
      ours = new TrialGlob(glob);
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).startsWith("must be ");
      return;
    }
    Assume.that(!glob.isEmpty());
    Assume.that(!glob.matches(".*\\{[^}]*\\{.*")); // nested braces: ours alone
    Assume.that(!glob.matches(".*\\[[^]]+-[^]]-.*\\].*")); // a hyphen behind a range: ours alone
    assertThat(ours.matches(new TrialId(name)))
        .isEqualTo(FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(name)));
  }

  @Property
  void anyText(@ForAll String text) {
    try {
      assertThat(new TrialGlob(text)).hasToString(text);
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).startsWith("must be ").hasLineCount(1);
    }
  }
}
